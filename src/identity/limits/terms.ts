import type { Queryable } from '../../store/database.ts';
import type { Limits } from '../keys.ts';

/** What a key is held to. */
export interface Terms {
  /** Where its use is counted, its own first. */
  readonly scopes: readonly Scope[];
}

export interface Scope {
  /** `key:` with the row of rotations that the key is of, or `group:` with its group. */
  readonly name: string;
  /** Who that is, for the key's holder. */
  readonly subject: string;
  readonly limits: Limits;
}

/** Reads what a key is held to. @returns undefined when there is no such key. */
export async function readTerms(db: Queryable, keyId: string): Promise<Terms | undefined> {
  const [row] = await db.query<{ lineage: string; group: string | null; own: Limits; shared: Limits }>(
    `SELECT k.lineage, k.group_name AS "group", ${limitsOf('k')} AS own, ${limitsOf('g')} AS shared
     FROM api_keys k LEFT JOIN key_groups g ON g.name = k.group_name WHERE k.id = $1`,
    [keyId],
  );
  if (row === undefined) return undefined;
  const own = { name: keyScope(row.lineage), subject: 'deze sleutel', limits: row.own };
  return { scopes: row.group === null ? [own] : [own, { name: groupScope(row.group), subject: `de groep ${row.group}`, limits: row.shared }] };
}

export function keyScope(lineage: string): string {
  return `key:${lineage}`;
}

export function groupScope(group: string): string {
  return `group:${group}`;
}

function limitsOf(table: string): string {
  return `json_build_object('requestsPerMinute', ${table}.requests_per_minute, 'tokensPerDay', ${table}.tokens_per_day, 'tokensPerMonth', ${table}.tokens_per_month)`;
}
