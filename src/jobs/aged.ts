import { removeDocument } from '../knowledge/documents/documents.ts';
import { type Database, ONE_WRITER, type Queryable } from '../store/database.ts';
import { dropPartDeliveries } from './deliveries.ts';
import { addEvent, endRunIfDone } from './runs.ts';
import type { IsRead } from './source-kinds.ts';
import { withdrawIn } from './unread.ts';

const PAST_RUN = `r.ended_at < $1 AND r.collection_id = ANY($2)
  AND EXISTS (SELECT 1 FROM runs later WHERE later.collection_id = r.collection_id AND later.source = r.source AND later.started_at > r.started_at)`;

/** What was done with documents before a moment: runs with their events, and events of documents that were brought. The last run of a source stays: it says how that is now. */
export const agedJobs = {
  past: `runs r WHERE ${PAST_RUN}`,
  hanging: [{ from: 'document_events e', where: `EXISTS (SELECT FROM runs r WHERE r.id = e.run_id AND ${PAST_RUN})` }],
  erase: [
    { from: 'runs r', where: PAST_RUN },
    { from: 'document_events', where: 'run_id IS NULL AND at < $1 AND collection_id = ANY($2)' },
  ],
};

/** Documents that go in one transaction, while which nobody else writes. */
const AT_ONCE = 25;

interface PastDocuments {
  /** A day (YYYY-MM-DD). */
  readonly before: string;
  readonly collections: readonly string[];
}

/** Of which the last day is before another. What came out of a container goes with it. */
const PAST_DOCUMENTS = 'documents WHERE valid_until < $1::date AND collection_id = ANY($2) AND container IS NULL';

export async function countExpiredDocuments(db: Queryable, { before, collections }: PastDocuments): Promise<number> {
  const [counted] = await db.query<{ count: number }>(`SELECT count(*) AS count FROM ${PAST_DOCUMENTS}`, [before, collections]);
  return counted?.count ?? 0;
}

/**
 * Removes documents that held until before a day. Sources that the desk reads itself do not bring them back: they count as taken out by hand.
 * @param onGone hears of each part that went, also of those before a fault. @returns how many.
 */
export async function removeExpiredDocuments(db: Database, { before, collections }: PastDocuments, isRead: IsRead, onGone?: (count: number) => void): Promise<number> {
  let removed = 0;
  for (;;) {
    const runs = new Set<string>();
    const count = await db.transaction(async (tx) => {
      await tx.query(ONE_WRITER);
      const past = await tx.query<Expired>(
        `SELECT collection_id AS "collectionId", source_id AS "sourceId", source FROM ${PAST_DOCUMENTS} ORDER BY valid_until, id LIMIT ${AT_ONCE}`,
        [before, collections],
      );
      for (const one of past) for (const run of await removeOne(tx, one, isRead)) runs.add(run);
      return past.length;
    });
    if (count === 0) return removed;
    onGone?.(count);
    for (const run of runs) await endRunIfDone(db, run);
    removed += count;
  }
}

interface Expired {
  readonly collectionId: string;
  readonly sourceId: string;
  readonly source: string;
}

/** @returns the runs of which something waited in its place. */
async function removeOne(tx: Queryable, { collectionId, sourceId, source }: Expired, isRead: IsRead): Promise<string[]> {
  const gone = await removeDocument(tx, collectionId, sourceId);
  const runs = await dropPartDeliveries(tx, collectionId, [sourceId, ...gone]);
  if (isRead(collectionId, source)) await withdrawIn(tx, collectionId, sourceId, source);
  for (const each of gone) await addEvent(tx, { runId: null, collectionId, sourceId: each, outcome: 'removed' });
  return runs;
}
