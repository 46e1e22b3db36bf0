import type { IngestEvent, IngestResult } from '../../../ingest/look/run.ts';
import { ingestPath } from '../../../ingest/sync.ts';
import { ingestWebsite } from '../../../ingest/website.ts';
import type { Workers } from '../../../ingest/work.ts';
import type { Config } from '../../config/config.ts';
import { asBalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';

/** Documents that are read at once, each in a process of its own. */
export const READERS = 2;

const OF_THE_DESK: ReadonlySet<string> = new Set(['internal', 'database-unavailable']);

type Declared = Config['collections'][number];

interface LookOptions {
  readonly workers: Workers;
  readonly signal: AbortSignal;
  readonly removeMissing?: boolean;
  readonly onProgress?: (event: IngestEvent) => void;
}

/** Brings a collection in step with its folder and its website; one that cannot be read does not keep the other from it. @throws BalieError what kept one of them. */
export async function lookThrough(db: Database, { id, folder, website }: Declared, config: Pick<Config, 'municipality'>, options: LookOptions): Promise<IngestResult[]> {
  const looks: (() => Promise<IngestResult>)[] = [];
  if (folder !== undefined) looks.push(() => ingestPath(db, { ...options, path: folder, collection: id, isDeclared: true }));
  if (website !== undefined) {
    const { delay, ...where } = website;
    const userAgent = `Balie/1.0 (+${config.municipality.website})`;
    looks.push(() => ingestWebsite(db, { ...options, ...where, delayMs: delay, userAgent, collection: id }));
  }
  const results: IngestResult[] = [];
  const faults: unknown[] = [];
  for (const look of looks) {
    options.signal.throwIfAborted();
    await look().then((result) => results.push(result), (fault: unknown) => faults.push(fault));
    if (faults.some((fault) => asBalieError(fault).code === 'database-unavailable')) break;
  }
  // That which nobody foresaw goes before what an editor finds with the runs of the collection.
  if (faults.length > 0) throw faults.find((fault) => OF_THE_DESK.has(asBalieError(fault).code)) ?? faults[0];
  return results;
}
