import { expect, test } from 'vitest';
import { cut } from '../../src/cut.ts';

test.each([
  ['abc', 5, 'abc'],
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['ab😀', 4, 'ab😀'],
  ['ab😀', 3, 'ab'],
  ['ab😀c', 4, 'ab😀'],
  ['😀', 1, ''],
  ['😀', 0, ''],
  ['', 3, ''],
  // What was broken already is not this function's to mend.
  ['a\uD83Db', 2, 'a\uD83D'],
])('the first of %j, at most %i, is %j', (text, max, whole) => {
  expect(cut(text, max)).toBe(whole);
});
