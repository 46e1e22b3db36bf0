import type { ErrorCode } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import { ONE_WRITER } from './deliveries.ts';
import { type JobQueue, PRIORITY } from './queue.ts';
import { addEvent, endRunIfDone } from './runs.ts';

/** A document that is on its way in, or stuck there, as a person sees it. */
export interface PendingDocument {
  readonly id: string;
  readonly collectionId: string;
  readonly sourceId: string;
  readonly source: string;
  readonly fileName: string;
  /** failed: nothing happens any more until a person retries it or lets it go. */
  readonly state: 'waiting' | 'failed';
  /** How often it has been tried. */
  readonly attempts: number;
  /** Why the last try failed. */
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
  readonly deliveredAt: Date;
  /** Whether Balie has its bytes. Without them its source has to give it again: a file that is too large, a page that is not given. */
  readonly isHere: boolean;
}

/**
 * What was done to have a failed document tried anew: it `waiting` in the queue; its `source` will be read by the running desk; or
 * that is for a person `by-hand`, with `balie ingest`.
 */
export type Retried = 'waiting' | 'source' | 'by-hand';

/** What is on its way in, failed ones first, then by age. */
export function listPending(db: Queryable, only: { readonly collection?: string; readonly state?: PendingDocument['state'] } = {}): Promise<PendingDocument[]> {
  return db.query<{ [Key in keyof PendingDocument]: PendingDocument[Key] }>(
    `SELECT id, collection_id AS "collectionId", source_id AS "sourceId", source, file_name AS "fileName", state, attempts, fault,
       detail, delivered_at AS "deliveredAt", original IS NOT NULL AS "isHere"
     FROM deliveries WHERE ($1::text IS NULL OR collection_id = $1) AND ($2::text IS NULL OR state = $2)
     ORDER BY state, delivered_at, id`,
    [only.collection, only.state],
  );
}

/** Has a failed document tried anew, before what waits; one without bytes stays as it is until its source is read. @returns undefined when there is none with this id. */
export async function retryPending(db: Database, queue: JobQueue, id: string): Promise<Retried | undefined> {
  const found = await db.transaction(async (tx) => {
    const [row] = await tx.query<{ isHere: boolean; collectionId: string; isByHand: boolean }>(
      `SELECT original IS NOT NULL AS "isHere", collection_id AS "collectionId",
         source NOT IN ('folder', 'website') OR (source = 'folder' AND EXISTS (SELECT FROM places p WHERE p.collection_id = d.collection_id AND p.name = '')) AS "isByHand"
       FROM deliveries d WHERE id = $1 AND state = 'failed' FOR UPDATE`,
      [id],
    );
    if (row?.isHere !== true) return row;
    await tx.query(`UPDATE deliveries SET state = 'waiting', attempts = 0, fault = NULL, detail = NULL, run_id = NULL WHERE id = $1`, [id]);
    await queue.add(tx, id, PRIORITY.person);
    return row;
  });
  if (found === undefined) return undefined;
  if (!found.isHere) {
    await queue.lookThrough(found.collectionId);
    return found.isByHand ? 'by-hand' : 'source';
  }
  queue.wake();
  return 'waiting';
}

/**
 * Lets go of a document on its way in. One that is being read is thrown away when it is ready; the version in use stays.
 * @returns false when there is none with this id.
 */
export async function cancelPending(db: Database, id: string): Promise<boolean> {
  const runId = await db.transaction(async (tx) => {
    const [row] = await tx.query<{ runId: string | null; collectionId: string; sourceId: string; state: string }>(
      `DELETE FROM deliveries WHERE id = $1 RETURNING run_id AS "runId", collection_id AS "collectionId", source_id AS "sourceId", state`,
      [id],
    );
    if (row === undefined) return undefined;
    const { state, ...about } = row;
    // What had failed has been told; its run is over.
    if (state === 'waiting') await addEvent(tx, { ...about, outcome: 'cancelled' });
    return row.runId;
  });
  if (typeof runId === 'string') await endRunIfDone(db, runId);
  return runId !== undefined;
}

/** What is on its way in to some collections, failed ones first, then by age; narrowed to one delivery or one document. */
export function listPendingOf(
  db: Queryable,
  collections: readonly string[],
  only: { readonly id?: string; readonly sourceId?: string; readonly state?: PendingDocument['state'] | undefined } = {},
): Promise<PendingDocument[]> {
  return db.query<{ [Key in keyof PendingDocument]: PendingDocument[Key] }>(
    `SELECT id, collection_id AS "collectionId", source_id AS "sourceId", source, file_name AS "fileName", state, attempts, fault,
       detail, delivered_at AS "deliveredAt", original IS NOT NULL AS "isHere"
     FROM deliveries WHERE collection_id = ANY ($1) AND ($2::uuid IS NULL OR id = $2) AND ($3::text IS NULL OR source_id = $3)
       AND ($4::text IS NULL OR state = $4)
     ORDER BY state, delivered_at, id`,
    [collections, only.id, only.sourceId, only.state],
  );
}

/**
 * Lets go of what was delivered for a document with other content than `digest`, in a transaction of the caller's that may go on to
 * deliver; a worker that is just swapping that in is waited for.
 * @returns what was let go, for its event and the end of its run.
 */
export async function dropOthersIn(
  tx: Queryable,
  collectionId: string,
  sourceId: string,
  digest: string,
): Promise<{ readonly runId: string | null; readonly state: PendingDocument['state'] } | undefined> {
  // The lock of `deliverIn`, before any row.
  await tx.query(ONE_WRITER);
  const [row] = await tx.query<{ runId: string | null; state: PendingDocument['state'] }>(
    `DELETE FROM deliveries WHERE collection_id = $1 AND source_id = $2 AND digest <> $3 RETURNING run_id AS "runId", state`,
    [collectionId, sourceId, digest],
  );
  return row;
}
