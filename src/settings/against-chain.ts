import { PUBLISHED } from '../audit/setting-acts.ts';
import type { Queryable } from '../store/database.ts';
import { ABOUT_SHA256, VALUE_SHA256 } from './store.ts';

/** A version that is not as the audit log says. */
export interface SettingFault {
  readonly fault: 'setting-altered' | 'setting-missing' | 'setting-unrecorded';
  readonly section: string;
  readonly version: number;
  /** Number of the entry that says that it was published; null: none does. */
  readonly entry: number | null;
}

/**
 * Holds all versions against the chain, in one look: what is published meanwhile is in both, or in neither. Entries from before what is said
 * about a version was in them vouch for its value, its author and what it brought back alone.
 * @returns the first that is another one, is gone, or was put there by hand; undefined where all is as the chain says.
 */
export async function settingFault(db: Queryable): Promise<SettingFault | undefined> {
  const [found] = await db.query<SettingFault>(
    `SELECT p.entry, coalesce(p.section, v.section) AS section, coalesce(p.version::bigint, v.number) AS version,
            CASE WHEN p.entry IS NULL THEN 'setting-unrecorded' WHEN v.number IS NULL THEN 'setting-missing' ELSE 'setting-altered' END AS fault
       FROM (SELECT section, number, author, brings_back, ${VALUE_SHA256} AS sha256, ${ABOUT_SHA256} AS about_sha256 FROM setting_versions) v
       FULL JOIN ${PUBLISHED} p ON p.section = v.section AND p.version = v.number::text
      WHERE p.entry IS NULL OR v.number IS NULL OR p.sha256 IS DISTINCT FROM v.sha256 OR p.author IS DISTINCT FROM v.author
         OR p.brings_back IS DISTINCT FROM v.brings_back::text OR p.about_sha256 <> v.about_sha256
      ORDER BY p.entry, section, version LIMIT 1`,
  );
  return found;
}
