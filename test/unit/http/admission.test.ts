import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { Admission } from '../../../src/http/admission.ts';

test('one client takes part of the places, whatever it does with them; somebody in need is let in all the same', async () => {
  const admission = new Admission(64);
  const never = new AbortController().signal;
  const ask = (client?: string, isUrgent = false) => admission.run(async function* () { for (;;) yield 'event'; }, never, { client, isUrgent });
  const unread = Array.from({ length: 16 }, () => ask('een'));
  for (const stream of unread) await stream.next();
  await expect(ask('een').next()).rejects.toMatchObject({ code: 'turns-at-once', entry: { status: 429 } });
  for (const other of [ask('ander'), ask(), ask('een', true)]) expect(await other.next()).toMatchObject({ value: 'event' });
  for (const stream of unread.slice(0, 2)) await stream.return();
  expect(await ask('een').next()).toMatchObject({ value: 'event' });
});

describe('shutdown', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const never = new AbortController().signal;
  /** Events without end, which tells how it was ended. */
  function endless(ended: (how: unknown) => void) {
    return async function* (signal: AbortSignal) {
      try {
        for (;;) yield 'event';
      } finally {
        ended(signal.reason);
      }
    };
  }

  test('does not wait for a client that does not read', async () => {
    const admission = new Admission(1);
    const ended = vi.fn<(how: unknown) => void>();
    const events = admission.run(endless(ended), never);
    await events.next();
    const closed = vi.fn<() => void>();
    void admission.close(20_000).then(closed);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(ended).toHaveBeenCalledWith(expect.objectContaining({ code: 'desk-stopping' }));
    expect(closed).toHaveBeenCalledTimes(1);
  });

  test('gives one that reads its last event, with the cause', async () => {
    const admission = new Admission(1);
    const events = admission.run(async function* (signal) {
      yield 'status';
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      yield signal.reason as unknown;
    }, never);
    const read = (async () => {
      const all: unknown[] = [];
      for await (const event of events) all.push(event);
      return all;
    })();
    const closed = admission.close(1_000);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await read).toEqual(['status', expect.objectContaining({ code: 'desk-stopping' })]);
    await closed;
    await expect(admission.run(endless(vi.fn<() => void>()), never).next()).rejects.toBeInstanceOf(BalieError);
  });
});
