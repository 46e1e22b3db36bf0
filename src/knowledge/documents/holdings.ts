import type { Queryable } from '../../store/database.ts';
import { isValid, mayRead } from '../visible-sql.ts';
import type { Reader } from '../types.ts';

/** What a collection holds, as anybody may know who may read it. */
export interface Holding {
  readonly title: string;
  readonly owner: string;
  readonly documents: number;
  /** When one of them last changed; null where there are none. */
  readonly newest: Date | null;
}

/** Of all collections that these may read, what holds on a day (YYYY-MM-DD). */
export function holdings(db: Queryable, readers: readonly Reader[], day: string): Promise<Holding[]> {
  return db.query<Holding>(
    `SELECT c.title, c.owner, count(d.id) AS documents, max(d.updated_at) AS newest
     FROM collections c LEFT JOIN documents d ON d.collection_id = c.id AND ${isValid('d', '$2')}
     WHERE c.declared AND ${mayRead('c', '$1')}
     GROUP BY c.id ORDER BY c.title, c.id`,
    [readers, day],
  );
}

/** Titles of what these may read and holds on a day (YYYY-MM-DD), in one order. */
export async function readableTitles(db: Queryable, readers: readonly Reader[], { day, limit }: { readonly day: string; readonly limit: number }): Promise<string[]> {
  const rows = await db.query<{ title: string }>(
    `SELECT DISTINCT d.title FROM collections c JOIN documents d ON d.collection_id = c.id AND ${isValid('d', '$2')} WHERE c.declared AND ${mayRead('c', '$1')} ORDER BY d.title LIMIT $3`,
    [readers, day, limit],
  );
  return rows.map(({ title }) => title);
}

export interface Counts {
  readonly id: string;
  readonly documents: number;
  readonly passages: number;
  /** Those whose last day was before, and those whose last day is within 30 days. */
  readonly expired: number;
  readonly expiring: number;
  /** Day on which one of them last changed (YYYY-MM-DD); null where there are none. */
  readonly newest: string | null;
}

/** Of all collections that the configuration names, on a day (YYYY-MM-DD). */
export function collectionCounts(db: Queryable, day: string): Promise<Counts[]> {
  return db.query<Counts>(
    `SELECT c.id, c.passage_count AS passages, count(d.id) AS documents, count(d.id) FILTER (WHERE d.valid_until < $1::date) AS expired,
       count(d.id) FILTER (WHERE d.valid_until >= $1::date AND d.valid_until < $1::date + 30) AS expiring, (max(d.updated_at) AT TIME ZONE 'Europe/Amsterdam')::date AS newest
     FROM collections c LEFT JOIN documents d ON d.collection_id = c.id WHERE c.declared GROUP BY c.id ORDER BY c.id`,
    [day],
  );
}
