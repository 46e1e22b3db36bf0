import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { OWN_PROMPTS } from '../../../src/config/config.ts';
import { contactSentences } from '../../../src/handover/channels.ts';
import { DUTCH as DUTCH_CONTACT, type ContactWords } from '../../../src/handover/words.ts';
import { maskedWords, personalWords } from '../../../src/web/markup/masked-words.ts';
import { DUTCH_PAGE, FAULT_KINDS } from '../../../src/web/markup/page/spoken.ts';
import { wordsIn } from '../../../src/web/markup/words-in.ts';
import { DUTCH as DUTCH_HANDOVER } from '../../../src/web/pages/handover/words.ts';

type Words = Readonly<Record<string, string>>;
const read = async (language: string) => parse(await readFile(join(OWN_PROMPTS, 'talen', `${language}.yaml`), 'utf8')) as { replies: Words; contact: Words; handover: Words; page: Words; faults: Readonly<Record<string, readonly [string, string]>> };
const slots = (text = '') => Array.from(text.matchAll(/\{\{\w+\}\}/g), ([slot]) => slot).toSorted();

describe.each(['en', 'de', 'fr', 'es', 'tr', 'ar', 'pl', 'uk'])('the fixed texts in %s', (language) => {
  test('say all that is said in Dutch around a handover, with the same names to fill in', async () => {
    const { contact, handover } = await read(language);
    const { callHours: _, ...dutch } = DUTCH_CONTACT.words;
    for (const [own, known] of [[contact, dutch], [handover, DUTCH_HANDOVER]] as const) {
      expect(Object.keys(own).toSorted()).toEqual(Object.keys(known).toSorted());
      for (const [name, text] of Object.entries(known)) expect([name, slots(own[name])]).toEqual([name, slots(text)]);
    }
  });

  test('say all that the desk’s page says in Dutch, with the same names to fill in, and each in words of its own', async () => {
    const { page, faults } = await read(language);
    expect(Object.keys(page).toSorted()).toEqual(Object.keys(DUTCH_PAGE).toSorted());
    for (const [name, text] of Object.entries(DUTCH_PAGE)) expect([name, slots(page[name])]).toEqual([name, slots(text)]);
    // Words that are the same in both languages.
    const same = Object.entries(DUTCH_PAGE).filter(([name, text]) => page[name] === text).map(([name]) => name);
    expect(same.filter((name) => !['contact', 'email', 'stop', 'phone', 'conversation'].includes(name))).toEqual([]);
    expect(Object.keys(faults).toSorted()).toEqual(FAULT_KINDS.toSorted());
    for (const [message, action] of Object.values(faults)) expect(message).not.toBe(action);
  });

  test('tell how a person is reached, also when and where not to call', async () => {
    const { replies, contact } = await read(language);
    for (const name of ['abstained', 'notUnderstood', 'outOfScope', 'blocked', 'personalCase', 'runningCase', 'person']) expect(replies[name]).toContain('{{contact}}');
    const hours = { week: { thursday: [['08:30', '17:00']] }, holidays: [], closedOn: ['2026-12-03'] } as const;
    const channels = { phone: { number: '14 000', hours, hoursText: 'op donderdag' }, counter: { address: '', hours: undefined, note: undefined }, email: 'info@lindewaarde.example', form: undefined, whatsapp: undefined };
    const said = { words: contact as unknown as ContactWords, language };
    for (const moment of ['2026-11-26T10:00:00Z', '2026-11-25T10:00:00Z', '2026-11-23T10:00:00Z', '2026-11-26T17:00:00Z']) {
      const text = contactSentences(channels, new Date(moment), said);
      expect(text).toMatch(/14 000.*(?:17|8)(?::| h )[03]0.*info@lindewaarde\.example/u);
      expect(text).not.toMatch(/[{}]|donderdag|[\u0660-\u0669]/);
    }
  });

  test('name what was left out, and the button to a person', () => {
    const { text, isDutch } = maskedWords(Object.keys(personalWords), language);
    expect(isDutch).toBe(false);
    expect(text).not.toMatch(/undefined|nummer \(BSN\).*rekeningnummer/);
    expect(wordsIn(language).passOn).not.toBe(wordsIn('nl').passOn);
  });
});
