import { expect, test } from 'vitest';
import { msUntilBelow, SLOT_MS } from '../../../src/visitors/counts.ts';
import { limitRules } from '../../../src/visitors/limit-rules.ts';

test('limits are there without a word in the configuration, and one of them may be set alone', () => {
  const { address, total } = limitRules.parse({});
  expect(address.free).toBeLessThan(address.most);
  expect(limitRules.parse({ address: { most: 90 } })).toMatchObject({ address: { free: address.free, most: 90 }, total });
});

test.each([[{ address: { free: 10, most: 5 } }], [{ total: { free: 0 } }], [{ total: { most: 1.5 } }], [{ difficulty: 0 }], [{ difficulty: 10_000_000 }], [{ adres: { free: 1 } }]])(
  'limits that cannot be are refused: %j',
  (given) => expect(limitRules.safeParse(given).success).toBe(false),
);

test.each([
  // [cap, in this slot, in the one before, share of that which counts, milliseconds]
  [10, 9, 0, 0.5, 0],
  // Half a slot later this one is over, and counts for nine tenths a tenth later.
  [9, 10, 0, 0.5, 0.6 * SLOT_MS + 1],
  // Of the twenty before, a quarter may count: in a quarter of a slot.
  [10, 5, 20, 0.5, 0.25 * SLOT_MS + 1],
])('who comes back when told finds a place: below %d from %d and %d (%d)', (cap, now, before, share, ms) => {
  expect(msUntilBelow(cap, { scope: '', now, before }, share)).toBeCloseTo(ms, 3);
});
