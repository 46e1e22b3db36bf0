import { isUtf8 } from 'node:buffer';
import { parsed } from './json.ts';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const REPLACEMENT = '\ufffd';

/**
 * A host's stream is not what it should be, or says itself that it failed. The message is for logs only; it holds the host's words
 * where the host wrote an error, and never a piece of an answer.
 */
export class BrokenStream extends Error {
  override readonly name = 'BrokenStream';
}

/**
 * Cuts a stream of bytes into lines, each given to `take` as soon as it is complete. Lines are cut on bytes and decoded whole: a network
 * packet may end anywhere, also inside a UTF-8 character. Takes `\n` and `\r\n`.
 *
 * What `take` throws comes out of `push` and `end`; the reader is of no use after that.
 */
export class LineReader {
  readonly #maxBytes: number;
  readonly #take: (line: string) => void;
  /** The unfinished line, in the pieces it came in: joining them once per line keeps many small packets linear. */
  #pieces: Uint8Array[] = [];
  #pending = 0;

  constructor(maxBytes: number, take: (line: string) => void) {
    this.#maxBytes = maxBytes;
    this.#take = take;
  }

  /** @throws BrokenStream for a line longer than may be, or one that is not UTF-8. */
  push(bytes: Buffer): void {
    let start = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, start)) {
      if (this.#pending === 0) this.#line(bytes, start, at);
      else {
        this.#keep(bytes.subarray(start, at));
        this.#flush();
      }
      start = at + 1;
    }
    if (start < bytes.length) this.#keep(bytes.subarray(start));
  }

  /** The bytes are over: what is left is a line without a newline. @throws BrokenStream as `push` does. */
  end(): void {
    if (this.#pending > 0) this.#flush();
  }

  #keep(piece: Uint8Array): void {
    this.#pending += piece.length;
    // Also guards against a host that never sends a newline.
    if (this.#pending > this.#maxBytes) throw new BrokenStream(`line longer than ${this.#maxBytes} bytes`);
    this.#pieces.push(piece);
  }

  #flush(): void {
    const line = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#pending = 0;
    this.#line(line, 0, line.length);
  }

  #line(bytes: Buffer, start: number, newline: number): void {
    if (newline - start > this.#maxBytes) throw new BrokenStream(`line longer than ${this.#maxBytes} bytes`);
    const end = newline > start && bytes[newline - 1] === CARRIAGE_RETURN ? newline - 1 : newline;
    const line = bytes.toString('utf8', start, end);
    // The character may have been sent as such: only then the bytes are looked at once more.
    if (line.includes(REPLACEMENT) && !isUtf8(bytes.subarray(start, end))) throw new BrokenStream('line is not UTF-8');
    this.#take(line);
  }
}

/** @throws BrokenStream for what is not a JSON object. Without a cause: the parser's message quotes the line, which may hold a person's words. */
export function objectIn(line: string): object {
  const value = parsed(line);
  if (typeof value !== 'object' || value === null) throw new BrokenStream(value === undefined ? 'line is not JSON' : 'line is not an object');
  return value;
}
