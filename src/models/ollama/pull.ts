import { BalieError } from '../../errors.ts';
import type { PullProgress } from '../call.ts';
import { isCount } from '../transport/json.ts';
import { BrokenStream } from '../transport/lines.ts';
import { ObjectLines } from './object-lines.ts';

const MAX_LINE_BYTES = 64 * 1024;

interface PullLine {
  readonly error?: unknown;
  readonly status?: unknown;
  readonly completed?: unknown;
  readonly total?: unknown;
}

/** Reads the lines of `/api/pull`, of which the last one is `success`. */
export class OllamaPull extends ObjectLines<PullProgress> {
  readonly #detail: string;

  constructor(emit: (progress: PullProgress) => void, detail: string) {
    super(MAX_LINE_BYTES, emit);
    this.#detail = detail;
  }

  protected take({ error, status, completed, total }: PullLine): void {
    if (error !== undefined) throw pullFault(typeof error === 'string' ? error : JSON.stringify(error), this.#detail);
    if (typeof status !== 'string') throw new BrokenStream('line is not a pull response');
    this.isComplete = status === 'success';
    this.emit({ status, ...(isCount(completed) && { completedBytes: completed }), ...(isCount(total) && { totalBytes: total }) });
  }
}

/** Why a model could not be brought, by what Ollama says: the registry has none by this name, or something else. */
export function pullFault(message: string, detail: string): BalieError {
  const cause = new Error(`host reports: ${message}`);
  const isUnknown = /file does not exist|invalid model name/i.test(message);
  return new BalieError(isUnknown ? 'model-missing' : 'pull-failed', { detail, cause });
}
