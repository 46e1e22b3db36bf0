import type { StreamReader } from '../transport/host-request.ts';
import { LineReader, objectIn } from '../transport/lines.ts';

/** Reads a stream of Ollama's: a JSON object on each line, until one says that it is the last. */
export abstract class ObjectLines<Chunk> implements StreamReader {
  isComplete = false;
  protected readonly emit: (chunk: Chunk) => void;
  readonly #lines: LineReader;

  constructor(maxLineBytes: number, emit: (chunk: Chunk) => void) {
    this.emit = emit;
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
