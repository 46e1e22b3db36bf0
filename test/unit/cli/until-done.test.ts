import { expect, test, vi } from 'vitest';
import { untilDone } from '../../../src/cli/keeping/until-done.ts';

const pausesMs = [1, 2] as const;

test('what fails is tried again until it is done, and that it fails is told once', async () => {
  const told: unknown[] = [];
  const work = vi.fn(async () => {
    if (work.mock.calls.length < 5) throw new Error(`keer ${work.mock.calls.length}`);
  });
  await untilDone(work, { onFailing: (error) => told.push(String(error)), signal: new AbortController().signal, pausesMs });
  expect(work).toHaveBeenCalledTimes(5);
  expect(told).toEqual(['Error: keer 1']);
});

test('the signal ends it, in a pause as well; what fails by that is told to nobody', async () => {
  const stop = new AbortController();
  const told = vi.fn(() => stop.abort());
  const work = vi.fn(() => Promise.reject(new Error('weg')));
  await untilDone(work, { onFailing: told, signal: stop.signal, pausesMs: [600_000] });
  expect([work.mock.calls.length, told.mock.calls.length]).toEqual([1, 1]);

  const late = new AbortController();
  await untilDone(async () => {
    late.abort();
    throw new Error('gestopt');
  }, { onFailing: told, signal: late.signal, pausesMs: [600_000] });
  await untilDone(work, { onFailing: told, signal: late.signal });
  expect([work.mock.calls.length, told.mock.calls.length]).toEqual([1, 1]);
});

test('what must be written because it happened is tried once more when the signal ends it, and is thrown when that fails too', async () => {
  const stop = new AbortController();
  let fails = 2;
  const work = vi.fn(async () => {
    if ((fails -= 1) >= 0) throw new Error('weg');
  });
  const writing = untilDone(work, { onFailing: () => stop.abort(), signal: stop.signal, hasLastTry: true, pausesMs: [600_000] });
  await expect(writing).rejects.toThrow('weg');
  expect(work).toHaveBeenCalledTimes(2);
  await untilDone(work, { onFailing: () => undefined, signal: stop.signal, hasLastTry: true });
  expect(work).toHaveBeenCalledTimes(3);
});
