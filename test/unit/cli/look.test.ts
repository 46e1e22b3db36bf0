import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { oneAtATime } from '../../../src/cli/keeping/look.ts';
import { BalieError } from '../../../src/errors.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a fault that stays is told once and again after an hour, another one at once, and the same when it has been well in between', async () => {
  const away = new BalieError('database-unavailable', { detail: 'ECONNREFUSED' });
  const rights = Object.assign(new Error('permission denied for table switches'), { code: '42501' });
  let fault: Error | undefined = away;
  const told: unknown[] = [];
  const look = oneAtATime(() => (fault === undefined ? Promise.resolve() : Promise.reject(fault)), (error) => void told.push(error));
  await look();
  fault = new BalieError('database-unavailable', { detail: '57P03' });
  await look();
  expect(told).toEqual([away]);
  fault = rights;
  await look();
  await look();
  expect(told).toEqual([away, rights]);
  vi.advanceTimersByTime(3_600_000);
  await look();
  expect(told).toEqual([away, rights, rights]);
  fault = undefined;
  await look();
  fault = rights;
  await look();
  expect(told).toHaveLength(4);
});
