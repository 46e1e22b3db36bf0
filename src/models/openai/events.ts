import { BrokenStream, LineReader } from '../transport/lines.ts';

/** A line holds one token; one with logprobs or a whole tool call is longer. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;
const FIELD = /^(?:data|event|id|retry)(?::|$)/;

/**
 * Reads Server-Sent Events, and gives the data of each. Stricter than a browser: what is no field is no stream of events, such as an
 * error page, and an event named `error` (or the field `error:` that older versions of llama.cpp write) ends it.
 */
export class EventReader {
  readonly #take: (data: string) => void;
  readonly #lines = new LineReader(MAX_LINE_BYTES, (line) => this.#line(line));
  #data: string | undefined;

  constructor(take: (data: string) => void) {
    this.#take = take;
  }

  /** @throws BrokenStream; what `take` throws. */
  push(bytes: Buffer): void {
    this.#lines.push(bytes);
  }

  /** The bytes are over; a last event may lack its empty line. @throws as `push`. */
  end(): void {
    this.#lines.end();
    this.#dispatch();
  }

  #line(line: string): void {
    if (line === '') return this.#dispatch();
    if (line.startsWith('data:')) {
      const value = line.slice(line.charCodeAt(5) === 0x20 ? 6 : 5);
      this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
    } else if (/^error:|^event: ?error$/.test(line)) throw new BrokenStream('host sends an error event');
    else if (!line.startsWith(':') && !FIELD.test(line)) throw new BrokenStream('line is no field of an event');
  }

  #dispatch(): void {
    const data = this.#data;
    if (data === undefined) return;
    this.#data = undefined;
    this.#take(data);
  }
}
