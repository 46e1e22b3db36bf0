import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepForgetting } from '../../../src/cli/keeping/keep-forgetting.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('it is done a minute after the start, and once a minute however often something is erased', async () => {
  const forget = vi.fn(() => Promise.resolve(true));
  const forgetting = keepForgetting(forget, { onError: () => undefined });
  await vi.advanceTimersByTimeAsync(59_000);
  expect(forget).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(forget).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(forget).toHaveBeenCalledTimes(1);
  for (let times = 0; times < 29; times += 1) {
    forgetting.soon();
    await vi.advanceTimersByTimeAsync(2_000);
  }
  // The first at once, for it had rested; all others together.
  expect(forget).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(forget).toHaveBeenCalledTimes(3);
  await forgetting.stop();
});

test('what is erased while it runs comes after it, never beside it, and one that takes long rests longer', async () => {
  let running = 0;
  let most = 0;
  const ends: number[] = [];
  const forget = async () => {
    most = Math.max(most, (running += 1));
    await new Promise((done) => setTimeout(done, 5_000));
    running -= 1;
    ends.push(performance.now());
    return true;
  };
  const forgetting = keepForgetting(forget, { onError: () => undefined });
  await vi.advanceTimersByTimeAsync(62_000);
  forgetting.soon();
  forgetting.soon();
  await vi.advanceTimersByTimeAsync(600_000);
  expect([most, ends.length]).toEqual([1, 2]);
  expect((ends[1] ?? 0) - (ends[0] ?? 0)).toBeGreaterThanOrEqual(505_000);
  await forgetting.stop();
});

test('what fails is told and tried again, and nothing more after the end', async () => {
  const onError = vi.fn();
  const forget = vi.fn(() => Promise.reject(new Error('in use')));
  const forgetting = keepForgetting(forget, { onError });
  await vi.advanceTimersByTimeAsync(185_000);
  expect(forget).toHaveBeenCalledTimes(3);
  expect(onError).toHaveBeenCalledTimes(3);
  await forgetting.stop();
  forgetting.soon();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(forget).toHaveBeenCalledTimes(3);
});

test('what an older reader keeps is tried again until nothing is left, and is no failure', async () => {
  const onError = vi.fn();
  const forget = vi.fn(() => Promise.resolve(true)).mockResolvedValueOnce(false);
  const forgetting = keepForgetting(forget, { onError });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(forget).toHaveBeenCalledTimes(2);
  expect(onError).not.toHaveBeenCalled();
  await forgetting.stop();
});
