import { setTimeout as sleep } from 'node:timers/promises';
import { BalieError } from '../../src/errors.ts';
import { type DocumentEvent, endRunIfDone, listEvents, unchangedIn } from '../../src/jobs/runs.ts';
import type { Database } from '../../src/store/database.ts';

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

/** What a run did, in documents: see `RunSummary` for what is counted as what. */
export interface IngestResult {
  /** Files or pages that were looked at. */
  looked: number;
  /** Of a website: addresses that gave no document of their own, by reason. */
  leftOut?: Readonly<Record<string, number>>;
  /** Of a website: why it could not be seen whole. */
  notes?: readonly string[];
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

/** One look at a folder and what comes of it, counted and told. */
export class Run {
  readonly id: string;
  readonly result: IngestResult = { looked: 0, new: 0, changed: 0, unchanged: 0, removed: 0, cancelled: 0, failed: [], passages: 0, kept: [] };
  readonly #db: Database;
  readonly #total: number;
  readonly #onProgress: ((event: IngestEvent) => void) | undefined;
  #last = 0;
  #done = 0;
  #looked = performance.now();

  constructor(db: Database, id: string, total: number, onProgress?: (event: IngestEvent) => void) {
    this.#db = db;
    this.id = id;
    this.#total = total;
    this.#onProgress = onProgress;
  }

  /** A file or page that is as it was, with so many documents in it that are so too. */
  unchanged(sourceId: string, inside = 0): void {
    this.result.unchanged += 1 + inside;
    this.#tell({ sourceId, outcome: 'unchanged' });
  }

  /** Reads on when it has been a while. */
  async glance(): Promise<void> {
    if (performance.now() - this.#looked >= POLL_MS) await this.readOn();
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
    // What has not changed inside a container that has, its reader has counted.
    this.result.unchanged = await unchangedIn(this.#db, this.id);
  }

  #tell(event: Omit<IngestEvent, 'index' | 'total'>): void {
    if (event.outcome !== 'removed') this.#done += 1;
    this.#onProgress?.({ ...event, index: this.#done, total: Math.max(this.#total, this.#done) });
  }
}
