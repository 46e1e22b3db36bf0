import type { Queryable } from '../../store/database.ts';
import { removeCorrected } from './documents.ts';

/** So long a document may be away from its source; what comes back later is a new one. */
const AWAY_DAYS = 30;

/** SQL for what was set by hand of the document of row `n` when it was last there; null where nothing was, or its days would contradict what it says now. */
export const CORRECTIONS_KEPT = `(SELECT k.corrections FROM kept_corrections k
    WHERE k.collection_id = n.collection_id AND k.source_id = n.source_id AND k.gone_at > now() - make_interval(days => ${AWAY_DAYS})
      AND coalesce((k.corrections ->> 'validFrom')::date, n.valid_from) <= coalesce((k.corrections ->> 'validUntil')::date, n.valid_until) IS NOT FALSE)`;

/**
 * Removes a document that its source has no more, with all that came out of it, and keeps what was set of those by hand for when it comes back.
 * In a transaction. @returns the source ids of what was there.
 */
export async function removeMissing(tx: Queryable, collectionId: string, sourceId: string): Promise<string[]> {
  const removed = await removeCorrected(tx, collectionId, sourceId);
  const corrected = removed.filter(({ corrections }) => Object.keys(corrections).length > 0);
  await tx.query('DELETE FROM kept_corrections WHERE gone_at < now() - make_interval(days => $1)', [AWAY_DAYS]);
  for (const one of corrected) {
    await tx.query(
      `INSERT INTO kept_corrections (collection_id, source_id, corrections) VALUES ($1, $2, $3::text::jsonb)
       ON CONFLICT (collection_id, source_id) DO UPDATE SET corrections = excluded.corrections, gone_at = excluded.gone_at`,
      [collectionId, one.sourceId, JSON.stringify(one.corrections)],
    );
  }
  return removed.map((one) => one.sourceId);
}

/** Forgets what was kept of documents that are there again. In the transaction that puts them there. */
export async function forgetKept(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM kept_corrections k USING documents d WHERE d.id = ANY ($1) AND k.collection_id = d.collection_id AND k.source_id = d.source_id', [ids]);
}
