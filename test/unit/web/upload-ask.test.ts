import { expect, test, vi } from 'vitest';
import { asker } from '../../../src/web/browser/upload-ask.ts';

test('one that is wanted again while others are asked is asked once more, and never two at a time', async () => {
  const asked: string[] = [];
  const gates: (() => void)[] = [];
  const want = asker<string>(async (one) => {
    asked.push(one);
    await new Promise<void>((resolve) => gates.push(resolve));
    return true;
  });
  want(['a', 'b']);
  // Its answer is on the way, and something came about since.
  want(['a', 'b']);
  want(['a']);
  for (let at = 0; at < 3; at += 1) {
    expect(asked).toHaveLength(at + 1);
    gates[at]?.();
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(asked).toEqual(['a', 'b', 'a']);
});

test('what could not be asked is asked again after a while', async () => {
  vi.useFakeTimers();
  const answers = [false, true];
  const asked = vi.fn(() => Promise.resolve(answers.shift() ?? true));
  asker(asked, { retryMs: 1_000 })(['a']);
  await vi.advanceTimersByTimeAsync(999);
  expect(asked).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
