import type { ErrorCode } from '../errors.ts';
import type { Queryable } from '../store/database.ts';
import { HOW_RETRIED, type PendingState, type Retried } from './manage.ts';

/** A document on its way in, or stuck there, as its editor sees it. */
export interface PendingRow {
  readonly id: string;
  readonly sourceId: string;
  readonly source: string;
  readonly state: PendingState;
  readonly attempts: number;
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
  readonly deliveredAt: Date;
  /** Whether an earlier version of it is in use meanwhile. */
  readonly isInUse: boolean;
  /** What trying it anew would come to. */
  readonly howRetried: Retried;
}

/** The first of what is on its way in to a collection, or what is for one document: failed ones before others, then by age. */
export function firstPending(db: Queryable, collectionId: string, { limit, sourceId }: { readonly limit: number; readonly sourceId?: string }): Promise<PendingRow[]> {
  return db.query<{ [Key in keyof PendingRow]: PendingRow[Key] }>(
    `SELECT q.id, q.source_id AS "sourceId", q.source, q.state, q.attempts, q.fault, q.detail, q.delivered_at AS "deliveredAt",
       EXISTS (SELECT FROM documents d WHERE d.collection_id = q.collection_id AND d.source_id = q.source_id) AS "isInUse",
       ${HOW_RETRIED} AS "howRetried"
     FROM deliveries q WHERE q.collection_id = $1 AND ($3::text IS NULL OR q.source_id = $3)
     ORDER BY q.state, q.delivered_at, q.id LIMIT $2`,
    [collectionId, limit, sourceId],
  );
}
