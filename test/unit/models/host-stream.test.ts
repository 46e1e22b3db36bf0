import type { Dispatcher } from 'undici';
import { expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { HostStream } from '../../../src/models/transport/host-stream.ts';

/** A host's answer that comes when the test says so, each piece of bytes a chunk. */
function answering() {
  const sent: { handler?: Dispatcher.DispatchHandler } = {};
  const controller = { paused: false, pause: () => void (controller.paused = true), resume: () => void (controller.paused = false), abort: () => undefined };
  const dispatcher = { dispatch: (_: unknown, handler: Dispatcher.DispatchHandler) => void (sent.handler = handler) } as unknown as Dispatcher;
  const stream = new HostStream<number>(
    {
      place: { origin: 'http://host.example', prefix: '', host: 'host', dispatcher, headers: () => ({}), close: () => Promise.resolve() },
      path: '/', body: () => ({}), accept: 'application/json', limits: { firstByteMs: 60_000, silenceMs: 60_000 },
      open: (emit) => ({ isComplete: false, read: (bytes) => emit(bytes.length), end: () => undefined }),
      refusal: () => new BalieError('model-unavailable'),
    },
    new AbortController().signal,
  );
  const as = controller as unknown as Dispatcher.DispatchController;
  const give = (bytes: number) => sent.handler?.onResponseData?.(as, Buffer.alloc(bytes));
  const begin = () => {
    const first = stream.next();
    sent.handler?.onRequestStart?.(as, {});
    sent.handler?.onResponseStart?.(as, 200, {}, 'OK');
    give(1);
    return first;
  };
  return { stream, controller, begin, give };
}

test.each([
  ['chunks', 257, 1],
  ['bytes', 3, 100_000],
])('a reader that is too many %s behind has the host wait until it has read all', async (_, count, bytes) => {
  const { stream, controller, begin, give } = answering();
  await begin();
  for (let n = 1; n < count; n += 1) give(bytes);
  expect(controller.paused).toBe(false);
  give(bytes);
  expect(controller.paused).toBe(true);
  for (let n = 1; n < count; n += 1) await stream.next();
  expect(controller.paused).toBe(true);
  await stream.next();
  expect(controller.paused).toBe(false);
  await stream.return();
});
