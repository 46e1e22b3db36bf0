import { expect, test } from 'vitest';
import { waitingWords } from '../../../src/web/markup/page/waiting.ts';

test.each([
  [1, 3, 'U bent zo aan de beurt. Het duurt ongeveer 10 seconden.'],
  [2, 12, 'Er is nog 1 vraag voor u. Het duurt ongeveer 20 seconden.'],
  [4, 20, 'Er zijn nog 3 vragen voor u. Het duurt ongeveer 20 seconden.'],
  [9, 60, 'Er zijn nog 8 vragen voor u. Het duurt ongeveer 60 seconden.'],
  [9, 61, 'Er zijn nog 8 vragen voor u. Het duurt ongeveer 2 minuten.'],
])('place %i in the queue, %i seconds: %s', (position, seconds, text) => {
  expect(waitingWords(position, seconds)).toBe(text);
});
