/**
 * How search by vectors holds against the raw index: `[DATABASE_URL=…] node test/bench/vectors.ts [PASSAGES] [DIMENSIONS]`
 * (50,000 and 384). Makes passages in twenty collections with vectors in clusters, as texts about the same subjects have, in a
 * scratch database on the server, else embedded in memory; has the index made as a desk does, and asks for
 * questions that lie near passages. Recorded in test/bench/vectors.md.
 */
import { syncCollections } from '../../src/knowledge/collections.ts';
import { createSearch } from '../../src/knowledge/search/search.ts';
import { NEAREST } from '../../src/knowledge/vectors/search-vectors-sql.ts';
import { sha256 } from '../../src/knowledge/text.ts';
import { keepIndexed } from '../../src/knowledge/vectors/vector-index.ts';
import { openScratchDatabase } from '../../src/store/open.ts';
import { putDocument } from '../support/put-document.ts';

const PER_DOCUMENT = 250;
const COLLECTIONS = 20;
const QUESTIONS = 20;
const ON = '2026-11-26';
/** Of one statement in a transaction, without what stands around it. */
let lastMs: number | undefined;

const count = Number(process.argv[2] ?? 50_000);
const dimensions = Number(process.argv[3] ?? 384);

const db = await openScratchDatabase(process.env['DATABASE_URL']);
const ids = Array.from({ length: COLLECTIONS }, (_, n) => `c${n}`);
await syncCollections(db, ids.map((id) => ({ id, title: id, owner: 'meting', readers: ['resident'] })));
await timed('passages stored', async () => {
  for (let n = 0; n * PER_DOCUMENT < count; n += 1) await putDocument(db, madeDocument(n));
});
await timed('vectors stored', makeVectors);
await db.query('ANALYZE');
const questions = await madeQuestions();
console.log(`table ${await bytesPerVector(`pg_table_size('passage_embeddings')`)} bytes per vector`);

const exact = await measured('every vector compared', (v) => compared(v, ids));
await measured('whole search, no index', ask);
await timed('index made', () => keepIndexed(db, 'm', { from: 1 }));
const [index] = await db.query<{ name: string; last: number; type: string }>(
  `SELECT 'passage_embeddings_near_' || number || '_' || indexed_to AS name, indexed_to AS last, indexed_as AS type FROM embedding_models`,
);
if (index === undefined) throw new Error('no index was made');
console.log(`index (${index.type}) ${await bytesPerVector(`pg_relation_size('${index.name}')`)} bytes per vector`);

for (const [width, limit] of [[40, 10], [200, NEAREST]] as const) {
  await measured(`raw HNSW, ef_search ${width}, ${limit} rows`, (v) => raw(v, width, limit), exact.map((row) => row.slice(0, limit)));
}
await measured("Balie's vector part by the index, all readable", (v) => near(v, ids), exact);
for (const some of [1, 2, 4, 6, 10].map((share) => ids.slice(0, share))) {
  const truth = await measured(`${some.length} of 20 collections, every vector compared`, (v) => compared(v, some));
  await measured(`${some.length} of 20 collections, by the index`, (v) => near(v, some), truth);
}
await measured('whole search', ask);
await measured('whole search in 2 of 20 collections', (v, n) => ask(v, n, ids.slice(0, 2)));
await measured('search by words alone', (_, n) => ask(undefined, n));
await db.close();

/** Words of a subject, and some of all: enough for the part of search that goes by words to have its work. */
function madeDocument(n: number) {
  const word = (seed: number) => `w${sha256(String(seed)).slice(0, 6).replaceAll(/\d/g, 'o')}`;
  const text = (at: number) => Array.from({ length: 20 }, (_, w) => word(w < 6 ? (n % 200) * 10 + w : (at * 7919 + w * 104_729) % 3_000)).join(' ');
  const passages = Array.from({ length: Math.min(PER_DOCUMENT, count - n * PER_DOCUMENT) }, (_, at) => ({ headings: [], text: `${text(n * PER_DOCUMENT + at)} ${at}` }));
  const original = Buffer.from(String(n));
  return { collectionId: `c${n % COLLECTIONS}`, sourceId: `${n}`, source: 'push', title: `Document ${word(n)}`, mediaType: 'text/plain', original, digest: sha256(String(n)), passages };
}

