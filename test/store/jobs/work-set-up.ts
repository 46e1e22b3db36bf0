import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { ExtractPool } from '../../../ingest/extract/pool.ts';
import type { ExtractedDocument } from '../../../ingest/extract/types.ts';
import { openWorkers, type Workers } from '../../../ingest/work.ts';
import { deliver } from '../../../src/jobs/deliveries.ts';
import { startRun } from '../../../src/jobs/listing.ts';
import { listEvents } from '../../../src/jobs/runs.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { listPassages } from '../../../src/knowledge/documents/documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { clearCollections } from '../../support/collections.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection } from '../knowledge/support.ts';

export { until } from '../../support/until.ts';

export const digestOf = (text: string) => Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);

export const plain = (text: string, more: Partial<ExtractedDocument> = {}): ExtractedDocument => ({
  mediaType: 'text/plain', metadata: {}, sections: text === '' ? [] : [{ headings: [], text }], warnings: [], ...more,
});

/** What a test works with: made anew for each. */
interface Place {
  db: Database;
  workers: Workers;
  runId: string;
  /** What becomes of a document, by its text; the real reader has tests of its own. */
  read: (text: string, signal: AbortSignal | undefined) => Promise<ExtractedDocument>;
}

export const at = {} as Place;

export const pool: ExtractPool = {
  extract: (bytes, _context, signal) => at.read(Buffer.from(bytes).toString(), signal),
  close: async () => undefined,
};

/** Has two workers on a collection of its own for each test of a file. */
export function setUpWorkers(): void {
  beforeAll(async () => void (at.db = await openTestDatabase()));
  afterAll(() => at.db.close());
  beforeEach(async () => {
    await clearCollections(at.db);
    await syncCollections(at.db, [collection('open')]);
    at.read = async (text) => plain(text);
    at.workers = await openWorkers(at.db, { pool, concurrency: 2 });
    at.runId = await startRun(at.db, 'open', 'push');
  });
  afterEach(() => at.workers.close());
}

export async function bring(sourceId: string, text: string, priority = 0): Promise<string> {
  const digest = digestOf(text);
  const id = await deliver(at.db, at.workers.queue, {
    collectionId: 'open', sourceId, source: 'push', runId: at.runId, fileName: sourceId, bytes: Buffer.from(text), digest, priority,
  });
  if (id === undefined) throw new Error('withdrawn');
  at.workers.queue.wake();
  return id;
}

export const outcomes = async () => (await listEvents(at.db, at.runId)).map(({ sourceId, outcome }) => `${sourceId} ${outcome}`);
export const texts = async (sourceId: string) => (await listPassages(at.db, 'open', sourceId)).map(({ text }) => text);
