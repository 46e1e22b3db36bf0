import type { Queryable } from '../../store/database.ts';

/** The passages of documents as they stand now, also of those that may not be read today. */
export async function passageTexts(db: Queryable, documentIds: readonly string[]): Promise<{ documentId: string; ordinal: number; text: string }[]> {
  return db.query(`SELECT document_id AS "documentId", ordinal, text FROM passages WHERE document_id = ANY($1) ORDER BY document_id, ordinal`, [documentIds]);
}
