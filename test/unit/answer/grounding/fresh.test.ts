import { describe, expect, test } from 'vitest';
import { freshCases } from '../../../support/fresh-cases.ts';
import { sentencesOf } from '../../../../src/answer/model-text/sentences.ts';
import { judged } from './gate-of.ts';

/** So many may pass of what was tuned on (a) and of what was not (b): each figure is what was reached, and may only get better. */
const LIES = { a: 0, b: 4 };
const HONEST = { a: 44, b: 29 };

describe.each(['a', 'b'] as const)('sentences on other texts, half %s', (half) => {
  test('no more lies pass than are known', async () => {
    const cases = await freshCases(half);
    const passed = cases.flatMap(({ passages, question, lies }) => lies.filter(({ say }) => judged(passages, say, { question }).shown !== '').map(({ kind }) => kind));
    expect(passed.length, passed.join(', ')).toBeLessThanOrEqual(LIES[half]);
  });

  test('no fewer honest ones pass than did, each with a source', async () => {
    const cases = await freshCases(half);
    const passed = cases.flatMap(({ passages, question, honest }) => honest.map((say) => judged(passages, say, { question })).filter(({ shown, cited }) => shown !== '' && cited.length > 0));
    expect(passed.length).toBeGreaterThanOrEqual(HONEST[half]);
  });
});

/** What turns a sentence of a text over, in one place. */
const TURNS: readonly (readonly [RegExp, string])[] = [
  [/ niet (?!alleen|meer|langer|of)/, ' '], [/ geen /, ' een '], [/\bmag\b/, 'moet'], [/\bkunt\b/, 'moet'], [/\bmoet\b/, 'hoeft niet te'], [/\b(?:soms|vaak|meestal)\b/, 'altijd'], [/ met (?:een |uw )?(?=\p{L}{5})/u, ' zonder '],
];
const MAX_TURNED = 0.06;

test('a sentence of a text that is turned over in one word is stopped, but for a few', async () => {
  const passed: string[] = [];
  let tried = 0;
  for (const { passages, question } of [...(await freshCases('a')), ...(await freshCases('b'))]) {
    const own = passages.filter(({ documentId }) => documentId === passages[0]?.documentId);
    for (const sentence of own.flatMap(({ text }) => text.split('\n').flatMap((line) => sentencesOf(line)))) {
      for (const [found, put] of TURNS) {
        if (!sentence.endsWith('.') || !found.test(sentence)) continue;
        tried += 1;
        const turned = sentence.replace(found, put);
        if (judged(own, turned, { question }).shown !== '') passed.push(turned);
      }
    }
  }
  expect(tried).toBeGreaterThan(60);
  expect(passed.length / tried, passed.join('\n')).toBeLessThanOrEqual(MAX_TURNED);
});
