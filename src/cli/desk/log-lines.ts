import { write, writeSync } from 'node:fs';
import { foreignCode } from '../../errors.ts';

/** A write for each line would cost a busy gateway a twentieth of its time. */
const TOGETHER_CHARS = 4 * 1024;
const LATEST_MS = 250;
/** Where whoever should read the lines does not, the oldest that fit here stay and the desk goes on. */
const MAX_UNREAD_CHARS = 8 * 1024 * 1024;
/** Between two tries for a reader that is behind; at the end of the process it is waited for no longer than `LAST_MS`. */
const BEHIND_MS = 50;
const LAST_MS = 1_000;
/** What one write has in hand is lost when the process ends meanwhile: no more than a pipe holds. */
const PIECE_BYTES = 64 * 1024;
/** Whoever reads is behind. */
const BEHIND = new Set(['EAGAIN', 'EBUSY']);

/** Where lines go. */
export interface LogLines {
  write(lines: string): void;
}

/**
 * Lines for an open file, some together, within a quarter of a second and before the process ends. pino's own destination ends the process at a disk
 * that is full, is silent for ever after a reader that left once, and waits at the end of the process for what never comes.
 * @param tell hears once that they cannot be written, and once that they can be again.
 */
export function openLogLines(fd: number, tell: (line: string) => void, maxUnread = MAX_UNREAD_CHARS): LogLines {
  let waiting: string[] = [];
  let chars = 0;
  /** What is being written, or could not be. */
  let rest = Buffer.alloc(0);
  /** How much of it a write has in hand. */
  let inHand = 0;
  let again: NodeJS.Timeout | undefined;
  let isFaulty = false;
  let lost = 0;

  function next(): Buffer {
    if (rest.length === 0) {
      rest = Buffer.from(waiting.join(''));
      waiting = [];
      chars = 0;
    }
    return rest;
  }

  function failed(error: unknown): void {
    const code = foreignCode(error);
    if (BEHIND.has(code) || isFaulty) return;
    isFaulty = true;
    tell(`De eigen logregels kunnen niet worden geschreven (${code}). De balie gaat door; wat niet te bewaren is valt weg, tot het weer kan.`);
  }

  function written(bytes: number): void {
    rest = rest.subarray(bytes);
    // A disk at its brim takes some, and no more.
    if (!isFaulty || rest.length > 0) return;
    isFaulty = false;
    tell(`De eigen logregels worden weer geschreven${lost > 0 ? `; ${lost} zijn er weggevallen` : ''}.`);
    lost = 0;
  }

  function begin(): void {
    if (inHand > 0 || again !== undefined || next().length === 0) return;
    inHand = Math.min(rest.length, PIECE_BYTES);
    write(fd, rest, 0, inHand, null, (error, bytes) => {
      inHand = 0;
      if (error !== null) {
        failed(error);
        // Anything else than that is tried again at the next look.
        if (BEHIND.has(foreignCode(error))) again = setTimeout(lookAgain, BEHIND_MS).unref();
        return;
      }
      written(bytes);
      if (rest.length > 0 || chars >= TOGETHER_CHARS) begin();
    });
  }

  function lookAgain(): void {
    again = undefined;
    begin();
  }

  /** What a write has in hand is left to it. */
  function writeLast(): void {
    rest = rest.subarray(inHand);
    const until = performance.now() + LAST_MS;
    while (next().length > 0) {
      try {
        written(writeSync(fd, rest));
      } catch (error) {
        failed(error);
        if (!BEHIND.has(foreignCode(error)) || performance.now() > until) return;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BEHIND_MS);
      }
    }
  }

  setInterval(begin, LATEST_MS).unref();
  process.once('exit', writeLast);
  return {
    write(lines) {
      if (rest.length + chars + lines.length > maxUnread) {
        lost += 1;
        return;
      }
      waiting.push(lines);
      chars += lines.length;
      if (chars >= TOGETHER_CHARS && !isFaulty) begin();
    },
  };
}
