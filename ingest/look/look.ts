import { BalieError, keptFault } from '../../src/errors.ts';
import { pendingSources } from '../../src/jobs/deliveries.ts';
import { listContainers } from '../../src/jobs/inside.ts';
import { endListing, failRun, keepPlace, type Listing, startRun } from '../../src/jobs/listing.ts';
import { listCollections } from '../../src/knowledge/collections.ts';
import type { Database } from '../../src/store/database.ts';
import { type IngestEvent, type IngestResult, Run } from './run.ts';

export interface LookRequest {
  readonly collection: string;
  readonly source: string;
  /** How many files there are; 0 when that is not known beforehand. */
  readonly total: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: IngestEvent) => void) | undefined;
}

/** One look, as it goes. */
export interface Look {
  readonly db: Database;
  readonly collection: string;
  readonly source: string;
  readonly run: Run;
  /** Source ids of what was delivered and is not in use yet. */
  readonly pending: ReadonlySet<string>;
  /** Source ids of what other documents came out of. */
  readonly containers: ReadonlySet<string>;
  /** Call it after each file or page: counts it, and reads on. @throws BalieError `source-busy` when another process has taken over. */
  next(): Promise<void>;
  /** Tells what a website left out, and why it could not be seen whole. */
  tell(told: Pick<Listing, 'leftOut' | 'notes'>): void;
}

/**
 * Has a source looked through by this process alone, then waits until all that it delivered has been read.
 * @param through delivers what is new or changed, and removes what is gone.
 * @throws BalieError `collection-unknown`, `source-busy`, `database-unavailable`, what `through` throws; the signal's reason when aborted.
 */
export async function lookAt(db: Database, request: LookRequest, through: (look: Look) => Promise<void>): Promise<IngestResult> {
  const { collection, source, total, signal, onProgress } = request;
  const declared = await listCollections(db);
  if (!declared.some(({ id, declared: is }) => id === collection && is)) throw new BalieError('collection-unknown', { detail: collection });
  const run = new Run(db, await startRun(db, collection, source, signal), total, onProgress);
  const { result } = run;
  const place = keepPlace(db, run.id);
  try {
    await through({
      db, collection, source, run,
      pending: await pendingSources(db, collection),
      containers: await listContainers(db, collection),
      async next() {
        if (place.isLost()) throw new BalieError('source-busy', { detail: collection });
        result.looked += 1;
        await run.glance();
      },
      tell(told) {
        Object.assign(result, told);
      },
    });
    await endListing(db, run.id, { ...result, found: result.looked });
  } catch (error) {
    await failRun(db, run.id, keptFault(error), { ...result, found: result.looked }).catch(() => undefined);
    throw error;
  } finally {
    place.stop();
  }
  await run.wait(signal);
  return result;
}
