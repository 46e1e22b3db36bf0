import type { IngestEvent, IngestResult } from '../../../ingest/look/run.ts';
import { ingestPath } from '../../../ingest/sync.ts';
import { ingestWebsite } from '../../../ingest/website.ts';
import type { Workers } from '../../../ingest/work.ts';
import type { Config } from '../../config/config.ts';
import type { Database } from '../../store/database.ts';

/** Documents that are read at once, each in a process of its own. */
export const READERS = 2;

type Declared = Config['collections'][number];

interface LookOptions {
  readonly workers: Workers;
  readonly signal: AbortSignal;
  readonly removeMissing?: boolean;
  readonly onProgress?: (event: IngestEvent) => void;
}

/** Brings a collection in step with its folder and its website. @throws BalieError what keeps one of them from being read. */
export async function lookThrough(db: Database, { id, folder, website }: Declared, config: Pick<Config, 'municipality'>, options: LookOptions): Promise<IngestResult[]> {
  const results: IngestResult[] = [];
  if (folder !== undefined) results.push(await ingestPath(db, { ...options, path: folder, collection: id }));
  if (website !== undefined) {
    const { delay, ...where } = website;
    const userAgent = `Balie/1.0 (+${config.municipality.website})`;
    results.push(await ingestWebsite(db, { ...options, ...where, delayMs: delay, userAgent, collection: id }));
  }
  return results;
}
