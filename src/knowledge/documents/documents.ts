import { ACTIONS } from './corrections.ts';
import { ONE_WRITER, type Queryable } from '../../store/database.ts';
import { dutchDay } from '../../dutch-time.ts';
import { documentId } from '../text.ts';
import type { PassageInput } from '../types.ts';

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
  /** As they are kept: see `actionsIn`. */
  readonly actions: string | null;
  readonly passages: number;
  readonly updatedAt: Date;
  /** What an editor should know of it; null for documents of before this was kept. */
  readonly quality: (Readonly<Record<string, unknown>> & { readonly warnings?: readonly string[] }) | null;
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

/** Through which source a document came; undefined when there is none with this source id. */
export async function documentSource(db: Queryable, collectionId: string, sourceId: string): Promise<string | undefined> {
  const [row] = await db.query<{ source: string }>('SELECT source FROM documents WHERE id = $1', [documentId(collectionId, sourceId)]);
  return row?.source;
}

/** The digests of a whole collection by source id: one question instead of one per document. */
export async function documentDigests(db: Queryable, collectionId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ sourceId: string; digest: string }>('SELECT source_id AS "sourceId", digest FROM documents WHERE collection_id = $1', [collectionId]);
  return new Map(rows.map(({ sourceId, digest }) => [sourceId, digest]));
}

/**
 * Removes a document, its passages, what search knows of it, what came out of it, and originals that no other document has.
 * @returns the source ids of what was there.
 */
export async function removeDocument(db: Queryable, collectionId: string, sourceId: string): Promise<string[]> {
  return (await removeCorrected(db, collectionId, sourceId)).map((removed) => removed.sourceId);
}

/** The same. @returns besides, what was set by hand of each. */
export function removeCorrected(db: Queryable, collectionId: string, sourceId: string): Promise<Removed[]> {
  return removeWithParts(db, collectionId, 'd.source_id = $2', [sourceId]);
}

/** Removes what came out of a container (`dossier.zip/brief.pdf`), but for what is still in it. @returns as `removeDocument`. */
export async function removeParts(db: Queryable, collectionId: string, container: string, kept: readonly string[]): Promise<string[]> {
  return (await removeWithParts(db, collectionId, 'd.container = $2 AND d.source_id <> ALL ($3)', [container, kept])).map(({ sourceId }) => sourceId);
}

interface Removed {
  readonly sourceId: string;
  readonly corrections: Readonly<Record<string, unknown>>;
}

/** Not by the beginning of the name: another document may be called so. */
async function removeWithParts(db: Queryable, collectionId: string, which: string, params: readonly unknown[]): Promise<Removed[]> {
  // The writers' lock before any row, as they take it: in a transaction, nobody then waits for the other.
  await db.query(ONE_WRITER);
  return db.query<Removed>(
    `WITH RECURSIVE gone AS (
       SELECT d.id, d.source_id FROM documents d WHERE d.collection_id = $1 AND ${which}
       UNION SELECT d.id, d.source_id FROM documents d JOIN gone g ON d.collection_id = $1 AND d.container = g.source_id
     )
     DELETE FROM documents WHERE id IN (SELECT id FROM gone) RETURNING source_id AS "sourceId", corrections`,
    [collectionId, ...params],
  );
}

/** Source ids of what came through a source itself; what came out of containers follows those. */
export async function sourceIds(db: Queryable, collectionId: string, source: string): Promise<string[]> {
  const sql = 'SELECT source_id AS "sourceId" FROM documents WHERE collection_id = $1 AND source = $2 AND container IS NULL';
  return (await db.query<{ sourceId: string }>(sql, [collectionId, source])).map((row) => row.sourceId);
}

/** The passages of a document, in order. */
export function listPassages(db: Queryable, collectionId: string, sourceId: string): Promise<PassageInput[]> {
  return db.query<{ page?: number; headings: readonly string[]; text: string }>(
    'SELECT page, headings, text FROM passages WHERE document_id = $1 ORDER BY ordinal',
    [documentId(collectionId, sourceId)],
  );
}

