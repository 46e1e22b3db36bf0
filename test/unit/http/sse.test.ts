import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sseBody, type SseMessage } from '../../../src/http/streams/sse.ts';

describe('a body of Server-Sent Events', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function source(messages: AsyncGenerator<SseMessage, void>) {
    const abort = vi.fn<() => void>();
    const reader = sseBody(messages, abort).getReader();
    const read = async () => {
      const { value, done } = await reader.read();
      return done ? undefined : new TextDecoder().decode(value);
    };
    return { abort, reader, read };
  }
  async function* endless() {
    for (let number = 1; ; number += 1) yield { event: 'delta', data: { number } };
  }

  test('asks for a message when the client reads, not before', async () => {
    const asked = vi.fn<() => void>();
    const { read } = source(
      (async function* () {
        for (const message of [1, 2]) {
          asked();
          yield { event: 'delta', data: message };
        }
      })(),
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).not.toHaveBeenCalled();
    expect(await read()).toBe('event: delta\ndata: 1\n\n');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(await read()).toBe('event: delta\ndata: 2\n\n');
    expect(await read()).toBeUndefined();
  });

  test('says that it lives while nothing comes', async () => {
    const { read } = source(
      (async function* () {
        await new Promise((resolve) => setTimeout(resolve, 25_000));
        yield { event: 'done', data: {} };
      })(),
    );
    const said = [read(), read(), read()];
    await vi.advanceTimersByTimeAsync(26_000);
    expect(await Promise.all(said)).toEqual([': ping\n\n', ': ping\n\n', 'event: done\ndata: {}\n\n']);
  });

  test('ends its source when the client leaves', async () => {
    const { abort, read, reader } = source(endless());
    await read();
    await reader.cancel();
    expect(abort).toHaveBeenCalledTimes(1);
  });

  test('ends its source when the client stays but reads nothing, and claims no end of the answer', async () => {
    const { abort, read } = source(endless());
    await read();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(abort).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(abort).toHaveBeenCalledTimes(1);
    await expect(read()).rejects.toThrow('stopped reading');
  });

  test('a client that reads slowly keeps its answer, and one that has it all is left alone', async () => {
    const { abort, read } = source(
      (async function* () {
        for (const message of [1, 2, 3]) yield { event: 'delta', data: message };
      })(),
    );
    for (let number = 0; number < 4; number += 1) {
      await read();
      await vi.advanceTimersByTimeAsync(50_000);
    }
    await vi.advanceTimersByTimeAsync(120_000);
    expect(abort).not.toHaveBeenCalled();
  });
});
