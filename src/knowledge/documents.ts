import type { Queryable } from '../store/database.ts';
import { documentId } from './text.ts';
import type { PassageInput } from './types.ts';

/** A document as a list shows it. */
export interface DocumentSummary {
  readonly id: string;
  readonly sourceId: string;
  readonly source: string;
  readonly title: string;
  readonly url: string | null;
  readonly mediaType: string;
  readonly owner: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly reviewBy: string | null;
  readonly passages: number;
  readonly updatedAt: Date;
  /** What an editor should know of it; null for documents of before this was kept. */
  readonly quality: { readonly warnings?: readonly string[] } | null;
  /** Source id of an older document of the collection with the same words. */
  readonly duplicateOf: string | null;
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

/** The digests of a whole collection by source id: one question instead of one per document. */
export async function documentDigests(db: Queryable, collectionId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ sourceId: string; digest: string }>('SELECT source_id AS "sourceId", digest FROM documents WHERE collection_id = $1', [collectionId]);
  return new Map(rows.map(({ sourceId, digest }) => [sourceId, digest]));
}

/**
 * Removes a document, its passages, what search knows of it, and its original unless another document has the same.
 * @returns whether it was there.
 */
export async function removeDocument(db: Queryable, collectionId: string, sourceId: string): Promise<boolean> {
  const rows = await db.query('DELETE FROM documents WHERE id = $1 RETURNING id', [documentId(collectionId, sourceId)]);
  return rows.length > 0;
}

/**
 * Removes the documents that came out of a container (`dossier.zip/brief.pdf`), but for those that are still in it.
 * @param kept their source ids; what came out of a kept one stays too.
 */
export async function removeParts(db: Queryable, collectionId: string, container: string, kept: readonly string[]): Promise<void> {
  await db.query(
    `DELETE FROM documents d WHERE collection_id = $1 AND starts_with(source_id, $2 || '/') AND NOT EXISTS (
       SELECT FROM unnest($3::text[]) AS kept WHERE d.source_id = kept OR starts_with(d.source_id, kept || '/'))`,
    [collectionId, container, kept],
  );
}

/** The passages of a document, in order. */
export function listPassages(db: Queryable, collectionId: string, sourceId: string): Promise<PassageInput[]> {
  return db.query<{ page?: number; headings: readonly string[]; text: string }>(
    'SELECT page, headings, text FROM passages WHERE document_id = $1 ORDER BY ordinal',
    [documentId(collectionId, sourceId)],
  );
}

/** All documents of a collection, by title. For administration: nothing is held back. */
export function listDocuments(db: Queryable, collectionId: string): Promise<DocumentSummary[]> {
  return db.query<{ [Key in keyof DocumentSummary]: DocumentSummary[Key] }>(
    `SELECT id, source_id AS "sourceId", source, title, url, media_type AS "mediaType", owner, valid_from AS "validFrom",
       valid_until AS "validUntil", review_by AS "reviewBy", updated_at AS "updatedAt", quality,
       (SELECT o.source_id FROM documents o WHERE o.text_digest = d.text_digest AND o.collection_id = d.collection_id
          AND (o.created_at, o.id) < (d.created_at, d.id) ORDER BY o.created_at, o.id LIMIT 1) AS "duplicateOf",
       (SELECT count(*) FROM passages p WHERE p.document_id = d.id) AS passages
     FROM documents d WHERE collection_id = $1 ORDER BY title, id`,
    [collectionId],
  );
}
