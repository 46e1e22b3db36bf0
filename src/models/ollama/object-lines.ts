import type { StreamReader } from '../transport/host-request.ts';
import { LineReader, objectIn } from '../transport/lines.ts';

/** Reads a stream of Ollama's: a JSON object on each line, until one says that it is the last. */
export abstract class ObjectLines implements StreamReader {
  isComplete = false;
  readonly #lines: LineReader;

  constructor(maxLineBytes: number) {
    this.#lines = new LineReader(maxLineBytes, (text) => this.#line(text));
  }

  read(bytes: Buffer): void {
    this.#lines.push(bytes);
  }

  end(): void {
    this.#lines.end();
  }

  /** Takes one line, of which nothing is certain; sets `isComplete` at the last. @throws BrokenStream or BalieError. */
  protected abstract take(line: object): void;

  #line(text: string): void {
    if (this.isComplete || text === '') return;
    this.take(objectIn(text));
  }
}
