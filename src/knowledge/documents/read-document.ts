import type { Queryable } from '../../store/database.ts';
import type { Reader } from '../types.ts';
import { isValid, mayRead } from '../visible-sql.ts';

/** Who asks for which document, on which day (YYYY-MM-DD). */
export interface ReadRequest {
  readonly id: string;
  readonly readers: readonly Reader[];
  readonly on: string;
}

export interface ReadablePassage {
  readonly ordinal: number;
  readonly page: number | null;
  readonly headings: readonly string[];
  readonly text: string;
}

/** A document for the page that shows a source. */
export interface ReadableDocument {
  readonly id: string;
  readonly collectionId: string;
  readonly title: string;
  readonly url: string | null;
  readonly mediaType: string;
  /** Who answers for the text: the document's owner, else the collection's. */
  readonly owner: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly updatedAt: Date;
  /** Whether the file itself may be opened: see `OPEN`. */
  readonly hasOriginal: boolean;
  /** Size of the original file. */
  readonly bytes: number;
  readonly passages: readonly ReadablePassage[];
}

export interface OriginalFile {
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly mediaType: string;
  readonly fileName: string;
}

/** The same conditions as search has: someone who could not find it cannot open it either. */
const READABLE = `documents d JOIN collections c ON c.id = d.collection_id
  WHERE d.id = $1 AND ${mayRead('c', '$2')} AND ${isValid('d', '$3')}`;

/** A mail tells in its head who wrote to whom: its text is for readers, the file is not. */
const OPEN = `d.media_type <> 'message/rfc822'`;

/** The document and its passages in order; undefined when there is none that the asker may read on that day. */
export async function readDocument(db: Queryable, request: ReadRequest): Promise<ReadableDocument | undefined> {
  const [row] = await db.query<ReadableDocument>(
    `SELECT d.id, d.collection_id AS "collectionId", d.title, d.url, d.media_type AS "mediaType",
       coalesce(d.owner, c.owner) AS owner, d.valid_from AS "validFrom", d.valid_until AS "validUntil",
       d.updated_at AS "updatedAt", ${OPEN} AS "hasOriginal", (SELECT octet_length(o.bytes) FROM originals o WHERE o.sha256 = d.original) AS bytes,
       (SELECT coalesce(jsonb_agg(
            jsonb_build_object('ordinal', ordinal, 'page', page, 'headings', headings, 'text', text) ORDER BY ordinal), '[]')
          FROM passages p WHERE p.document_id = d.id) AS passages
     FROM ${READABLE}`,
    [request.id, request.readers, request.on],
  );
  return row;
}

/** Which of these documents the asker may read on that day. */
export async function readableIds(db: Queryable, { ids, readers, on }: Omit<ReadRequest, 'id'> & { readonly ids: readonly string[] }): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>(`SELECT d.id FROM documents d JOIN collections c ON c.id = d.collection_id WHERE d.id = ANY ($1) AND ${mayRead('c', '$2')} AND ${isValid('d', '$3')}`, [ids, readers, on]);
  return new Set(rows.map(({ id }) => id));
}

/** Which file a document was made of; undefined when there is none that the asker may open on that day. */
export async function findOriginal(db: Queryable, request: ReadRequest): Promise<OriginalFile | undefined> {
  const [row] = await db.query<{ sha256: string; mediaType: string; sourceId: string }>(
    `SELECT d.original AS sha256, d.media_type AS "mediaType", d.source_id AS "sourceId" FROM ${READABLE} AND ${OPEN}`,
    [request.id, request.readers, request.on],
  );
  return row && { sha256: row.sha256, mediaType: row.mediaType, fileName: fileName(row.sourceId) };
}

/** The file as it came in; undefined when there is none that the asker may read on that day. */
export async function readOriginal(db: Queryable, request: ReadRequest): Promise<(OriginalFile & { readonly bytes: Buffer }) | undefined> {
  const file = await findOriginal(db, request);
  const [row] = file === undefined ? [] : await db.query<{ bytes: Buffer }>('SELECT bytes FROM originals WHERE sha256 = $1', [file.sha256]);
  return file && row && { ...file, bytes: row.bytes };
}

/** The last part of a path or URL, without what would break a header or a file system. */
function fileName(sourceId: string): string {
  const path = sourceId.split(/[?#]/)[0] ?? '';
  const last = path.split(/[/\\]/).findLast((part) => part !== '') ?? '';
  return last.replaceAll(/[\p{Cc}"<>:|*]/gu, '_') || 'document';
}
