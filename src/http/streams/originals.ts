import { BalieError } from '../../errors.ts';

/** Whole files in memory at once: each may be tens of megabytes. */
const MAX_AT_ONCE = 4;
/** Small enough that a slow client does not have it all copied into its connection's buffers. */
const PIECE = 64 * 1024;
/** A client that reads nothing for this long gives its place to another. */
const STALL_MS = 30_000;

/** Gives original files out in pieces, a few files at a time, each held in memory once. */
export class Originals {
  private open = 0;

  /**
   * @param left aborts when the client has gone, also before it read anything.
   * @returns the file's length and body; undefined when `read` finds none.
   * @throws BalieError `desk-busy` when as many files as may be are being read already.
   */
  async give(
    read: () => Promise<Uint8Array | undefined>,
    left: AbortSignal,
  ): Promise<{ length: number; body: ReadableStream<Uint8Array> } | undefined> {
    if (this.open >= MAX_AT_ONCE) throw new BalieError('desk-busy');
    this.open += 1;
    let isOpen = true;
    const close = () => {
      if (isOpen) this.open -= 1;
      isOpen = false;
    };
    try {
      const bytes = await read();
      if (bytes !== undefined && !left.aborted) return { length: bytes.length, body: inPieces(bytes, left, close) };
      close();
      return undefined;
    } catch (error) {
      close();
      throw error;
    }
  }
}

/** Views on the bytes, one for every time that the client reads. `close` is called once nobody reads on. */
function inPieces(bytes: Uint8Array, left: AbortSignal, close: () => void): ReadableStream<Uint8Array> {
  let at = 0;
  let stall: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(stall);
    close();
  };
  left.addEventListener('abort', end, { once: true });
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stall = setTimeout(() => {
          controller.error(new Error('the client stopped reading'));
          end();
        }, STALL_MS).unref();
      },
      pull(controller) {
        stall?.refresh();
        if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += PIECE)));
        if (at < bytes.length) return;
        end();
        controller.close();
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
