import type { Database } from '../store/database.ts';
import type { Synonyms } from './word-groups.ts';

/** Makes the store's synonyms those of the lists; searches use them from then on. What is the same already is not written. */
export async function syncSynonyms(db: Database, synonyms: Synonyms): Promise<void> {
  const rows = JSON.stringify([...synonyms].map(([asked, means]) => ({ asked, means: [...means] })));
  await db.transaction(async (tx) => {
    // Two desks that start at once: the second sees what the first wrote.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('balie.synonyms'))`);
    await tx.query(`WITH ${WANTED} DELETE FROM synonyms s WHERE NOT EXISTS (SELECT FROM wanted w WHERE w.asked = s.asked)`, [rows]);
    await tx.query(
      `WITH ${WANTED} INSERT INTO synonyms AS s TABLE wanted
       ON CONFLICT (asked) DO UPDATE SET means = excluded.means WHERE s.means IS DISTINCT FROM excluded.means`,
      [rows],
    );
  });
}

/** Words with the same stem are asked alike, and what has the same stem is found already; a sign cannot be asked. */
const WANTED = `wanted AS (
  SELECT key AS asked, array_agg(DISTINCT m ORDER BY m) AS means
  FROM (SELECT asked_key(s.asked) AS key, s.means FROM jsonb_to_recordset($1::text::jsonb) AS s (asked text, means text[])) AS s
  CROSS JOIN LATERAL unnest(s.means) AS m
  WHERE key IS NOT NULL AND asked_key(m) <> key
  GROUP BY key
)`;