/** A subject, one of its questions, and two kinds of noise, from a pool: quick to make, and no two the same. */
async function makeVectors(): Promise<void> {
  await db.query(`CREATE TABLE pool (i integer PRIMARY KEY, v vector NOT NULL)`);
  const gauss = () => ((Math.random() + Math.random() + Math.random() + Math.random() - 2) * 1.7) / Math.sqrt(dimensions);
  for (let at = 0; at < 4_000; at += 200) {
    const texts = Array.from({ length: 200 }, () => JSON.stringify(Array.from({ length: dimensions }, () => Number(gauss().toFixed(6)))));
    await db.query('INSERT INTO pool SELECT $1::integer + n, t::vector FROM unnest($2::text[]) WITH ORDINALITY AS u (t, n)', [at, texts]);
  }
  await db.query(`INSERT INTO embedding_models (model, dimensions) VALUES ('m', ${dimensions})`);
  const [last] = await db.query<{ id: number }>('SELECT max(id) AS id FROM passages');
  for (let after = 0; after < (last?.id ?? 0); after += 2_000) {
    await db.query(
      `INSERT INTO passage_embeddings (passage_id, model, embedding)
       SELECT p.id, 'm', l2_normalize(s.v + q.v * ${times(0.8)} + a.v * ${times(0.6)} + b.v * ${times(0.5)})
       FROM passages p CROSS JOIN LATERAL (SELECT abs(hashint8(p.id)::bigint) AS one, abs(hashint8(p.id + 1000003)::bigint) AS two, abs(hashint8(p.id + 77)::bigint) AS three) h
       JOIN pool q ON q.i = 201 + h.one % 1500 JOIN pool s ON s.i = 1 + h.one % 1500 % 200 JOIN pool a ON a.i = 1701 + h.two % 2000 JOIN pool b ON b.i = 1701 + h.three % 2000
       WHERE p.id > $1 AND p.id <= $1 + 2000`,
      [after],
    );
  }
}

function times(factor: number): string {
  return `array_fill(${factor}::real, ARRAY[${dimensions}])::vector`;
}

async function madeQuestions(): Promise<string[]> {
  const rows = await db.query<{ v: string }>(
    `SELECT l2_normalize(embedding + p.v * ${times(0.5)})::text AS v FROM passage_embeddings e JOIN pool p ON p.i = 1701 + e.passage_id % 2000
     WHERE e.passage_id % ${Math.max(1, Math.floor(count / QUESTIONS))} = 0 ORDER BY e.passage_id LIMIT ${QUESTIONS}`,
  );
  return rows.map(({ v }) => v);
}

async function ask(vector: string | undefined, n: number, collections: readonly string[] = ids): Promise<number[]> {
  const { passages } = madeDocument(n);
  const question = passages[0]?.text.split(' ').slice(3, 9).join(' ') ?? '';
  const values = vector === undefined ? undefined : (JSON.parse(vector) as number[]);
  const result = await createSearch(db).search({ question, ...(values && { vector: { model: 'm', values } }), readers: ['resident'], collections, on: ON, limit: 10 });
  return result.passages.map(({ ordinal }) => ordinal);
}

function compared(vector: string, collections: readonly string[]): Promise<number[]> {
  return idsOf(
    `SELECT n.id FROM unnest($2::text[]) AS c (id) CROSS JOIN LATERAL (
       SELECT passage_id AS id, embedding <=> $1::text::vector AS distance FROM passage_embeddings e
       WHERE e.collection_id = c.id AND model = 'm' ORDER BY distance LIMIT ${NEAREST}) AS n ORDER BY distance LIMIT ${NEAREST}`,
    [vector, collections],
  );
}

function near(vector: string, collections: readonly string[]): Promise<number[]> {
  const breadth = Math.min(1_000, Math.max(2 * NEAREST, Math.round((1.5 * NEAREST * COLLECTIONS) / collections.length)));
  return idsOf('SELECT id FROM nearest_passages($1, $2, $3, $4, $5, $6)', [vector, 'm', collections, [], NEAREST, breadth]);
}

function raw(vector: string, width: number, limit: number): Promise<number[]> {
  return db.transaction(async (tx) => {
    await tx.query(`SET LOCAL hnsw.ef_search = ${width}; SET LOCAL enable_sort = off`);
    const began = performance.now();
    const rows = await tx.query<{ id: number }>(
      `SELECT passage_id AS id FROM passage_embeddings WHERE model = 'm' AND passage_id <= ${index?.last}
       ORDER BY embedding::${index?.type}(${dimensions}) <=> '${vector}'::${index?.type}(${dimensions}) LIMIT ${limit}`,
    );
    lastMs = performance.now() - began;
    return rows.map(({ id }) => id);
  });
}

async function idsOf(sql: string, params?: readonly unknown[]): Promise<number[]> {
  return (await db.query<{ id: number }>(sql, params)).map(({ id }) => id);
}

/** Prints times, and which share of the true ones was found where those are given. */
async function measured(name: string, one: (vector: string, n: number) => Promise<number[]>, truth?: readonly number[][]): Promise<number[][]> {
  const found: number[][] = [];
  const ms: number[] = [];
  for (const [n, vector] of [...questions.slice(0, 5), ...questions].entries()) {
    lastMs = undefined;
    const began = performance.now();
    const rows = await one(vector, n);
    // The first five warm up.
    if (n < 5) continue;
    ms.push(lastMs ?? performance.now() - began);
    found.push(rows);
  }
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const recall = truth && found.reduce((sum, rows, n) => sum + rows.filter((id) => truth[n]?.includes(id)).length / (truth[n]?.length ?? 1), 0) / found.length;
  console.log(`${name}: lowest ${at(0)}, p50 ${at(0.5)}, p90 ${at(0.9)} ms${recall === undefined ? '' : `, recall ${recall.toFixed(3)}`}`);
  return found;
}

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s (processor of this process ${((user + system) / 1e6).toFixed(1)} s)`);
}

async function bytesPerVector(size: string): Promise<number> {
  const [row] = await db.query<{ bytes: number }>(`SELECT ${size} / count(*) AS bytes FROM passage_embeddings`);
  return Math.round(row?.bytes ?? 0);
}
