import type { Queryable } from '../../store/database.ts';
import type { Corrections } from './corrections.ts';
import { OLDER_SAME } from './documents.ts';
import { documentId } from '../text.ts';
import { isValid } from '../visible-sql.ts';

/** What a document says about itself, or an editor about it. */
export type DocumentFacts = Readonly<Partial<Record<keyof Corrections, string>>>;

/** A document with all that its editor should know of it. */
export interface EditorDocument {
  readonly id: string;
  readonly sourceId: string;
  /** Through which source it came: `folder`, `push`, … */
  readonly source: string;
  /** Source id of the archive or mail that it came out of. */
  readonly container: string | null;
  readonly title: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly owner: string | null;
  readonly url: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** Whether it holds on the day that was asked for: else nobody finds it. */
  readonly isInForce: boolean;
  readonly reviewBy: string | null;
  /** What it says itself. */
  readonly metadata: DocumentFacts;
  /** What was set by hand. */
  readonly corrections: DocumentFacts;
  readonly quality: Readonly<Record<string, unknown>> | null;
  /** The older document with the same words. */
  readonly duplicateOf: { readonly sourceId: string; readonly title: string } | null;
  /** How many documents came out of it. */
  readonly parts: number;
  readonly passageCount: number;
  /** One page of them, in order. */
  readonly passages: readonly { readonly ordinal: number; readonly page: number | null; readonly headings: readonly string[]; readonly text: string }[];
}

/** A document with a page (from 1) of its passages, on a day (YYYY-MM-DD); undefined when there is none. Nothing is held back. */
export async function editorDocument(
  db: Queryable,
  collectionId: string,
  sourceId: string,
  { page, pageSize, on }: { readonly page: number; readonly pageSize: number; readonly on: string },
): Promise<EditorDocument | undefined> {
  const [row] = await db.query<EditorDocument>(
    `SELECT d.id, d.source_id AS "sourceId", d.source, d.container, d.title, d.media_type AS "mediaType",
       (SELECT octet_length(o.bytes) FROM originals o WHERE o.sha256 = d.original) AS bytes,
       d.created_at AS "createdAt", d.updated_at AS "updatedAt", d.owner, d.url, d.valid_from AS "validFrom", d.valid_until AS "validUntil",
       ${isValid('d', '$4')} AS "isInForce", d.review_by AS "reviewBy", d.metadata, d.corrections, d.quality - 'near' AS quality,
       (SELECT jsonb_build_object('sourceId', o.source_id, 'title', o.title) FROM ${OLDER_SAME}
          ORDER BY o.created_at, o.id LIMIT 1) AS "duplicateOf",
       (SELECT count(*) FROM documents p WHERE p.collection_id = d.collection_id AND p.container = d.source_id) AS parts,
       (SELECT count(*) FROM passages p WHERE p.document_id = d.id) AS "passageCount",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('ordinal', ordinal, 'page', page, 'headings', headings, 'text', text) ORDER BY ordinal), '[]')
          FROM passages p WHERE p.document_id = d.id AND ordinal > $2 AND ordinal <= $3) AS passages
     FROM documents d WHERE d.id = $1`,
    [documentId(collectionId, sourceId), (page - 1) * pageSize, page * pageSize, on],
  );
  return row;
}

/** The file behind a document, for its editor: also of one that nobody may read today. */
export async function editorOriginal(db: Queryable, collectionId: string, sourceId: string): Promise<Buffer | undefined> {
  const [row] = await db.query<{ bytes: Buffer }>(
    'SELECT o.bytes FROM documents d JOIN originals o ON o.sha256 = d.original WHERE d.id = $1',
    [documentId(collectionId, sourceId)],
  );
  return row?.bytes;
}

/** The names under which documents stand in their sources, by their ids; without those that the collection does not have. */
export async function sourceIdsOf(db: Queryable, collectionId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; sourceId: string }>('SELECT id, source_id AS "sourceId" FROM documents WHERE collection_id = $1 AND id = ANY ($2)', [collectionId, ids]);
  return new Map(rows.map(({ id, sourceId }) => [id, sourceId]));
}
