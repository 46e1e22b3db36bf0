import type { ErrorCode } from '../errors.ts';
import { type Database, ONE_WRITER, type Queryable } from '../store/database.ts';
import { type JobQueue, PRIORITY } from './queue.ts';
import { addEvent, endRunIfDone } from './runs.ts';
import { READ_SOURCES } from './source-kinds.ts';

/** failed: nothing happens any more until a person retries it or lets it go. withdrawn: a person took it out of its source. */
export type PendingState = 'waiting' | 'failed' | 'withdrawn';

/** A document that is on its way in, or stuck there, as a person sees it. */
export interface PendingDocument {
  readonly id: string;
  readonly collectionId: string;
  readonly sourceId: string;
  readonly source: string;
  readonly fileName: string;
  readonly state: PendingState;
  /** How often it has been tried. */
  readonly attempts: number;
  /** Why the last try failed. */
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
  readonly deliveredAt: Date;
  /** Whether Balie has its bytes. Without them its source has to give it again: a file that is too large, a page that is not given. */
  readonly isHere: boolean;
  /** Whether an earlier version of it is in use meanwhile. */
  readonly isInUse: boolean;
  /** What trying it anew would come to. */
  readonly howRetried: Retried;
}

/**
 * What was done to have a failed document tried anew: it `waiting` in the queue; its `source` will be read by the running desk; or
 * that is for a person `by-hand`, with `balie ingest`.
 */
export type Retried = 'waiting' | 'source' | 'by-hand';

/** SQL that says of a failed delivery `q` how it can be tried anew (`Retried`), with `READ_SOURCES` as the parameter `read`. A place without a name was brought in by hand. */
const howRetried = (read: `$${number}`) => `CASE WHEN q.original IS NOT NULL THEN 'waiting'
  WHEN q.source = ANY (${read}::text[]) AND NOT (q.source = 'folder' AND EXISTS (SELECT FROM places p WHERE p.collection_id = q.collection_id AND p.name = '')) THEN 'source'
  ELSE 'by-hand' END`;

/** What is on its way in, failed ones first, then by age; narrowed to some collections, one delivery, one document, or a state: `under-way` is all that was not withdrawn. */
export function listPending(
  db: Queryable,
  only: { readonly collections?: readonly string[]; readonly id?: string; readonly sourceId?: string; readonly state?: PendingState | 'under-way' | undefined; readonly limit?: number; readonly after?: number } = {},
): Promise<PendingDocument[]> {
  return db.query<PendingDocument>(
    `SELECT q.id, q.collection_id AS "collectionId", q.source_id AS "sourceId", q.source, q.file_name AS "fileName", q.state, q.attempts, q.fault,
       q.detail, q.delivered_at AS "deliveredAt", q.original IS NOT NULL AS "isHere",
       EXISTS (SELECT FROM documents d WHERE d.collection_id = q.collection_id AND d.source_id = q.source_id) AS "isInUse",
       ${howRetried('$7')} AS "howRetried"
     FROM deliveries q WHERE ($1::text[] IS NULL OR q.collection_id = ANY ($1)) AND ($2::uuid IS NULL OR q.id = $2)
       AND ($3::text IS NULL OR q.source_id = $3) AND ($4::text IS NULL OR q.state = $4 OR ($4 = 'under-way' AND q.state <> 'withdrawn'))
     ORDER BY q.state, q.delivered_at, q.id LIMIT $5 OFFSET coalesce($6::int, 0)`,
    [only.collections, only.id, only.sourceId, only.state, only.limit, only.after, READ_SOURCES],
  );
}

/** Failed documents that go back in one transaction, which holds their rows. */
const AT_ONCE = 500;

interface Found {
  readonly id: string;
  readonly collectionId: string;
  readonly source: string;
  readonly how: Retried;
}

/**
 * Has a failed document tried anew, before what waits; one without bytes stays as it is until its source is read. One that was withdrawn
 * may be brought in again.
 * @returns undefined when there is none with this id.
 */
export async function retryPending(db: Database, queue: JobQueue, id: string): Promise<Retried | undefined> {
  const [row] = await db.transaction((tx) => retryIn(tx, queue, `q.id = $1 AND q.state <> 'waiting'`, [id]));
  if (row?.how === 'waiting') queue.wake();
  if (row?.how === 'source') await queue.lookThrough(row.collectionId);
  return row?.how;
}

/**
 * Has all that failed in a collection tried anew.
 * @param isRead whether the desk reads a source of it.
 * @returns how many, by what was done with them.
 */
export async function retryAllPending(db: Database, queue: JobQueue, collectionId: string, isRead: (source: string) => boolean): Promise<Readonly<Record<Retried, number>>> {
  const done = { waiting: 0, source: 0, 'by-hand': 0 };
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db.transaction((tx) => retryIn(tx, queue, `q.collection_id = $1 AND q.id > $2 AND q.state = 'failed'`, [collectionId, last]));
    for (const { how, source } of rows) done[how === 'source' && !isRead(source) ? 'by-hand' : how] += 1;
    if (rows.length < AT_ONCE) break;
    last = rows.at(-1)?.id ?? last;
  }
  if (done.waiting > 0) queue.wake();
  if (done.source > 0) await queue.lookThrough(collectionId);
  return done;
}

/** Puts those that match, and of which the bytes are here, back in the queue. @returns all that match, at most `AT_ONCE`, by id. */
async function retryIn(tx: Queryable, queue: JobQueue, which: string, params: readonly unknown[]): Promise<Found[]> {
  // The lock of `deliverIn`, before any row: a look that has it waits for a row here.
  await tx.query(ONE_WRITER);
  const rows = await tx.query<Found>(
    `SELECT q.id, q.collection_id AS "collectionId", q.source, ${howRetried(`$${params.length + 1}`)} AS how FROM deliveries q WHERE ${which}
     ORDER BY q.id LIMIT ${AT_ONCE} FOR UPDATE`,
    [...params, READ_SOURCES],
  );
  const back = await tx.query<{ of: string; sourceId: string }>(
    `DELETE FROM deliveries WHERE id = ANY ($1) AND state = 'withdrawn' RETURNING collection_id AS of, source_id AS "sourceId"`,
    [rows.map(({ id }) => id)],
  );
  // What it came out of is as it was, and would not be read anew.
  for (const { of, sourceId } of back) await tx.query(`UPDATE documents SET digest = repeat('0', 64) WHERE collection_id = $1 AND starts_with($2, source_id || '/')`, [of, sourceId]);
  const here = rows.flatMap(({ id, how }) => (how === 'waiting' ? [id] : []));
  await tx.query(`UPDATE deliveries SET state = 'waiting', attempts = 0, fault = NULL, detail = NULL, run_id = NULL WHERE id = ANY ($1)`, [here]);
  for (const id of here) await queue.add(tx, id, PRIORITY.person);
  return rows;
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
    `DELETE FROM deliveries WHERE collection_id = $1 AND source_id = $2 AND digest IS DISTINCT FROM $3 RETURNING run_id AS "runId", state`,
    [collectionId, sourceId, digest],
  );
  return row;
}
