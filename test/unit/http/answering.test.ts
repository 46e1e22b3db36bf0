import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { underDeadline } from '../../../src/answer/deadline.ts';
import { endWhenLeft } from '../../../src/http/streams/answering.ts';

async function* three(ended: () => void = () => undefined): AsyncGenerator<number, void> {
  try {
    yield 1;
    yield 2;
    yield 3;
  } finally {
    ended();
  }
}
/** As a request has it: of who asks, and of what the desk does when they are gone. */
const composed = () => {
  const left = new AbortController();
  return { left, signal: AbortSignal.any([new AbortController().signal, left.signal]) };
};

describe('a turn that is streamed', () => {
  test('is not held by its signal once it was read to its end: Node keeps a composed signal while somebody listens', async () => {
    const { signal } = composed();
    const read: number[] = [];
    for await (const event of endWhenLeft(three(), signal)) {
      expect(getEventListeners(signal, 'abort')).toHaveLength(1);
      read.push(event);
    }
    expect(read).toEqual([1, 2, 3]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('nor when its reader stops in the middle; and ends when who asked leaves, read or not', async () => {
    const { signal } = composed();
    for await (const event of endWhenLeft(three(), signal)) if (event === 2) break;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    const { left, signal: other } = composed();
    let ends = 0;
    const events = three(() => (ends += 1));
    await events.next();
    endWhenLeft(events, other);
    left.abort();
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(ends).toBe(1);
    expect(getEventListeners(other, 'abort')).toEqual([]);
  });
});

test('the deadline of a turn ends it in time, and is gone when the turn is over', async () => {
  const asker = new AbortController();
  const late = underDeadline(20, asker.signal);
  await expect.poll(() => late.either.aborted).toBe(true);
  expect([late.deadline.aborted, asker.signal.aborted]).toEqual([true, false]);
  const over = underDeadline(20, asker.signal);
  over.clear();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(over.either.aborted).toBe(false);
  asker.abort();
  expect([over.either.aborted, over.deadline.aborted]).toEqual([true, false]);
});
