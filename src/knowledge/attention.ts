import type { Queryable } from '../store/database.ts';
import { dutchDay } from './day.ts';
import { reviewUntil } from './documents.ts';

const WARNINGS = `CASE WHEN jsonb_typeof(d.quality -> 'warnings') = 'array' THEN jsonb_array_length(d.quality -> 'warnings') ELSE 0 END`;
/** Something to look at: a warning of the quality report (hidden text is one), or the words of an older document. */
const ATTENTION = `(${WARNINGS} > 0 OR EXISTS (
  SELECT FROM documents o WHERE o.text_digest = d.text_digest AND o.collection_id = d.collection_id AND (o.created_at, o.id) < (d.created_at, d.id)))`;
const REVIEW_DUE = `coalesce(least(d.review_by, d.valid_until) <= $3::date, false)`;
const EXPIRED = `coalesce(d.valid_until < $2::date, false)`;

/** How a collection stands, for its editors. */
export interface CollectionState {
  readonly id: string;
  readonly title: string;
  readonly documents: number;
  readonly waiting: number;
  readonly failed: number;
  readonly attention: number;
  readonly reviewDue: number;
  readonly expired: number;
}

/** The collections with these ids that the configuration names, by title. */
export function collectionStates(db: Queryable, collections: readonly string[], now: Date): Promise<CollectionState[]> {
  return db.query<{ [Key in keyof CollectionState]: CollectionState[Key] }>(
    `SELECT c.id, c.title, coalesce(n.documents, 0) AS documents, coalesce(n.attention, 0) AS attention,
       coalesce(n."reviewDue", 0) AS "reviewDue", coalesce(n.expired, 0) AS expired,
       (SELECT count(*) FROM deliveries q WHERE q.collection_id = c.id AND q.state = 'waiting') AS waiting,
       (SELECT count(*) FROM deliveries q WHERE q.collection_id = c.id AND q.state = 'failed') AS failed
     FROM collections c LEFT JOIN (
       SELECT d.collection_id, count(*) AS documents, count(*) FILTER (WHERE ${ATTENTION}) AS attention,
         count(*) FILTER (WHERE ${REVIEW_DUE}) AS "reviewDue", count(*) FILTER (WHERE ${EXPIRED}) AS expired
       FROM documents d WHERE d.collection_id = ANY ($1) GROUP BY d.collection_id) n ON n.collection_id = c.id
     WHERE c.id = ANY ($1) AND c.declared ORDER BY c.title, c.id`,
    [collections, dutchDay(now), reviewUntil(now)],
  );
}

export type DocumentFilter = 'all' | 'attention' | 'review-due' | 'expired';

/** A document as the list for editors shows it. */
export interface DocumentRow {
  readonly sourceId: string;
  readonly title: string;
  readonly owner: string | null;
  readonly validUntil: string | null;
  readonly reviewBy: string | null;
  readonly updatedAt: Date;
  readonly passages: number;
  readonly warnings: number;
  readonly hasHiddenText: boolean;
  readonly isDuplicate: boolean;
  readonly isReviewDue: boolean;
  readonly isExpired: boolean;
  /** Not valid yet: found from its first day on. */
  readonly isUpcoming: boolean;
}

interface ListRequest {
  /** In the title or the name; empty: all. */
  readonly text: string;
  readonly filter: DocumentFilter;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly now: Date;
}

const FILTERS: Readonly<Record<DocumentFilter, string>> = { all: 'true', attention: ATTENTION, 'review-due': REVIEW_DUE, expired: EXPIRED };

/** A page of the documents of a collection, by title, and how many there are in all. */
export async function findDocuments(
  db: Queryable,
  collectionId: string,
  { text, filter, page, pageSize, now }: ListRequest,
): Promise<{ total: number; documents: DocumentRow[] }> {
  const where = `d.collection_id = $1 AND ($4 = '' OR strpos(lower(d.title), lower($4)) > 0 OR strpos(lower(d.source_id), lower($4)) > 0) AND ${FILTERS[filter]}`;
  const params = [collectionId, dutchDay(now), reviewUntil(now), text];
  // Not every filter has a use for the days, and PostgreSQL must know their types all the same.
  const [counted] = await db.query<{ total: number }>(`SELECT count(*) AS total FROM documents d WHERE ${where} AND $2::date <= $3::date`, params);
  const documents = await db.query<{ [Key in keyof DocumentRow]: DocumentRow[Key] }>(
    `SELECT d.source_id AS "sourceId", d.title, d.owner, d.valid_until AS "validUntil", d.review_by AS "reviewBy", d.updated_at AS "updatedAt",
       (SELECT count(*) FROM passages p WHERE p.document_id = d.id) AS passages,
       ${WARNINGS} AS warnings, coalesce(jsonb_path_exists(d.quality, '$.hidden.count ? (@ > 0)'), false) AS "hasHiddenText",
       EXISTS (SELECT FROM documents o WHERE o.text_digest = d.text_digest AND o.collection_id = d.collection_id
         AND (o.created_at, o.id) < (d.created_at, d.id)) AS "isDuplicate",
       ${REVIEW_DUE} AS "isReviewDue", ${EXPIRED} AS "isExpired", coalesce(d.valid_from > $2::date, false) AS "isUpcoming"
     FROM documents d WHERE ${where} ORDER BY lower(d.title), d.id LIMIT $5 OFFSET $6`,
    [...params, pageSize, (page - 1) * pageSize],
  );
  return { total: counted?.total ?? 0, documents };
}
