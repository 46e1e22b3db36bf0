import { BalieError } from '../../errors.ts';

/** A body of which less comes in than this, again and again, holds room that others wait for. */
const PACE_MS = 30_000;
const PACE_BYTES = 64 * 1024;

const begun = new WeakSet<Request>();

/** Whether any of the body was asked for; one whose client waits for that is still with the client. */
export function isBegun(request: Request): boolean {
  return begun.has(request);
}

/** A body that is read piece by piece, as long as it keeps pace. What is not read of it can still be read: see `drainBody`. */
export class PacedBody {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  private size = 0;
  private before = 0;
  private isSlow = false;
  private clock: NodeJS.Timeout | undefined;

  constructor(request: Request) {
    begun.add(request);
    this.reader = request.body?.getReader();
    this.goOn();
  }

  /**
   * @returns the next piece; undefined at the end.
   * @throws BalieError `upload-too-slow` for a body that does not keep pace; `upload-malformed` for one that breaks off.
   */
  async next(): Promise<Uint8Array | undefined> {
    try {
      const piece = await this.reader?.read();
      if (piece === undefined || piece.done) return undefined;
      this.size += piece.value.length;
      return piece.value;
    } catch (error) {
      throw this.isSlow ? new BalieError('upload-too-slow') : new BalieError('upload-malformed', { cause: error });
    }
  }

  /** While what came is at work here, its client need not keep pace. */
  pause(): void {
    clearInterval(this.clock);
  }

  goOn(): void {
    this.before = this.size;
    this.clock = setInterval(() => {
      if (this.size - this.before < PACE_BYTES) {
        this.isSlow = true;
        this.close();
      }
      this.before = this.size;
    }, PACE_MS);
  }

  /** Lets go of the body; a read that waits ends. */
  close(): void {
    clearInterval(this.clock);
    this.reader?.releaseLock();
  }
}

/**
 * Reads a body whole.
 * @throws BalieError `body-too-large` as soon as more has come than `limit`; `upload-too-slow` for one that does not keep pace;
 *   `upload-malformed` for one that breaks off.
 */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  const body = new PacedBody(request);
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for (let piece = await body.next(); piece !== undefined; piece = await body.next()) {
      size += piece.length;
      if (size > limit) throw new BalieError('body-too-large');
      pieces.push(piece);
    }
    return Buffer.concat(pieces, size);
  } finally {
    body.close();
  }
}

/** Who has stopped sending has heard what there is to hear, or never will. */
const QUIET_MS = 2_000;

/** Reads on and throws away, at most so many bytes and for so long, as long as something comes. Never rejects. */
export async function drainBody(request: Request, { bytes, ms }: { readonly bytes: number; readonly ms: number }): Promise<void> {
  const reader = request.body?.getReader();
  if (reader === undefined) return;
  const clock = setTimeout(() => reader.releaseLock(), ms);
  const quiet = setTimeout(() => reader.releaseLock(), QUIET_MS);
  try {
    for (let left = bytes; left > 0; ) {
      const piece = await reader.read();
      if (piece.done) return;
      left -= piece.value.length;
      quiet.refresh();
    }
  } catch {
    // Its client has gone, or the time is over.
  } finally {
    clearTimeout(clock);
    clearTimeout(quiet);
    reader.releaseLock();
  }
}
