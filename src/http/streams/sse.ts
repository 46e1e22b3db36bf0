import type { Context } from 'hono';

const encoder = new TextEncoder();
const PING = encoder.encode(': ping\n\n');

/** Proxies and clients give up on a silent connection: a comment at least this often keeps it (facts: at most 15 s). */
const PING_MS = 10_000;

/** A client that reads nothing for this long holds a place at the desk that others need: its turn is ended. */
const STALL_MS = 60_000;

export interface SseMessage {
  /** Where a client that comes back goes on. */
  readonly id?: number;
  readonly event: string;
  readonly data: unknown;
}

/**
 * Messages as a body of Server-Sent Events. Nothing is asked of `messages` before the client has room for it. When the client
 * leaves or stops reading, `abort` is called and the iteration is ended. A source that throws and a client that stops reading break
 * the connection instead of ending it cleanly: a clean end would say that this is all. With `opens` a comment goes first, so that a
 * client whose first message may be long in coming knows that it is connected.
 */
export function sseBody(messages: AsyncIterator<SseMessage>, abort: () => void, opens = false): ReadableStream<Uint8Array> {
  let waiting: Promise<IteratorResult<SseMessage>> | undefined;
  let stall: NodeJS.Timeout | undefined;
  const leave = async () => {
    clearTimeout(stall);
    abort();
    await messages.return?.();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (opens) controller.enqueue(PING);
      },
      async pull(controller) {
        clearTimeout(stall);
        waiting ??= messages.next();
        const result = await orPing(waiting);
        stall = setTimeout(() => {
          controller.error(new Error('the client stopped reading'));
          void leave();
        }, STALL_MS).unref();
        if (result === undefined) return controller.enqueue(PING);
        waiting = undefined;
        if (result.done === true) {
          clearTimeout(stall);
          return controller.close();
        }
        const { id, event, data } = result.value;
        controller.enqueue(encoder.encode(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      },
      cancel: leave,
    },
    // No read-ahead: backpressure reaches the model host.
    { highWaterMark: 0 },
  );
}

/** What the promise gives, or undefined when that takes longer than a heartbeat. */
async function orPing<T>(promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tick = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, PING_MS, undefined)));
  try {
    return await Promise.race([promise, tick]);
  } finally {
    clearTimeout(timer);
  }
}

/** An answer of such messages. @param opens as `sseBody` has it. */
export function sseAnswer(c: Context, messages: AsyncIterator<SseMessage>, abort: () => void, opens = false): never {
  c.header('Content-Type', 'text/event-stream; charset=utf-8');
  // Proxies such as nginx would otherwise hold the events back.
  c.header('X-Accel-Buffering', 'no');
  return c.body(sseBody(messages, abort, opens)) as never;
}
