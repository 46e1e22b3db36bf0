/**
 * How search by words keeps up as the store grows: `node test/bench/scale.ts FOLDER PASSAGES…`, on DATABASE_URL or embedded. Loads
 * the texts of a BEIR folder as production does, then lays copies of all of them beside each other until there are so many passages:
 * each term is in the same share of them, so that a question reads as much as it would in a store of that size. Copies do not
 * show how good a result is (all score alike), only what it costs. Each gets a text of its own: equal ones would be folded, and search
 * would be asked for more.
 */
import { splitIntoPassages } from '../../ingest/passages/split.ts';
import { readSynonyms } from '../../src/cli/desk/synonyms.ts';
import { OWN_PROMPTS } from '../../src/config/config.ts';
import { beirSet, readBeir } from '../../src/knowledge/evaluation/beir.ts';
import { createSearch } from '../../src/knowledge/search/search.ts';
import { syncSynonyms } from '../../src/knowledge/words/synonyms.ts';
import type { Database } from '../../src/store/database.ts';
import { openScratchDatabase } from '../../src/store/open.ts';

const [folder, ...sizes] = process.argv.slice(2);
if (folder === undefined || sizes.length === 0) {
  console.error('usage: node test/bench/scale.ts FOLDER PASSAGES…');
  process.exit(2);
}
const signal = new AbortController().signal;
const db = await openScratchDatabase(process.env['DATABASE_URL']);
try {
  await syncSynonyms(db, await readSynonyms({ promptsDir: OWN_PROMPTS }));
  const set = beirSet(await readBeir(folder), (text) => splitIntoPassages([{ headings: [], text }]));
  const started = performance.now();
  await set.load(db, () => undefined, signal);
  console.log(`loaded as production does: ${seconds(started)} s`);
  for (const size of sizes.map(Number)) {
    const begun = performance.now();
    await growTo(db, size);
    console.log(`\n${await count(db)} passages (copies: ${seconds(begun)} s)`);
    await report(db);
    await measure(db, set.questions.map(({ text }) => text));
  }
} finally {
  await db.close();
}

/** Copies go at a distance of whole blocks of 2,048, so that the rows of postings can be copied as they are. */
async function growTo(db: Database, size: number): Promise<void> {
  const [base] = await db.query<{ passages: number; step: number }>(`SELECT count(*) FILTER (WHERE id <= $1) AS passages, (($1::bigint >> 11) + 1) AS step FROM passages`, [await baseId(db)]);
  const { passages = 0, step = 0 } = base ?? {};
  const present = Math.round((await count(db)) / passages);
  const wanted = Math.round(size / passages);
  await db.transaction(async (tx) => {
    await tx.query('ALTER TABLE passages DISABLE TRIGGER USER');
    // What was computed for the first copy is computed for all.
    await tx.query('ALTER TABLE passages ALTER COLUMN terms DROP EXPRESSION IF EXISTS, ALTER COLUMN length DROP EXPRESSION IF EXISTS');
    for (let copy = present; copy < wanted; copy += 1) {
      await tx.query(`INSERT INTO documents (id, collection_id, source_id, source, title, media_type, original, digest)
        SELECT left(encode(sha256((id || ':' || $1::text)::bytea), 'hex'), 20), collection_id, source_id || ':' || $1::text, source, title, media_type, original, digest
        FROM documents WHERE id IN (SELECT document_id FROM passages WHERE id <= $2)`, [String(copy), step * 2048]);
      await tx.query(`INSERT INTO passages (id, document_id, collection_id, ordinal, page, headings, text, digest, words, terms, length)
        OVERRIDING SYSTEM VALUE
        SELECT id + $2::bigint * 2048 * $1::int, left(encode(sha256((document_id || ':' || $1::text)::bytea), 'hex'), 20), collection_id, ordinal, page, headings, text || ' ' || $1::text, digest, words, terms, length
        FROM passages WHERE id <= $2::bigint * 2048`, [copy, step]);
      await tx.query(`INSERT INTO postings SELECT collection_id, term, block + $2::int * $1::int, entries FROM postings WHERE block < $2::int`, [copy, step]);
    }
    await tx.query('UPDATE term_counts SET passages = passages * $1::int / $2::int', [wanted, present]);
    await tx.query('UPDATE vocabulary SET passages = passages * $1::int / $2::int', [wanted, present]);
    await tx.query('UPDATE collections SET passage_count = passage_count * $1::int / $2::int, length_total = length_total * $1::int / $2::int', [wanted, present]);
    await tx.query('ALTER TABLE passages ENABLE TRIGGER USER');
  });
  await db.query('VACUUM ANALYZE');
}

async function baseId(db: Database): Promise<number> {
  const [row] = await db.query<{ id: number }>(`SELECT max(p.id) AS id FROM passages p JOIN documents d ON d.id = p.document_id WHERE d.source_id NOT LIKE '%:%'`);
  return row?.id ?? 0;
}

async function count(db: Database): Promise<number> {
  const [row] = await db.query<{ count: number }>('SELECT count(*) AS count FROM passages');
  return row?.count ?? 0;
}

async function report(db: Database): Promise<void> {
  const rows = await db.query<{ name: string; bytes: number }>(`SELECT relname AS name, pg_total_relation_size(oid)::float8 / (SELECT count(*) FROM passages) AS bytes
    FROM pg_class WHERE relname IN ('passages', 'postings', 'term_counts', 'vocabulary') ORDER BY relname`);
  console.log(`bytes per passage: ${rows.map(({ name, bytes }) => `${name} ${Math.round(bytes)}`).join(', ')}`);
}

/** Every question twice; the second time counts, when everything that fits is in memory, as on a desk that is used. */
async function measure(db: Database, questions: readonly string[]): Promise<void> {
  const search = createSearch(db);
  const times: number[] = [];
  for (const round of [0, 1]) {
    for (const question of questions) {
      const begun = performance.now();
      await search.search({ question, readers: ['resident'], on: '2026-11-26', limit: 10 });
      if (round === 1) times.push(performance.now() - begun);
    }
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(times.length * share)]?.toFixed(1);
  console.log(`search by words, ${questions.length} questions: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
