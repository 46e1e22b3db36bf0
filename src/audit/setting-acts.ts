import type { Queryable } from '../store/database.ts';

const fact = (name: string) => `(e.body::jsonb -> 'facts' ->> '${name}')`;

/** What the chain says was published of a section of the settings: the digest of each version, by its number. Whether the chain is as it was written is for `verify` to say. */
export async function publishedIn(db: Queryable, section: string): Promise<ReadonlyMap<number, string>> {
  const rows = await db.query<{ number: string; sha256: string }>(
    // The first words are those of the index: another way to say it would read all entries.
    `SELECT ${fact('number')} AS number, ${fact('sha256')} AS sha256 FROM audit_entries e
      WHERE e.kind !~ '^(turn|call)[.]' AND e.kind IN ('setting.published', 'setting.rolled-back') AND ${fact('name')} = $1
        AND e.number BETWEEN 1 AND (SELECT h.number FROM audit_head h) AND e.body::jsonb ->> 'number' = e.number::text`,
    [section],
  );
  return new Map(rows.map(({ number, sha256 }) => [Number(number), sha256]));
}
