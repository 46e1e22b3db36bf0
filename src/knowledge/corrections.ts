import type { Queryable } from '../store/database.ts';
import { documentId } from './text.ts';

/** What an editor may set by hand; null takes it back, and what the document says itself counts again. */
export interface Corrections {
  readonly url?: string | null;
  readonly owner?: string | null;
  readonly validFrom?: string | null;
  readonly validUntil?: string | null;
  readonly reviewBy?: string | null;
}

const columns = [
  ['url', 'url', 'text'],
  ['owner', 'owner', 'text'],
  ['valid_from', 'validFrom', 'date'],
  ['valid_until', 'validUntil', 'date'],
  ['review_by', 'reviewBy', 'date'],
] as const;

/** SQL that sets the columns that searches read: what was set by hand, else what the document says. */
export function correctedColumns(corrections: string, metadata: string): string {
  return columns.map(([column, key, type]) => `${column} = coalesce(${corrections} ->> '${key}', ${metadata} ->> '${key}')::${type}`).join(', ');
}

/**
 * Sets by hand what is said about a document. It counts at once, and stays when a new version comes in.
 * @returns false when there is no such document. @throws PostgreSQL's error when it would end before it begins.
 */
export async function correctDocument(db: Queryable, collectionId: string, sourceId: string, corrections: Corrections): Promise<boolean> {
  const corrected = `jsonb_strip_nulls(corrections || $2::jsonb)`;
  const rows = await db.query(
    `UPDATE documents SET corrections = ${corrected}, ${correctedColumns(`(${corrected})`, 'metadata')} WHERE id = $1 RETURNING id`,
    [documentId(collectionId, sourceId), JSON.stringify(corrections)],
  );
  return rows.length > 0;
}
