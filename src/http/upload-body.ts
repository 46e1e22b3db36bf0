import { BalieError } from '../errors.ts';

/** A body of which less comes in than this, again and again, holds room that others wait for. */
const PACE_MS = 30_000;
const PACE_BYTES = 64 * 1024;

const begun = new WeakSet<Request>();

/** Whether any of the body was asked for; one whose client waits for that is still with the client. */
export function isBegun(request: Request): boolean {
  return begun.has(request);
}

/**
 * Reads a body whole.
 * @throws BalieError `body-too-large` as soon as more has come than `limit`; `upload-too-slow` for one that does not keep pace;
 *   `upload-malformed` for one that breaks off. What is not read by then can still be read: see `drainBody`.
 */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  begun.add(request);
  const reader = request.body?.getReader();
  if (reader === undefined) return Buffer.alloc(0);
  const pieces: Uint8Array[] = [];
  let size = 0;
  let before = 0;
  const slow = Promise.withResolvers<never>();
  const clock = setInterval(() => {
    if (size - before < PACE_BYTES) slow.reject(new BalieError('upload-too-slow'));
    before = size;
  }, PACE_MS);
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), slow.promise]);
      if (done) return Buffer.concat(pieces, size);
      size += value.length;
      if (size > limit) throw new BalieError('body-too-large');
      pieces.push(value);
    }
  } catch (error) {
    throw error instanceof BalieError ? error : new BalieError('upload-malformed', { cause: error });
  } finally {
    clearInterval(clock);
    reader.releaseLock();
  }
}

/** Reads on and throws away, at most so many bytes and for so long. Never rejects. */
export async function drainBody(request: Request, { bytes, ms }: { readonly bytes: number; readonly ms: number }): Promise<void> {
  const reader = request.body?.getReader();
  if (reader === undefined) return;
  const late = Promise.withResolvers<{ done: true }>();
  const clock = setTimeout(late.resolve, ms, { done: true });
  try {
    for (let left = bytes; left > 0; ) {
      const piece = await Promise.race([reader.read(), late.promise]);
      if (piece.done) return;
      left -= piece.value.length;
    }
  } catch {
    // Its client has gone.
  } finally {
    clearTimeout(clock);
    reader.releaseLock();
  }
}
