import { describe, expect, test } from 'vitest';
import { detailFirst, lacksDetail } from '../../../src/answer/subject/detail.ts';
import { cpuMs } from '../../support/cpu.ts';
import { passage } from '../../support/passages.ts';

const RENEWAL = passage({ title: 'Rijbewijs vernieuwen', headings: ['Meenemen'], text: '- Uw oude rijbewijs.\n- Eén pasfoto van 35 bij 45 mm.' });
const PRICES = passage({ title: 'Rijbewijs vernieuwen', headings: ['Kosten'], text: 'Een rijbewijs kost € 51,80. Met spoed komt daar € 36,40 bij.' });
const HEARING = passage({ title: 'Bezwaar maken', headings: ['Hoe lang duurt het'], text: 'Daarna mag u uw verhaal vertellen op een hoorzitting. U krijgt een besluit binnen 12 weken.' });
const LIBRARY = passage({ title: 'Bijzondere bijstand', text: 'Hulp bij invullen krijgt u elke woensdag van 10.00 tot 12.00 uur in de bibliotheek.' });
const HOURS = passage({ title: 'Openingstijden', text: 'De balie is op werkdagen open van 9.00 tot 17.00 uur.' });
const WEDDING = passage({ title: 'Trouwen', text: 'Een eigen trouwambtenaar voor één dag kost € 148,00. U trouwt in Lindewaarde.' });
const COLLEGE = passage({ title: 'Besluitenlijst', text: 'Aanwezig waren A.J. Verhulst (burgemeester) en R. de Lange (secretaris).' });
const RECEPTION = passage({ title: 'Opvang', text: 'In de opvang is plaats voor 64 mensen. Een huisarts komt elke maandag.' });
const BULKY = passage({ title: 'Grofvuil', text: 'Elk stuk is hoogstens 1,80 meter lang en 30 kilo zwaar. De grijze container zet u op de stoep.' });

describe('a detail that is asked for and that no passage says', () => {
  test.each([
    ['Wat kost een pasfoto?', [RENEWAL, PRICES]],
    ['pasfoto prijs', [RENEWAL, PRICES]],
    ['Hoe lang duurt de hoorzitting?', [HEARING]],
    ['Hoe laat gaat de bibliotheek open?', [LIBRARY]],
    ['Wat is het telefoonnummer van de bibliotheek?', [LIBRARY]],
    ['Hoe heet de trouwambtenaar van Lindewaarde?', [WEDDING]],
    ['Hoeveel mensen krijgen bijstand?', [LIBRARY, RECEPTION]],
    ['Wie is de huisarts met plek in Oudebrug?', [RECEPTION]],
    ['Hoe zwaar is de grijze container?', [BULKY]],
  ])('%s', (question, found) => expect(lacksDetail(found, question)).toBe(true));
});

describe('one that a passage says', () => {
  test.each([
    ['Wat kost een rijbewijs?', [PRICES]],
    ['rijbewijs kosten', [PRICES]],
    ['Mijn rijbewijs verloopt, wat kost een nieuwe?', [PRICES]],
    ['Hoe laat is de balie open?', [HOURS]],
    ['openingstijden gemeentehuis', [HOURS]],
    ['Hoe heet de burgemeester?', [COLLEGE]],
    ['Hoeveel mensen kunnen er in de opvang?', [RECEPTION]],
    ['Hoe zwaar mag grofvuil zijn?', [BULKY]],
    ['Hoe lang duurt het voor er een besluit op mijn bezwaar is?', [HEARING]],
  ])('%s', (question, found) => expect(lacksDetail(found, question)).toBe(false));

  test('comes before better passages that do not say it', () => {
    const found = [{ ...RENEWAL, score: 10 }, { ...PRICES, score: 8 }];
    expect(detailFirst(found, 'Wat kost een rijbewijs?').map(({ headings }) => headings[0])).toEqual(['Kosten', 'Meenemen']);
    expect(detailFirst(found, 'Wat neem ik mee voor een rijbewijs?').map(({ headings }) => headings[0])).toEqual(['Meenemen', 'Kosten']);
  });

  test('comes before what says it of one day alone', () => {
    const found = [passage({ title: 'Openingstijden', headings: ['Feestdagen'], text: 'Op donderdag 31 december sluit de balie om 16.00 uur.' }), HOURS].map((one, at) => ({ ...one, score: 10 - at }));
    expect(detailFirst(found, 'Wat zijn de openingstijden van de balie?').map(({ headings }) => headings[0])).toEqual([HOURS.headings[0], 'Feestdagen']);
  });

  test.each(['Wanneer is de balie open?', 'Hoe laat is de balie open?'])('comes before what names no time: %s', (question) => {
    const found = [passage({ title: 'Openingstijden', text: 'Voor de balie maakt u eerst een afspraak.' }), HOURS].map((one, at) => ({ ...one, score: 10 - at }));
    expect(detailFirst(found, question)[0]).toMatchObject({ text: HOURS.text });
  });

  test('does not come before what is far better', () => {
    const found = [{ ...RENEWAL, score: 10 }, { ...PRICES, score: 5 }];
    expect(detailFirst(found, 'Wat kost een rijbewijs?')[0]).toMatchObject({ headings: ['Meenemen'] });
  });
});

describe('no detail is asked for', () => {
  test.each(['Wanneer is het zwembad weer open?', 'Wanneer is de inschrijving open?', 'Wanneer zijn jullie telefonisch bereikbaar?', 'Waar lever ik een pasfoto in?', 'Heb ik een pasfoto nodig?', 'pasfoto', 'Voor welke kosten krijg ik bijzondere bijstand?', 'Wat kost dat?', ''])('%s', (question) => expect(lacksDetail([RENEWAL], question)).toBe(false));
});

test('takes time in line with the length of question and passage', async () => {
  const took = (times: number) => cpuMs(() => lacksDetail([passage({ title: 'Mensen', text: 'mensen en personen: '.repeat(times) })], 'Hoeveel mensen wonen er, en hoe laat '.repeat(times)));
  await took(100);
  expect(await took(2_000)).toBeLessThan((await took(500)) * 20 + 50);
});
