import type { Queryable } from '../store/database.ts';
import { documentId } from './text.ts';

/** A document as a list shows it. */
export interface DocumentSummary {
  readonly id: string;
  readonly sourceId: string;
  readonly title: string;
  readonly url: string | null;
  readonly mediaType: string;
  readonly owner: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly reviewBy: string | null;
  readonly passages: number;
  readonly updatedAt: Date;
}

/** The digest of the version in use, or undefined when the source is not there: ingestion skips what did not change. */
export async function documentDigest(
  db: Queryable,
  collectionId: string,
  sourceId: string,
): Promise<string | undefined> {
  const [row] = await db.query<{ digest: string }>('SELECT digest FROM documents WHERE id = $1', [
    documentId(collectionId, sourceId),
  ]);
  return row?.digest;
}

/**
 * Removes a document, its passages, what search knows of it, and its original unless another document has the same.
 * @returns whether it was there.
 */
export async function removeDocument(db: Queryable, collectionId: string, sourceId: string): Promise<boolean> {
  const rows = await db.query('DELETE FROM documents WHERE id = $1 RETURNING id', [documentId(collectionId, sourceId)]);
  return rows.length > 0;
}

/** All documents of a collection, by title. For administration: nothing is held back. */
export function listDocuments(db: Queryable, collectionId: string): Promise<DocumentSummary[]> {
  return db.query<{ [Key in keyof DocumentSummary]: DocumentSummary[Key] }>(
    `SELECT id, source_id AS "sourceId", title, url, media_type AS "mediaType", owner, valid_from AS "validFrom",
       valid_until AS "validUntil", review_by AS "reviewBy", updated_at AS "updatedAt",
       (SELECT count(*) FROM passages p WHERE p.document_id = d.id) AS passages
     FROM documents d WHERE collection_id = $1 ORDER BY title, id`,
    [collectionId],
  );
}
