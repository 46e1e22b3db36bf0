import { BalieError } from '../../errors.ts';
import type { PullProgress } from '../call.ts';
import type { StreamReader } from '../transport/host-request.ts';
import { LineReader, parseLine } from '../transport/lines.ts';
import { BrokenStream } from '../transport/broken-stream.ts';

const MAX_LINE_BYTES = 64 * 1024;

interface PullLine {
  readonly error?: unknown;
  readonly status?: unknown;
  readonly completed?: unknown;
  readonly total?: unknown;
}

/** Reads the lines of `/api/pull`, of which the last one is `success`. */
export class OllamaPull implements StreamReader {
  isComplete = false;
  readonly #emit: (progress: PullProgress) => void;
  readonly #detail: string;
  readonly #lines = new LineReader(MAX_LINE_BYTES, (line) => this.#line(line));

  constructor(emit: (progress: PullProgress) => void, detail: string) {
    this.#emit = emit;
    this.#detail = detail;
  }

  read(bytes: Buffer): void {
    this.#lines.push(bytes);
  }

  end(): void {
    this.#lines.end();
  }

  #line(text: string): void {
    if (this.isComplete || text === '') return;
    const line = parseLine(text);
    if (typeof line !== 'object' || line === null) throw new BrokenStream('line is not an object');
    const { error, status, completed, total }: PullLine = line;
    if (error !== undefined) throw pullFault(typeof error === 'string' ? error : JSON.stringify(error), this.#detail);
    if (typeof status !== 'string') throw new BrokenStream('line is not a pull response');
    this.isComplete = status === 'success';
    this.#emit({ status, ...(isCount(completed) && { completedBytes: completed }), ...(isCount(total) && { totalBytes: total }) });
  }
}

/** Why a model could not be brought, by what Ollama says: the registry has none by this name, or something else. */
export function pullFault(message: string, detail: string): BalieError {
  const cause = new Error(`host reports: ${message}`);
  const isUnknown = /file does not exist|invalid model name/i.test(message);
  return new BalieError(isUnknown ? 'model-missing' : 'pull-failed', { detail, cause });
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
