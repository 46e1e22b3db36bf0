import { setTimeout as sleep } from 'node:timers/promises';
import { BalieError } from '../src/errors.ts';
import { type DocumentEvent, endRunIfDone, listEvents, touchRun } from '../src/jobs/runs.ts';
import type { Database } from '../src/store/database.ts';

/** One document done. */
export interface IngestEvent {
  /** How many are done, and how many there are in all; what came out of containers comes on top. */
  readonly index: number;
  readonly total: number;
  readonly sourceId: string;
  readonly outcome: DocumentEvent['outcome'];
  readonly title?: string;
  /** How many passages it has. */
  readonly passages?: number;
  readonly warnings?: readonly string[];
  readonly error?: BalieError;
}

export interface IngestResult {
  new: number;
  changed: number;
  unchanged: number;
  removed: number;
  cancelled: number;
  readonly failed: { file: string; error: BalieError }[];
  /** Passages of what was new or changed in this run. */
  passages: number;
  /** Source ids that are gone from the folder and were left: too many at once to be no mistake. */
  readonly kept: string[];
}

const POLL_MS = 100;
const TOUCH_MS = 10_000;

/** One look at a folder and what comes of it, counted and told. */
export class Run {
  readonly id: string;
  readonly result: IngestResult = { new: 0, changed: 0, unchanged: 0, removed: 0, cancelled: 0, failed: [], passages: 0, kept: [] };
  readonly #db: Database;
  readonly #total: number;
  readonly #onProgress: ((event: IngestEvent) => void) | undefined;
  #last = 0;
  #done = 0;
  #looked = performance.now();
  #touched = performance.now();

  constructor(db: Database, id: string, total: number, onProgress?: (event: IngestEvent) => void) {
    this.#db = db;
    this.id = id;
    this.#total = total;
    this.#onProgress = onProgress;
  }

  unchanged(sourceId: string): void {
    this.result.unchanged += 1;
    this.#tell({ sourceId, outcome: 'unchanged' });
  }

  /** Reads on when it has been a while. */
  async glance(): Promise<void> {
    const now = performance.now();
    if (now - this.#touched >= TOUCH_MS) {
      this.#touched = now;
      await touchRun(this.#db, this.id);
    }
    if (now - this.#looked >= POLL_MS) await this.readOn();
  }

  /** Tells what has become of documents since the last look. */
  async readOn(): Promise<void> {
    this.#looked = performance.now();
    for (const { id, sourceId, outcome, title, passages, warnings, fault, detail } of await listEvents(this.#db, this.id, this.#last)) {
      this.#last = id;
      const error = fault === null ? undefined : new BalieError(fault, { ...(detail !== null && { detail }) });
      if (error !== undefined) this.result.failed.push({ file: sourceId, error });
      else if (outcome !== 'failed') this.result[outcome] += 1;
      if (outcome === 'new' || outcome === 'changed') this.result.passages += passages ?? 0;
      this.#tell({
        sourceId, outcome, warnings,
        ...(title !== null && { title }),
        ...(passages !== null && { passages }),
        ...(error !== undefined && { error }),
      });
    }
  }

  /** Reads on until nothing of this run waits any more. */
  async wait(signal: AbortSignal | undefined): Promise<void> {
    for (let ended = false; !ended;) {
      signal?.throwIfAborted();
      ended = await endRunIfDone(this.#db, this.id);
      await this.readOn();
      if (!ended) await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  #tell(event: Omit<IngestEvent, 'index' | 'total'>): void {
    if (event.outcome !== 'removed') this.#done += 1;
    this.#onProgress?.({ ...event, index: this.#done, total: Math.max(this.#total, this.#done) });
  }
}
