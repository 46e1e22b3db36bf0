import type { Queryable } from '../store/database.ts';

const fact = (name: string) => `e.body::jsonb -> 'facts' ->> '${name}'`;

/**
 * The versions of settings that the chain says were published, as a table to be read from. Whether the chain is as it was written is for
 * `verify` to say. Its first words are those of the index: another way to say it would read all entries.
 */
export const PUBLISHED = `(
  SELECT e.number AS entry, ${fact('name')} AS section, ${fact('number')} AS version, ${fact('sha256')} AS sha256, ${fact('aboutSha256')} AS about_sha256,
         coalesce(${fact('byPerson')}, ${fact('byKey')}) AS author, ${fact('bringsBack')} AS brings_back
    FROM audit_entries e
   WHERE e.kind !~ '^(turn|call)[.]' AND e.kind IN ('setting.published', 'setting.rolled-back')
     AND e.number BETWEEN 1 AND (SELECT h.number FROM audit_head h) AND e.body::jsonb ->> 'number' = e.number::text)`;

/** What the chain says was published of a section of the settings: the digest of each version, by its number. */
export async function publishedIn(db: Queryable, section: string): Promise<ReadonlyMap<number, string>> {
  const rows = await db.query<{ version: string; sha256: string }>(`SELECT version, sha256 FROM ${PUBLISHED} p WHERE section = $1`, [section]);
  return new Map(rows.map(({ version, sha256 }) => [Number(version), sha256]));
}