/** The passages of documents as they stand now, also of those that may not be read today. */
export async function passageTexts(db: Queryable, documentIds: readonly string[]): Promise<{ documentId: string; ordinal: number; text: string }[]> {
  return db.query(`SELECT document_id AS "documentId", ordinal, text FROM passages WHERE document_id = ANY($1) ORDER BY document_id, ordinal`, [documentIds]);
}

/** SQL for the documents `o` of the collection that are older than row `d` of documents and have the same words. */
export const OLDER_SAME = `documents o WHERE o.text_digest = d.text_digest AND o.collection_id = d.collection_id AND (o.created_at, o.id) < (d.created_at, d.id)`;

/** SQL for the columns of a `DocumentSummary` of rows `d` of documents. */
export const SUMMARY = `d.id, d.source_id AS "sourceId", d.source, d.title, d.url, d.media_type AS "mediaType", d.owner, d.valid_from AS "validFrom",
  d.valid_until AS "validUntil", d.review_by AS "reviewBy", ${ACTIONS} AS actions, d.updated_at AS "updatedAt", d.quality - 'near' AS quality,
  (SELECT o.source_id FROM ${OLDER_SAME} ORDER BY o.created_at, o.id LIMIT 1) AS "duplicateOf",
  (SELECT count(*) FROM passages p WHERE p.document_id = d.id) AS passages`;

/** All documents of a collection, or the one with this source id, by title. For administration: nothing is held back. */
export function listDocuments(db: Queryable, collectionId: string, only: { readonly sourceId?: string } = {}): Promise<DocumentSummary[]> {
  return db.query<DocumentSummary>(
    `SELECT ${SUMMARY} FROM documents d WHERE d.collection_id = $1 AND ($2::text IS NULL OR d.id = $2) ORDER BY d.title, d.id`,
    [collectionId, only.sourceId === undefined ? null : documentId(collectionId, only.sourceId)],
  );
}

interface PageRequest {
  /** The first is 1. */
  readonly page: number;
  readonly pageSize: number;
  /** Only documents to be looked at within a month of this moment. */
  readonly reviewDueAt?: Date;
}

interface DocumentPage {
  /** Of all pages together. */
  readonly total: number;
  readonly documents: readonly DocumentSummary[];
}

/** One page of a collection's documents, by title; a page beyond the last is empty. For administration: nothing is held back. */
export async function pageOfDocuments(db: Queryable, collectionId: string, { page, pageSize, reviewDueAt }: PageRequest): Promise<DocumentPage> {
  const until = reviewDueAt === undefined ? null : reviewUntil(reviewDueAt);
  const [counted] = await db.query<{ total: number }>(`SELECT count(*) AS total FROM documents d WHERE ${WANTED}`, [collectionId, until]);
  const documents = await db.query<DocumentSummary>(PAGE, [collectionId, until, pageSize, (page - 1) * pageSize]);
  return { total: counted?.total ?? 0, documents };
}

/** Of two days `least` takes the one that is there, if only one is. */
const WANTED = 'd.collection_id = $1 AND ($2::date IS NULL OR least(d.review_by, d.valid_until) <= $2::date)';

/** The page first: what is counted and looked up for a document is so for those of the page only. */
const PAGE = `
  WITH page AS MATERIALIZED (SELECT d.* FROM documents d WHERE ${WANTED} ORDER BY d.title, d.id LIMIT $3 OFFSET $4)
  SELECT ${SUMMARY} FROM page d ORDER BY d.title, d.id`;

const REVIEW_DAYS = 30;

/** The last day (YYYY-MM-DD) of the month that begins `now`: what is to be reviewed or ends by then is due. */
export function reviewUntil(now: Date): string {
  return dutchDay(new Date(now.getTime() + REVIEW_DAYS * 24 * 60 * 60 * 1_000));
}

/** Tells documents to be looked at: their review or their end has passed, or comes within a month of `now`. */
export function reviewDue(now: Date): (document: Pick<DocumentSummary, 'reviewBy' | 'validUntil'>) => boolean {
  const until = reviewUntil(now);
  return ({ reviewBy, validUntil }) => [reviewBy, validUntil].some((day) => day !== null && day <= until);
}
