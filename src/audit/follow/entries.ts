import type { Queryable } from '../../store/database.ts';

/** An entry of the chain as it is kept: `body` is for who follows it to read, whatever version wrote it. */
export interface FollowedEntry {
  readonly number: number;
  readonly body: string;
  /** Hex. */
  readonly hash: string;
}

/**
 * What came behind an entry, in order. Numbers are given out under a lock that is held until they are committed: what is not there yet comes
 * behind what is, so that who remembers the last number misses none.
 */
export function entriesAfter(db: Queryable, number: number, limit: number): Promise<FollowedEntry[]> {
  return db.query<FollowedEntry>(`SELECT number, body, encode(hash, 'hex') AS hash FROM audit_entries WHERE number > $1 ORDER BY number LIMIT $2`, [number, limit]);
}

export async function lastEntry(db: Queryable): Promise<number> {
  const [head] = await db.query<{ number: number }>('SELECT number FROM audit_head');
  return head?.number ?? 0;
}

/** With what turns and calls began: the bodies of their first entries, by their ids. */
export async function receiptsOf(db: Queryable, { turns, calls }: { readonly turns: readonly string[]; readonly calls: readonly string[] }): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; body: string }>(
    `SELECT turn_id AS id, body FROM audit_entries WHERE turn_id = ANY($1::uuid[]) AND kind = 'turn.received'
     UNION ALL SELECT c.id, e.body FROM calls c JOIN audit_entries e ON e.number = c.received_number WHERE c.id = ANY($2::uuid[])`,
    [turns, calls],
  );
  return new Map(rows.map(({ id, body }) => [id, body]));
}
