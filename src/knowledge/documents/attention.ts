import type { Queryable } from '../../store/database.ts';
import { dutchDay } from '../../dutch-time.ts';
import { isValid } from '../visible-sql.ts';
import { OLDER_SAME, reviewUntil } from './documents.ts';

/** All documents of a collection with what is counted of them, read from one index. A duplicate has the words of an older document. */
const standing = (collection: string) => `(SELECT id, warning_count, valid_until, review_by,
  text_digest IS NOT NULL AND row_number() OVER (PARTITION BY text_digest ORDER BY created_at, id) > 1 AS is_duplicate
  FROM documents WHERE collection_id = ${collection})`;
/** Something to look at: a warning of the quality report (hidden text is one), or the words of an older document. */
const ATTENTION = '(d.warning_count > 0 OR d.is_duplicate)';
const REVIEW_DUE = `coalesce(least(d.review_by, d.valid_until) <= $3::date, false)`;
const EXPIRED = `coalesce(d.valid_until < $2::date, false)`;
/** Ends within the month. */
const EXPIRING = `coalesce(d.valid_until BETWEEN $2::date AND $3::date, false)`;
const UPCOMING = `coalesce(d.valid_from > $2::date, false)`;

/** How a collection stands, for its editors. */
export interface CollectionState {
  readonly id: string;
  readonly title: string;
  readonly documents: number;
  readonly waiting: number;
  readonly failed: number;
  /** Taken out by a person, though their source has them still. */
  readonly withdrawn: number;
  readonly attention: number;
  readonly reviewDue: number;
  readonly expired: number;
  /** Their last day comes within a month. */
  readonly expiring: number;
}

/** The collections with these ids that the configuration names, by title. */
export function collectionStates(db: Queryable, collections: readonly string[], now: Date): Promise<CollectionState[]> {
  return db.query<CollectionState>(
    `SELECT c.id, c.title, n.*,
       (SELECT count(*) FROM deliveries q WHERE q.collection_id = c.id AND q.state = 'waiting') AS waiting,
       (SELECT count(*) FROM deliveries q WHERE q.collection_id = c.id AND q.state = 'failed') AS failed,
       (SELECT count(*) FROM deliveries q WHERE q.collection_id = c.id AND q.state = 'withdrawn') AS withdrawn
     FROM collections c CROSS JOIN LATERAL (
       SELECT count(*) AS documents, count(*) FILTER (WHERE ${ATTENTION}) AS attention,
         count(*) FILTER (WHERE ${REVIEW_DUE}) AS "reviewDue", count(*) FILTER (WHERE ${EXPIRED}) AS expired,
         count(*) FILTER (WHERE ${EXPIRING}) AS expiring
       FROM ${standing('c.id')} d) n
     WHERE c.id = ANY ($1) AND c.declared ORDER BY c.title, c.id`,
    [collections, dutchDay(now), reviewUntil(now)],
  );
}

/** `valid`: holds today; `upcoming`: not yet. */
export type DocumentFilter = 'all' | 'valid' | 'expiring' | 'expired' | 'upcoming' | 'review-due' | 'attention';

/** A document as the list for editors shows it. */
export interface DocumentRow {
  readonly id: string;
  readonly sourceId: string;
  readonly title: string;
  readonly owner: string | null;
  readonly validUntil: string | null;
  readonly reviewBy: string | null;
  readonly updatedAt: Date;
  readonly passages: number;
  readonly warnings: number;
  readonly hasHiddenText: boolean;
  /** Whether something in it looks like an attempt to mislead an assistant. */
  readonly hasOrders: boolean;
  /** Whether numbers or dates of people stand in it. */
  readonly hasPersonalNumbers: boolean;
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

const FILTERS: Readonly<Record<DocumentFilter, string>> = {
  all: 'true',
  attention: `d.id IN (SELECT d.id FROM ${standing('$1')} d WHERE ${ATTENTION})`,
  'review-due': REVIEW_DUE,
  valid: isValid('d', '$2'),
  expiring: EXPIRING,
  expired: EXPIRED,
  upcoming: UPCOMING,
};

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
  const documents = await db.query<DocumentRow>(
    `SELECT d.id, d.source_id AS "sourceId", d.title, d.owner, d.valid_until AS "validUntil", d.review_by AS "reviewBy", d.updated_at AS "updatedAt",
       (SELECT count(*) FROM passages p WHERE p.document_id = d.id) AS passages,
       d.warning_count AS warnings, d.has_hidden_text AS "hasHiddenText",
       d.has_orders AS "hasOrders", d.has_personal_numbers AS "hasPersonalNumbers",
       EXISTS (SELECT FROM ${OLDER_SAME}) AS "isDuplicate",
       ${REVIEW_DUE} AS "isReviewDue", ${EXPIRED} AS "isExpired", ${UPCOMING} AS "isUpcoming"
     FROM (SELECT * FROM documents d WHERE ${where} ORDER BY left(lower(d.title), 200), d.id LIMIT $5 OFFSET $6) d
     ORDER BY left(lower(d.title), 200), d.id`,
    [...params, pageSize, (page - 1) * pageSize],
  );
  return { total: counted?.total ?? 0, documents };
}
