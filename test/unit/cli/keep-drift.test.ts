import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepDrift } from '../../../src/cli/keeping/keep-drift.ts';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  ['any night', '2026-11-26T12:00:00Z', 3],
  ['the night after the clock went ahead, when a day had 23 hours', '2027-03-27T12:00:00Z', 3],
  ['the night after it went back, when a day had 25', '2027-10-30T12:00:00Z', 3],
])('looks once a day, at half past four: %s', async (_, from, days) => {
  vi.setSystemTime(new Date(from));
  const looked: string[] = [];
  const clock = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' });
  const stop = keepDrift({ look: async () => void looked.push(clock.format(new Date())), follow: async () => undefined }, { onError: (error) => expect.unreachable(String(error)) });
  await vi.advanceTimersByTimeAsync(days * 24 * 60 * MINUTE);
  stop();
  expect(looked.slice(1)).toEqual(Array.from({ length: days }, () => '04:30'));
});
