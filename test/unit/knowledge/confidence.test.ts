import { expect, it } from 'vitest';
import { ANSWERABLE, confidenceOf } from '../../../src/knowledge/search/confidence.ts';

it('is a chance: nothing without evidence, even odds at its middle, and always more with more', () => {
  expect(confidenceOf(0, false)).toBe(0);
  expect(confidenceOf(0.304, false)).toBeCloseTo(0.5, 9);
  const rising = Array.from({ length: 101 }, (_, n) => confidenceOf(n / 100, false));
  expect(rising.every((chance, n) => chance >= 0 && chance < 1 && (n === 0 || chance > (rising[n - 1] ?? 1)))).toBe(true);
  expect(confidenceOf(0.24, false)).toBeCloseTo(ANSWERABLE, 2);
  expect(confidenceOf(0.24, true)).toBeGreaterThan(ANSWERABLE);
});
