import { BalieError } from '../errors.ts';
import type { RecordAct } from '../audit/management-log.ts';
import { publishedIn } from '../audit/setting-acts.ts';
import type { Database, Queryable } from '../store/database.ts';

/** Who publishes: an admin by name, or with a key. */
export type PublishedBy = { readonly byPerson: string } | { readonly byKey: string };

/** A version of a section, without what it holds. */
export interface VersionFacts {
  readonly number: number;
  readonly at: Date;
  /** Number of a person or of a key. */
  readonly author: string;
  readonly reason: string;
  /** The version whose value it brought back; null: none. */
  readonly bringsBack: number | null;
}

export interface Version extends VersionFacts {
  readonly value: unknown;
}

/** Digest of the value of a version, and of what is said about it: both are in the chain. A moment as a number is the same text in every time zone. */
export const VALUE_SHA256 = `encode(sha256(convert_to(value::text, 'UTF8')), 'hex')`;
export const ABOUT_SHA256 = `encode(sha256(convert_to(jsonb_build_array(extract(epoch FROM at), author, reason)::text, 'UTF8')), 'hex')`;

const FACTS = 'number, at, author, reason, brings_back AS "bringsBack"';

/** A server that is cut off without a word would keep the next look waiting; the embedded database may be at work for minutes, and answers then. */
const LOOK_MS = 5_000;

/** The number of the last version of each section that has one. @throws BalieError `database-unavailable`. */
export async function lastNumbers(db: Database): Promise<ReadonlyMap<string, number>> {
  const options = db.kind === 'postgresql' ? { limitMs: LOOK_MS } : {};
  const rows = await db.query<{ section: string; number: number }>('SELECT section, max(number) AS number FROM setting_versions GROUP BY section', [], options);
  return new Map(rows.map(({ section, number }) => [section, number]));
}

/** The last version of a section; undefined while there is none. */
export async function lastVersion(db: Queryable, section: string): Promise<Version | undefined> {
  const [found] = await db.query<Version>(`SELECT ${FACTS}, value FROM setting_versions WHERE section = $1 ORDER BY number DESC LIMIT 1`, [section]);
  return found;
}

/** The last version of a section that is as the audit log says it was published: what was put beside it by hand holds nowhere. */
export async function lastRecorded(db: Queryable, section: string): Promise<Version | undefined> {
  const published = await publishedIn(db, section);
  const [found] = await db.query<Version>(
    `SELECT ${FACTS}, value FROM setting_versions JOIN unnest($2::integer[], $3::text[]) AS published (version, sha256) ON version = number
      WHERE section = $1 AND ${VALUE_SHA256} = published.sha256 ORDER BY number DESC LIMIT 1`,
    [section, [...published.keys()], [...published.values()]],
  );
  return found;
}

export async function versionOf(db: Queryable, section: string, number: number): Promise<Version | undefined> {
  const [found] = await db.query<Version>(`SELECT ${FACTS}, value FROM setting_versions WHERE section = $1 AND number = $2`, [section, number]);
  return found;
}

/** Versions of a section, the newest first. @param before without this one and what came after it. */
export async function versionsOf(db: Queryable, section: string, { before, limit }: { readonly before: number; readonly limit: number }): Promise<Version[]> {
  return db.query<Version>(`SELECT ${FACTS}, value FROM setting_versions WHERE section = $1 AND number < $2 ORDER BY number DESC LIMIT $3`, [section, before, limit]);
}

export interface Publishing {
  readonly section: string;
  readonly value: object;
  /** The version that its author saw: 0 for what the configuration says. */
  readonly expected: number;
  readonly reason: string;
  readonly bringsBack?: number;
  readonly by: PublishedBy;
  readonly now: Date;
}

/**
 * Adds a version behind the one that its author saw, on record: by number and digests, without the reason itself.
 * @returns its number.
 * @throws BalieError `settings-moved` when there is a newer one, and nothing was done; `database-unavailable`; what `record` throws.
 */
export async function addVersion(db: Database, { section, value, expected, reason, bringsBack, by, now }: Publishing, record: RecordAct): Promise<number> {
  return db.transaction(async (tx) => {
    // One at a time, so that numbers have no gaps; who reads does not wait.
    await tx.query('LOCK TABLE setting_versions IN SHARE ROW EXCLUSIVE MODE');
    const last = (await lastVersion(tx, section))?.number ?? 0;
    if (last !== expected) throw new BalieError('settings-moved', { detail: `${section}: ${last}` });
    const number = last + 1;
    const [kept] = await tx.query<{ sha256: string; aboutSha256: string }>(
      `INSERT INTO setting_versions (section, number, value, at, author, reason, brings_back) VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7)
       RETURNING ${VALUE_SHA256} AS sha256, ${ABOUT_SHA256} AS "aboutSha256"`,
      [section, number, JSON.stringify(value), now, 'byPerson' in by ? by.byPerson : by.byKey, reason, bringsBack ?? null],
    );
    await record(tx, { kind: bringsBack === undefined ? 'setting.published' : 'setting.rolled-back', facts: { name: section, number, ...kept, ...(bringsBack !== undefined && { bringsBack }), ...by } });
    return number;
  });
}

/** Publishes what is in use in one database in another where nothing was published, so that it can be measured there. */
export async function copyLatest(from: Queryable, to: Database, record: RecordAct): Promise<void> {
  for (const { section } of await from.query<{ section: string }>('SELECT DISTINCT section FROM setting_versions')) {
    const version = await lastRecorded(from, section);
    if (version === undefined) continue;
    const { value, reason, author, at } = version;
    await addVersion(to, { section, value: value as object, expected: 0, reason, by: { byKey: author }, now: at }, record);
  }
}
