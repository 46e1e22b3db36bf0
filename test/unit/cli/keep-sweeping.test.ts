import { afterEach, expect, test, vi } from 'vitest';
import { watchTurns } from '../../../src/cli/keeping/keep-sweeping.ts';

const HOUR = 60 * 60 * 1_000;

afterEach(() => void vi.useRealTimers());

test('what was said is erased after so many days, now and every hour, until it is stopped', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-26T10:00:00Z') });
  const before: string[] = [];
  const log = {
    sweep: () => Promise.resolve(0),
    erase: (moment: Date) => {
      before.push(moment.toISOString());
      return Promise.resolve(0);
    },
  };
  const stop = await watchTurns(log, { info: () => undefined, warn: () => undefined, error: () => undefined }, 30);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(before).toEqual(['2026-10-27T10:00:00.000Z', '2026-10-27T11:00:00.000Z']);
  stop();
  await vi.advanceTimersByTimeAsync(3 * HOUR);
  expect(before).toHaveLength(2);
});
