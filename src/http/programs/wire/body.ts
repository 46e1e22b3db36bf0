import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { BalieError } from '../../../errors.ts';

/** Room for a long context and a few pictures. What is longer no model here can read. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** A body of which less comes in than this, again and again, holds room that others wait for. */
const PACE_MS = 30_000;
const PACE_BYTES = 64 * 1024;

/**
 * The JSON of a request, read straight from Node's stream: by way of a web stream the same takes several times as long.
 * @throws BalieError `body-too-large`, at once when Content-Length says so; `body-too-slow`; `body-malformed` for what is no JSON in
 *   UTF-8, or breaks off.
 */
export async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(incoming);
  try {
    if (isUtf8(bytes)) return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    // Only that it failed: the parser's message quotes what was sent.
    throw new BalieError('body-malformed', { detail: (error as Error).name });
  }
  throw new BalieError('body-malformed', { detail: 'not UTF-8' });
}

function readBytes(incoming: IncomingMessage): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  if (Number(incoming.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw new BalieError('body-too-large');
  const pieces: Buffer[] = [];
  let size = 0;
  let before = 0;
  const clock = setInterval(() => {
    if (size - before < PACE_BYTES) end(new BalieError('body-too-slow'));
    before = size;
  }, PACE_MS);
  const onData = (piece: Buffer) => {
    size += piece.length;
    pieces.push(piece);
    if (size > MAX_BODY_BYTES) end(new BalieError('body-too-large'));
  };
  const onEnd = () => end();
  const onGone = () => end(new BalieError('body-malformed', { detail: 'broken off' }));
  function end(fault?: BalieError): void {
    clearInterval(clock);
    incoming.off('data', onData).off('end', onEnd).off('close', onGone);
    if (fault === undefined) resolve(pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces, size));
    else {
      incoming.pause();
      reject(fault);
    }
  }
  // What breaks off is told by `close`, also of one that broke off before it was read.
  incoming.on('error', () => undefined);
  if (incoming.destroyed && !incoming.readableEnded) onGone();
  else incoming.on('data', onData).on('end', onEnd).on('close', onGone);
  return promise;
}

/** What is still on its way when a client hears that it was refused; who goes on after that is cut off. */
const DRAIN_BYTES = 32 * 1024 * 1024;
const DRAIN_MS = 5_000;

/** Reads on and throws away, so that a client that is still sending gets to the answer. Never rejects. */
export function drain(incoming: IncomingMessage): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (incoming.readableEnded || incoming.destroyed) return Promise.resolve();
  let left = DRAIN_BYTES;
  const clock = setTimeout(end, DRAIN_MS);
  const onData = (piece: Buffer) => {
    left -= piece.length;
    if (left < 0) end();
  };
  function end(): void {
    clearTimeout(clock);
    incoming.off('data', onData).off('end', end).off('close', end).pause();
    resolve();
  }
  incoming.on('data', onData).on('end', end).on('close', end).resume();
  return promise;
}
