import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepDrift } from '../../../src/cli/keeping/keep-drift.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['any night', '2026-11-28T12:00:00Z', '2026-11-29T03:30:00.000Z'],
  ['that after the day on which the clock went an hour on', '2027-03-28T12:00:00Z', '2027-03-29T02:30:00.000Z'],
  ['that after the day on which the clock went an hour back', '2026-10-25T12:00:00Z', '2026-10-26T03:30:00.000Z'],
])('at the start, and then each night at half past four by the Dutch clock, once: %s', async (_, start, night) => {
  vi.setSystemTime(new Date(start));
  const looks: string[] = [];
  const look = async () => {
    looks.push(new Date().toISOString());
    return undefined;
  };
  const stop = keepDrift({ look, follow: () => Promise.resolve(undefined) }, { onError: () => expect.fail() });
  await vi.advanceTimersByTimeAsync(20 * 60 * 60_000);
  stop();
  expect(looks).toEqual([new Date(start).toISOString(), night]);
});
