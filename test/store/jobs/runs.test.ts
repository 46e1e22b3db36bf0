import { afterAll, beforeAll, expect, test } from 'vitest';
import { endListing, failRun, startRun } from '../../../src/jobs/listing.ts';
import { isFirstReading, lastRuns } from '../../../src/jobs/runs.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection } from '../knowledge/support.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  await syncCollections(db, [collection('a'), collection('b'), collection('leeg')]);
  await db.query(
    `INSERT INTO runs (id, collection_id, source, state, found, unchanged, started_at, ended_at)
     SELECT gen_random_uuid(), c, source, 'ended', n, 1, timestamptz '2026-01-01' + make_interval(days => n), now()
     FROM (VALUES ('a', 'website'), ('a', 'folder'), ('a', 'path:x'), ('b', 'folder')) AS v (c, source), generate_series(1, 3) n`,
  );
  await db.query(
    `INSERT INTO document_events (run_id, collection_id, source_id, outcome)
     SELECT r.id, r.collection_id, o || n, o FROM runs r, (VALUES ('new', 2), ('unchanged', 3)) AS v (o, many), generate_series(1, many * r.found) n WHERE source = 'folder'`,
  );
});
afterAll(() => db.close());

test('gives of each source its last run alone, with what became of its documents', async () => {
  const runs = await lastRuns(db);
  expect(runs.map(({ collectionId, source, found }) => `${collectionId} ${source} ${found}`)).toEqual(['a folder 3', 'a path:x 3', 'a website 3', 'b folder 3']);
  expect(runs[0]).toMatchObject({ unchanged: 10, counts: { new: 6, unchanged: 9 } });
  expect(runs[2]).toMatchObject({ unchanged: 1, counts: {} });
});

test('gives those of some collections only', async () => {
  expect((await lastRuns(db, ['b', 'leeg', `a' OR true --`])).map(({ collectionId }) => collectionId)).toEqual(['b']);
  expect(await lastRuns(db, [])).toEqual([]);
});

test('reads no events of runs before the last', async () => {
  const statements: { sql: string; params: readonly unknown[] | undefined }[] = [];
  await lastRuns({ query: async (sql, params) => (statements.push({ sql, params }), []) }, ['a']);
  const [{ sql, params } = { sql: '', params: [] }] = statements;
  const plan = (await db.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${sql}`, params)).map((line) => line['QUERY PLAN']).join('\n');
  const scan = /Scan[^\n]*on document_events.*?rows=(\d+)(?:\.\d+)? loops=(\d+)/.exec(plan);
  expect(Number(scan?.[1]) * Number(scan?.[2])).toBeLessThanOrEqual(15 * 1.2);
});

test('knows the first reading of a source until its end, also when it was cut off and begun anew', async () => {
  const listed = { found: 1, unchanged: 0, kept: [] };
  expect(await isFirstReading(db)).toBe(false);
  const cutOff = await startRun(db, 'leeg', 'folder');
  expect(await isFirstReading(db)).toBe(true);
  await failRun(db, cutOff, { code: 'document-interrupted', detail: undefined }, listed);
  expect(await isFirstReading(db)).toBe(false);
  // Its process was killed: nobody says any more that it lives, and nobody may ever read that source again.
  const killed = await startRun(db, 'leeg', 'website');
  expect(await isFirstReading(db)).toBe(true);
  await db.query(`UPDATE runs SET seen_at = now() - interval '11 seconds' WHERE id = $1`, [killed]);
  expect(await isFirstReading(db)).toBe(false);
  const anew = await startRun(db, 'leeg', 'folder');
  expect(await isFirstReading(db)).toBe(true);
  await endListing(db, anew, listed);
  expect(await isFirstReading(db)).toBe(false);
  // A folder that is known, and what is brought in by hand.
  for (const source of ['folder', 'path:x']) await startRun(db, 'leeg', source);
  expect(await isFirstReading(db)).toBe(false);
});
