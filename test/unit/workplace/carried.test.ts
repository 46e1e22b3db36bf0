import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCarrier } from '../../../src/workplace/carried.ts';

/** As `readFields` has it, which is all that a page without scripts sends. */
const LARGEST_FORM = 128 * 1024;
/** The longest question, in letters that take most room in a form. */
const QUESTION = encodeURIComponent('€'.repeat(2_000)).length;

test('however much is said in confidence, it comes back in a form, with the last of it', () => {
  const carrier = createCarrier<{ n: number; answer: string }>(randomBytes(32), () => new Date());
  const turns = Array.from({ length: 20 }, (_, n) => ({ n, answer: randomBytes(6_000).toString('hex') }));
  const carried = carrier.seal('noor', turns);
  expect(carried.length + QUESTION).toBeLessThan(LARGEST_FORM);
  expect(carrier.open('noor', carried).at(-1)).toEqual(turns.at(-1));
  expect(carrier.open('noor', carried).length).toBeGreaterThan(8);
});
