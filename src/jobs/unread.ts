import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../errors.ts';
import { storable } from '../knowledge/text.ts';
import { ONE_WRITER, type Queryable } from '../store/database.ts';
import { type DeliveryInput, isWithdrawnIn } from './deliveries.ts';
import { addEvent } from './runs.ts';

/** So long after its source last gave it, a document that a person took out of that is forgotten. */
const AWAY_DAYS = 30;

type Unread = Required<Pick<DeliveryInput, 'collectionId' | 'sourceId' | 'source' | 'runId' | 'fileName'>> & {
  readonly fault: { readonly code: ErrorCode; readonly detail?: string | undefined };
};

/**
 * Notes that a source could not give a document: it stands with the rest that failed until the source gives it, has it no more, or
 * a person lets it go. What was delivered before and still waits is not given up for it. Call it in a transaction.
 * @returns false for one that a person took out of its source: that is not wanted.
 */
export async function failUnread(tx: Queryable, { collectionId, sourceId, source, runId, fileName, fault: { code, detail: told } }: Unread): Promise<boolean> {
  const detail = told && storable(told);
  // The lock of `deliverIn`, before any row.
  await tx.query(ONE_WRITER);
  if (await isWithdrawnIn(tx, { collectionId, sourceId, runId })) return false;
  const about = [collectionId, sourceId];
  const [same] = await tx.query<{ attempts: number }>(
    `UPDATE deliveries SET run_id = $3, fault = $4, detail = $5, attempts = attempts + 1
     WHERE collection_id = $1 AND source_id = $2 AND state = 'failed' AND original IS NULL RETURNING attempts`,
    [...about, runId, code, detail],
  );
  if (same === undefined) {
    // An earlier failure with bytes is no longer what the source has.
    await tx.query(`DELETE FROM deliveries WHERE collection_id = $1 AND source_id = $2 AND state = 'failed'`, about);
    await tx.query(
      `INSERT INTO deliveries (id, collection_id, source_id, source, run_id, file_name, state, attempts, fault, detail)
       VALUES ($3, $1, $2, $4, $5, $6, 'failed', 1, $7, $8) ON CONFLICT (collection_id, source_id) DO NOTHING`,
      [...about, randomUUID(), source, runId, fileName, code, detail],
    );
  }
  await addEvent(tx, { runId, collectionId, sourceId, outcome: 'failed', fault: code, detail: detail ?? null });
  return true;
}

/** Notes that a person took a document out, so that the source that still has it does not bring it back. In a transaction, after what was delivered for it went. */
export async function withdrawIn(tx: Queryable, collectionId: string, sourceId: string, source: string): Promise<void> {
  await tx.query(
    `INSERT INTO deliveries (id, collection_id, source_id, source, file_name, state, fault) VALUES ($1, $2, $3, $4, $3, 'withdrawn', 'document-withdrawn')
     ON CONFLICT (collection_id, source_id) DO NOTHING`,
    [randomUUID(), collectionId, sourceId, source],
  );
}

/** Lets go of what waits or failed of documents that a source itself says it has no more, and of what came out of those. It may have what a person took out again tomorrow. */
export async function dropGone(db: Queryable, { collectionId, source, gone }: { readonly collectionId: string; readonly source: string; readonly gone: readonly string[] }): Promise<void> {
  await db.query(`DELETE FROM deliveries WHERE collection_id = $1 AND source = $2 AND coalesce(root, source_id) = ANY ($3) AND state <> 'withdrawn'`, [collectionId, source, gone]);
}

/**
 * Lets go of what waits or failed for documents that are no longer in their source, and for what came out of those. What a person took
 * out may be away for a while (a folder that is not mounted, a page that is moved) and must not be in use again when it is back.
 */
export async function dropMissing(
  db: Queryable,
  missing: { readonly collectionId: string; readonly source: string; readonly prefix: string; readonly present: readonly string[] },
): Promise<void> {
  await db.query(
    `DELETE FROM deliveries WHERE collection_id = $1 AND source = $2 AND starts_with(coalesce(root, source_id), $3) AND coalesce(root, source_id) <> ALL ($4)
       AND (state <> 'withdrawn' OR (coalesce((SELECT started_at FROM runs WHERE id = run_id), delivered_at) < now() - make_interval(days => $5)
         AND NOT EXISTS (SELECT FROM unnest($4::text[]) AS container WHERE starts_with(source_id, container || '/'))))`,
    [missing.collectionId, missing.source, missing.prefix, missing.present, AWAY_DAYS],
  );
}
