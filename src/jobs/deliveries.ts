import { createHash, randomUUID } from 'node:crypto';
import { type ErrorCode, errorCatalogue } from '../errors.ts';
import { storable, storableJson } from '../knowledge/text.ts';
import { type Database, ONE_WRITER, type Queryable } from '../store/database.ts';
import { type JobQueue, PRIORITY } from './queue.ts';

/** Faults that may be over by the next run: the machine's or the installation's, not the document's. */
const passing = Object.entries(errorCatalogue).flatMap(([code, { retryable }]) => (retryable ? [code] : []));

/** A document as it came in, before anyone has read it. */
export interface DeliveryInput {
  readonly collectionId: string;
  /** Unique within its collection: a relative path, a URL, a case system's id. */
  readonly sourceId: string;
  /** Through which source: `folder`, `push`, `upload`, … */
  readonly source: string;
  readonly runId?: string;
  readonly fileName: string;
  readonly contentType?: string;
  readonly bytes: Uint8Array;
  /** sha-256 (hex) over everything that the document depends on. */
  readonly digest: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Source id of the container that it came out of, and how many there are around it. */
  readonly container?: string;
  /** Source id of the outermost container around it. */
  readonly root?: string;
  readonly depth?: number;
  /** One of `PRIORITY`. */
  readonly priority?: number;
}

/** A delivery that a worker has taken up. */
export interface Delivery {
  readonly id: string;
  readonly collectionId: string;
  readonly sourceId: string;
  readonly source: string;
  readonly fileName: string;
  readonly contentType: string | null;
  readonly digest: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly container: string | null;
  readonly root: string | null;
  readonly depth: number;
  /** Why the try before this one failed. */
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
  readonly bytes: Buffer;
}

/**
 * Takes a document in: its bytes and its job are there together, or neither is. It takes the place of an earlier delivery
 * of the same document that waits or has failed. @returns the delivery's id; undefined for one that a person took out of its source.
 */
export function deliver(db: Database, queue: JobQueue, input: DeliveryInput): Promise<string | undefined> {
  return db.transaction((tx) => deliverIn(tx, queue, input));
}

