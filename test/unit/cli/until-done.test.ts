import { expect, test, vi } from 'vitest';
import { untilDone } from '../../../src/cli/keeping/until-done.ts';

const pausesMs = [1, 2] as const;

test('what fails is tried again until it is done, and each fault is told', async () => {
  const told: unknown[] = [];
  const work = vi.fn(async () => {
    if (work.mock.calls.length < 5) throw new Error(`keer ${work.mock.calls.length}`);
  });
  await untilDone(work, { onError: (error) => told.push(String(error)), signal: new AbortController().signal, pausesMs });
  expect(work).toHaveBeenCalledTimes(5);
  expect(told).toEqual(['Error: keer 1', 'Error: keer 2', 'Error: keer 3', 'Error: keer 4']);
});

test('the signal ends it, in a pause as well; what fails by that is told to nobody', async () => {
  const stop = new AbortController();
  const told = vi.fn(() => stop.abort());
  const work = vi.fn(() => Promise.reject(new Error('weg')));
  await untilDone(work, { onError: told, signal: stop.signal, pausesMs: [600_000] });
  expect([work.mock.calls.length, told.mock.calls.length]).toEqual([1, 1]);

  const late = new AbortController();
  await untilDone(async () => {
    late.abort();
    throw new Error('gestopt');
  }, { onError: told, signal: late.signal, pausesMs: [600_000] });
  await untilDone(work, { onError: told, signal: late.signal });
  expect([work.mock.calls.length, told.mock.calls.length]).toEqual([1, 1]);
});
