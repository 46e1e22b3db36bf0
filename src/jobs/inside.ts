import type { ErrorCode } from '../errors.ts';
import { ONE_WRITER, type Queryable } from '../store/database.ts';
import { addEvent } from './runs.ts';

/** A document inside a container: in use, on its way in, or failed. */
export interface Part {
  readonly sourceId: string;
  /** Null for one that is in use, and nothing else. */
  readonly state: 'waiting' | 'failed' | null;
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
}

/** All that is inside a container, at whatever depth. */
export function listInside(db: Queryable, collectionId: string, container: string): Promise<Part[]> {
  return db.query<Part>(
    `WITH RECURSIVE inside AS (
       SELECT $2::text AS source_id
       UNION SELECT part.source_id FROM inside i JOIN (
         SELECT source_id, container FROM documents WHERE collection_id = $1 AND container IS NOT NULL
         UNION ALL SELECT source_id, container FROM deliveries WHERE collection_id = $1 AND container IS NOT NULL
       ) AS part ON part.container = i.source_id
     )
     SELECT i.source_id AS "sourceId", d.state, d.fault, d.detail
     FROM inside i LEFT JOIN deliveries d ON d.collection_id = $1 AND d.source_id = i.source_id
     WHERE i.source_id <> $2 ORDER BY i.source_id`,
    [collectionId, container],
  );
}

/** Source ids of the containers of a collection: only for those `listInside` is worth a question. */
export async function listContainers(db: Queryable, collectionId: string): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ container: string }>(
    `SELECT container FROM documents WHERE collection_id = $1 AND container IS NOT NULL
     UNION SELECT container FROM deliveries WHERE collection_id = $1 AND container IS NOT NULL`,
    [collectionId],
  );
  return new Set(rows.map(({ container }) => container));
}

/**
 * Counts for a run what is inside a container that has not changed: it is as it was as well, fails as it failed, or waits, and is
 * then this run's to wait for. Call it in a transaction. @returns how many have not changed.
 */
export async function countInside(tx: Queryable, runId: string, collectionId: string, container: string): Promise<number> {
  // The lock of `deliverIn`, before any row.
  await tx.query(ONE_WRITER);
  const parts = await listInside(tx, collectionId, container);
  const waiting = parts.flatMap(({ sourceId, state }) => (state === 'waiting' ? [sourceId] : []));
  if (waiting.length > 0)
    await tx.query(`UPDATE deliveries SET run_id = $3 WHERE collection_id = $1 AND source_id = ANY ($2) AND state = 'waiting'`, [collectionId, waiting, runId]);
  for (const { sourceId, state, fault, detail } of parts)
    if (state === 'failed') await addEvent(tx, { runId, collectionId, sourceId, outcome: 'failed', fault, detail });
  return parts.filter(({ state }) => state === null).length;
}

/** Adds to what has not changed in a run; in a transaction. */
export async function addUnchanged(tx: Queryable, runId: string, count: number): Promise<void> {
  if (count > 0) await tx.query('UPDATE runs SET unchanged = unchanged + $2 WHERE id = $1', [runId, count]);
}