/** The same in a transaction of the caller's. */
export async function deliverIn(tx: Queryable, queue: JobQueue, input: DeliveryInput): Promise<string | undefined> {
  // The writers' lock before any row (see `one_writer`): two that bring the same document at once take turns.
  await tx.query(ONE_WRITER);
  // Not before the lock: it may have been taken out while its source was being read.
  if (await isWithdrawnIn(tx, input)) return undefined;
  // The very same may wait already, or be read at this moment: that is not begun anew.
  const [same] = await tx.query<{ id: string }>(
    `UPDATE deliveries SET run_id = $4 WHERE collection_id = $1 AND source_id = $2 AND digest = $3 AND state = 'waiting' RETURNING id`,
    [input.collectionId, input.sourceId, input.digest, input.runId],
  );
  const priority = input.priority ?? PRIORITY.source;
  if (same !== undefined) {
    await queue.raise(tx, same.id, priority);
    return same.id;
  }
  const id = randomUUID();
  const original = createHash('sha256').update(input.bytes).digest('hex');
  await tx.query('DELETE FROM deliveries WHERE collection_id = $1 AND source_id = $2', [input.collectionId, input.sourceId]);
  // After the older one is gone: an original goes with the last that has it.
  await tx.query('INSERT INTO originals (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [original, input.bytes]);
  await tx.query(
    `INSERT INTO deliveries (id, collection_id, source_id, source, run_id, file_name, content_type, original, digest, metadata, container, root, depth)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [id, input.collectionId, input.sourceId, input.source, input.runId, input.fileName, input.contentType && storable(input.contentType), original,
      input.digest, storableJson(input.metadata ?? {}), input.container, input.root, input.depth ?? 0],
  );
  await queue.add(tx, id, priority);
  return id;
}

/** Begins a try: counts it, so that a document that kills its process is seen to do so. Undefined when it is not wanted any more. */
export async function takeUp(db: Queryable, id: string): Promise<Delivery | undefined> {
  const [row] = await db.query<Delivery>(
    `UPDATE deliveries d SET attempts = attempts + 1 FROM originals o
     WHERE d.id = $1 AND d.state = 'waiting' AND o.sha256 = d.original
     RETURNING d.id, d.collection_id AS "collectionId", d.source_id AS "sourceId", d.source,
       d.file_name AS "fileName", d.content_type AS "contentType", d.digest, d.metadata, d.container, d.root, d.depth, d.fault, d.detail, o.bytes`,
    [id],
  );
  return row;
}

/** Takes back the count of a try that was cut off by the stop of its process. */
export async function giveBack(db: Queryable, id: string): Promise<void> {
  await db.query(`UPDATE deliveries SET attempts = attempts - 1 WHERE id = $1 AND state = 'waiting' AND attempts > 0`, [id]);
}

/** Whether a delivery is still wanted: not replaced by a newer one, not cancelled. */
export async function isWanted(db: Queryable, id: string): Promise<boolean> {
  return (await db.query(`SELECT FROM deliveries WHERE id = $1 AND state = 'waiting'`, [id])).length > 0;
}

/** What a delivery belongs to by now: a later run may have met the same document meanwhile. */
export interface Settled {
  readonly runId: string | null;
}

/**
 * Ends a delivery that became a document; call it in the transaction that swaps the document in.
 * @returns undefined when the delivery is not wanted any more: then nothing may be swapped in.
 */
export async function settleIn(tx: Queryable, id: string): Promise<Settled | undefined> {
  const [row] = await tx.query<{ runId: string | null }>(`DELETE FROM deliveries WHERE id = $1 AND state = 'waiting' RETURNING run_id AS "runId"`, [id]);
  return row;
}

/** Notes why a try failed; `forGood` when no further one is of use. @returns undefined when it is not wanted any more. */
export async function failDelivery(
  db: Queryable,
  id: string,
  fault: { readonly code: ErrorCode; readonly detail: string | undefined },
  forGood: boolean,
): Promise<Settled | undefined> {
  const [row] = await db.query<{ runId: string | null }>(
    `UPDATE deliveries SET fault = $2, detail = $3, state = CASE WHEN $4 THEN 'failed' ELSE state END
     WHERE id = $1 AND state = 'waiting' RETURNING run_id AS "runId"`,
    [id, fault.code, fault.detail && storable(fault.detail), forGood],
  );
  return row;
}

/** Whether a person took a document out of its source, which gives it still; that is noted, for `dropMissing`. In a transaction, under the writers' lock. */
export async function isWithdrawnIn(tx: Queryable, { collectionId, sourceId, runId }: Pick<DeliveryInput, 'collectionId' | 'sourceId' | 'runId'>): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE deliveries SET run_id = coalesce($3, run_id) WHERE collection_id = $1 AND source_id = $2 AND state = 'withdrawn' RETURNING id`,
    [collectionId, sourceId, runId],
  );
  return rows.length > 0;
}

/** Lets go of what was delivered for these documents, waiting or failed. */
export async function dropDeliveries(db: Queryable, collectionId: string, sourceIds: readonly string[]): Promise<void> {
  await db.query(`DELETE FROM deliveries WHERE collection_id = $1 AND source_id = ANY ($2) AND state <> 'withdrawn'`, [collectionId, sourceIds]);
}

/** What failed for good with this very content, and would again; undefined when there is nothing of the kind. */
export async function failedBefore(
  db: Queryable,
  { collectionId, sourceId, digest, runId }: Pick<DeliveryInput, 'collectionId' | 'sourceId' | 'digest' | 'runId'>,
): Promise<{ readonly code: ErrorCode; readonly detail: string | undefined } | undefined> {
  const [row] = await db.query<{ fault: ErrorCode; detail: string | null }>(
    `UPDATE deliveries SET run_id = $4 WHERE collection_id = $1 AND source_id = $2 AND digest = $3 AND state = 'failed' AND fault <> ALL ($5)
     RETURNING fault, detail`,
    [collectionId, sourceId, digest, runId, passing],
  );
  return row && { code: row.fault, detail: row.detail ?? undefined };
}

/** What has been taken out of an outermost container so far, read or waiting. */
export async function spentOn(db: Queryable, collectionId: string, root: string): Promise<{ files: number; bytes: number }> {
  const inside = `collection_id = $1 AND (container = $2 OR starts_with(container, $2 || '/'))`;
  const [row] = await db.query<{ files: number; bytes: number }>(
    `SELECT count(*) AS files, coalesce(sum(octet_length(o.bytes)), 0) AS bytes
     FROM (SELECT original FROM documents WHERE ${inside} UNION ALL SELECT original FROM deliveries WHERE ${inside}) AS part
     JOIN originals o ON o.sha256 = part.original`,
    [collectionId, root],
  );
  return row ?? { files: 0, bytes: 0 };
}

/** Lets go of what waits or failed of a container's parts, but for those that are still in it. */
export async function dropOldParts(db: Queryable, collectionId: string, container: string, kept: readonly string[]): Promise<void> {
  await db.query('DELETE FROM deliveries WHERE collection_id = $1 AND container = $2 AND source_id <> ALL ($3)', [collectionId, container, kept]);
}

/** Lets go of what is on its way in out of containers that are gone themselves. @returns the runs of which it was: `endRunIfDone` once this is committed. */
export async function dropPartDeliveries(db: Queryable, collectionId: string, containers: readonly string[]): Promise<string[]> {
  const gone = await db.query<{ runId: string | null }>(
    `DELETE FROM deliveries WHERE collection_id = $1 AND (source_id = ANY ($2) OR container = ANY ($2)) AND state <> 'withdrawn' RETURNING run_id AS "runId"`,
    [collectionId, containers],
  );
  return [...new Set(gone.flatMap(({ runId }) => runId ?? []))];
}

/** Source ids of all that was delivered to a collection and is not in use yet, waiting or failed. */
export async function pendingSources(db: Queryable, collectionId: string): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ sourceId: string }>('SELECT source_id AS "sourceId" FROM deliveries WHERE collection_id = $1', [collectionId]);
  return new Set(rows.map(({ sourceId }) => sourceId));
}
