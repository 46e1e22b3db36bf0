import { expect, test, vi } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { inParts } from '../../../src/retention/parts.ts';

const canceled = () => Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });

/** So many rows, of which one transaction takes `atOnce` within its time. */
function rows(count: number, atOnce: number, tooLong: () => Error) {
  let left = count;
  const take = vi.fn(async (atMost: number) => {
    const taken = Math.min(left, atMost);
    if (taken > atOnce) throw tooLong();
    left -= taken;
    return taken;
  });
  return { take, left: () => left };
}

test.each([
  ['as PostgreSQL says it', canceled],
  ['as a database that is away', () => new BalieError('database-unavailable', { cause: canceled() })],
])('a part that takes too long goes in smaller ones until all is gone: %s', async (_, tooLong) => {
  const { take, left } = rows(50, 3, tooLong);
  const parts: number[] = [];
  await inParts(take, (count) => parts.push(count));
  expect([left(), parts.reduce((sum, each) => sum + each, 0)]).toEqual([0, 50]);
  // What was too much once is not tried again.
  const sizes = take.mock.calls.map(([atMost]) => atMost);
  expect(new Set(sizes.filter((size) => size > 3)).size).toBe(sizes.filter((size) => size > 3).length);
});

test('one row that takes too long is a fault, and so is any other at once; what went before it was told', async () => {
  const { take } = rows(50, 0, canceled);
  await expect(inParts(take, () => undefined)).rejects.toMatchObject({ code: '57014' });
  expect(take.mock.lastCall).toEqual([1]);
  const parts: number[] = [];
  const failing = vi.fn<(atMost: number) => Promise<number>>().mockResolvedValueOnce(7).mockRejectedValue(new BalieError('database-unavailable'));
  await expect(inParts(failing, (count) => parts.push(count))).rejects.toMatchObject({ code: 'database-unavailable' });
  expect([failing.mock.calls.length, parts]).toEqual([2, [7]]);
});

test('parts that take long in the looking do not shrink to one row: that would be looking for ever', async () => {
  const clock = vi.spyOn(performance, 'now');
  let now = 0;
  clock.mockImplementation(() => now);
  const { take, left } = rows(10_000, Infinity, canceled);
  try {
    await inParts((atMost) => ((now += 3_000), take(atMost)), () => undefined);
  } finally {
    clock.mockRestore();
  }
  expect(left()).toBe(0);
  expect(take.mock.calls.length).toBeLessThan(50);
});
