import type { Queryable } from '../../store/database.ts';
import { type DocumentSummary, reviewUntil, SUMMARY } from './documents.ts';

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
  const documents = await db.query<{ [Key in keyof DocumentSummary]: DocumentSummary[Key] }>(PAGE, [collectionId, until, pageSize, (page - 1) * pageSize]);
  return { total: counted?.total ?? 0, documents };
}

/** Of two days `least` takes the one that is there, if only one is. */
const WANTED = 'd.collection_id = $1 AND ($2::date IS NULL OR least(d.review_by, d.valid_until) <= $2::date)';

/** The page first: what is counted and looked up for a document is so for those of the page only. */
const PAGE = `
  WITH page AS MATERIALIZED (SELECT d.* FROM documents d WHERE ${WANTED} ORDER BY d.title, d.id LIMIT $3 OFFSET $4)
  SELECT ${SUMMARY} FROM page d ORDER BY d.title, d.id`;
