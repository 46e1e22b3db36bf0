import { describe, expect, test } from 'vitest';
import { channelsAt, contactSentences, openingSentences } from '../../../src/handover/channels.ts';
import { dateOf, HOLIDAYS } from '../../../src/handover/hours/holidays.ts';
import { type Hours, openingAt } from '../../../src/handover/hours/opening.ts';
import { DUTCH, openingWords } from '../../../src/handover/words.ts';

const day = [['08:30', '17:00']] as const;
const hours: Hours = { week: { monday: day, tuesday: day, wednesday: [['08:30', '12:00'], ['13:00', '17:00']], thursday: [['08:30', '20:00']], friday: day }, holidays: HOLIDAYS, closedOn: ['2026-12-31'] };
const at = (moment: string, given = hours) => openingWords(openingAt(given, new Date(moment)), DUTCH);

describe('opening hours', () => {
  test.each([
    ['in working time', '2026-11-26T10:00:00+01:00', 'Nu open, tot 20.00 uur.'],
    ['the minute it opens', '2026-11-26T08:30:00+01:00', 'Nu open, tot 20.00 uur.'],
    ['the minute it closes', '2026-11-26T20:00:00+01:00', 'Nu gesloten. Morgen open vanaf 8.30 uur.'],
    ['before it opens', '2026-11-26T07:00:00+01:00', 'Nu gesloten. Vandaag open vanaf 8.30 uur.'],
    ['at lunch', '2026-11-25T12:30:00+01:00', 'Nu gesloten. Vandaag open vanaf 13.00 uur.'],
    ['on a Saturday', '2026-11-28T12:00:00+01:00', 'Nu gesloten. Maandag open vanaf 8.30 uur.'],
    ['in summer time', '2026-07-01T06:29:00Z', 'Nu gesloten. Vandaag open vanaf 8.30 uur.'],
    ['in summer time, a minute later', '2026-07-01T06:30:00Z', 'Nu open, tot 12.00 uur.'],
    ['in winter time', '2026-01-05T07:30:00Z', 'Nu open, tot 17.00 uur.'],
    ['the night that the clock goes back', '2026-10-25T02:30:00Z', 'Nu gesloten. Morgen open vanaf 8.30 uur.'],
    ['on a holiday', '2026-04-27T10:00:00+02:00', 'Nu gesloten. Morgen open vanaf 8.30 uur.'],
    ['on a day of its own', '2026-12-31T10:00:00+01:00', 'Nu gesloten. Maandag open vanaf 8.30 uur.'],
    ['before Christmas', '2026-12-24T20:30:00+01:00', 'Nu gesloten. Maandag open vanaf 8.30 uur.'],
  ])('%s', (_, moment, said) => {
    expect(at(moment)).toBe(said);
  });

  test('a week that is closed says nothing of when', () => {
    expect(at('2026-11-26T10:00:00Z', { ...hours, week: {} })).toBe('Nu gesloten.');
  });

  test('more than a week away is told with its date', () => {
    expect(at('2026-11-26T19:30:00Z', { ...hours, week: { thursday: day }, closedOn: ['2026-12-03'] })).toBe('Nu gesloten. Donderdag 10 december open vanaf 8.30 uur.');
  });

  test.each([
    ['tweede-paasdag', 2026, '2026-04-06'],
    ['hemelvaartsdag', 2026, '2026-05-14'],
    ['tweede-pinksterdag', 2027, '2027-05-17'],
    ['goede-vrijdag', 2028, '2028-04-14'],
    ['koningsdag', 2025, '2025-04-26'],
    ['koningsdag', 2026, '2026-04-27'],
    ['eerste-paasdag', 2038, '2038-04-25'],
  ] as const)('%s of %s is %s', (holiday, year, date) => {
    expect(dateOf(holiday, year)).toBe(date);
  });
});

describe('the ways to a person', () => {
  const channels = {
    phone: { number: '14 000', hours, hoursText: 'op werkdagen' },
    counter: { address: 'Stadhuisplein 1', hours: undefined, note: 'Maak eerst een afspraak.' },
    email: 'info@lindewaarde.example',
    form: 'https://www.lindewaarde.example/contact',
    whatsapp: '06 12 34 56 78',
  };
  const open = new Date('2026-11-26T10:00:00Z');
  const closed = new Date('2026-11-26T22:00:00Z');

  test('say whether they are open now', () => {
    expect(contactSentences(channels, open)).toBe('Bel 14 000. Nu open, tot 20.00 uur. U kunt ook mailen naar info@lindewaarde.example. Appen kan naar 06 12 34 56 78. Er is een formulier op lindewaarde.example/contact.');
    expect(openingSentences(channels, open)).toBe('- Telefoon (14 000): Nu open, tot 20.00 uur. Vandaag: 8.30 uur – 20.00 uur.');
    expect(openingSentences({ ...channels, counter: { ...channels.counter, hours } }, closed)).toBe('- Telefoon (14 000): Nu gesloten. Morgen open vanaf 8.30 uur. Vandaag: 8.30 uur – 20.00 uur.\n- Balie: Nu gesloten. Morgen open vanaf 8.30 uur. Vandaag: 8.30 uur – 20.00 uur. Maak eerst een afspraak.');
    expect(contactSentences(channels, closed)).toMatch(/^De telefoon \(14 000\) is nu gesloten\. Morgen open vanaf 8\.30 uur\. U kunt ook/);
    expect(channelsAt(channels, closed).map(({ kind, isOpen }) => [kind, isOpen])).toEqual([['phone', false], ['whatsapp', undefined], ['email', undefined], ['form', undefined], ['counter', undefined]]);
  });

  test('are told in another language, of the municipality’s own words none', () => {
    const said = { language: 'pl', words: { ...DUTCH.words, callHours: undefined, time: '{{hour}}:{{minute}}', closed: 'Zamknięte.', opens: 'Otwarcie: {{day}}, {{time}}.', phoneClosed: 'Telefon ({{phone}}) jest nieczynny.' } };
    const friday = new Date('2026-11-28T10:00:00Z');
    expect(contactSentences(channels, friday, said)).toMatch(/^Telefon \(14 000\) jest nieczynny\. Otwarcie: poniedziałek, 8:30\./);
    expect(channelsAt(channels, friday, said).map(({ note }) => note)).toEqual(['Zamknięte. Otwarcie: poniedziałek, 8:30.', '', '', '', '']);
    expect(contactSentences({ ...channels, phone: { ...channels.phone, hours: undefined } }, friday, said)).not.toContain('op werkdagen');
  });

  test('without hours say what the municipality says of itself', () => {
    expect(contactSentences({ ...channels, phone: { ...channels.phone, hours: undefined } }, closed)).toMatch(/^Bel 14 000 \(op werkdagen\)\./);
  });
});
