import { expect, test } from 'vitest';
import { wordsOf } from '../../../src/answer/words.ts';
import { isContent } from '../../../src/answer/follow-up/asking-words.ts';
import { askedOften, type Refused } from '../../../src/review/asked-often.ts';

const words = (question: string) => wordsOf(question).filter(isContent);
const refused = (...questions: readonly (string | Partial<Refused>)[]): Refused[] =>
  questions.map((one, index) => ({ id: String(index), assistant: 'loket', question: '', isSeen: false, ...(typeof one === 'string' ? { question: one } : one) }));

test('takes what is asked in other words for the same, and the first of it stands for all', () => {
  const asked = refused('Waar kan ik mijn hond uitlaten?', 'Hoe laat gaat het zwembad open?', 'waar mag de HOND uitlaten', 'En het zwembad, hoe laat open?', 'Hond uitlaten?');
  expect(askedOften(asked, words, 2)).toEqual([{ id: '0', times: 3 }, { id: '1', times: 2 }]);
  expect(askedOften(asked, words, 3)).toEqual([{ id: '0', times: 3 }]);
});

test('keeps apart what shares few words, and what was asked of another assistant', () => {
  expect(askedOften(refused('Paspoort kwijt geraakt in het buitenland', 'Paspoort verlengen voor een kind', 'Rijbewijs kwijt'), words, 2)).toEqual([]);
  expect(askedOften(refused({ question: 'zwembad' }, { question: 'zwembad', assistant: 'collega' }), words, 2)).toEqual([]);
});

test('leaves out what was judged, in whatever words', () => {
  expect(askedOften(refused('Zwembad open?', { question: 'Is het zwembad open?', isSeen: true }, 'zwembad open'), words, 2)).toEqual([]);
});

test('does not take questions without a word for the same', () => {
  expect(askedOften(refused('😀', '???', '', 'wat is dat', 'wat is dat'), words, 2)).toEqual([]);
});
