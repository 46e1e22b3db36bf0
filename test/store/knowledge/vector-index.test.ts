import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { removeDocument } from '../../../src/knowledge/documents/documents.ts';
import { embedMissing } from '../../../src/knowledge/vectors/embeddings.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import { INDEX_WORTH } from '../../../src/knowledge/vectors/search-vectors-sql.ts';
import type { Reader, DocumentInput, FoundPassage, SearchRequest } from '../../../src/knowledge/types.ts';
import { keepIndexed } from '../../../src/knowledge/vectors/vector-index.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import { onServer, openTestDatabase } from '../../support/database.ts';
import { collection, document, seeded, TODAY } from './support.ts';
import { readable } from './worlds.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM collections');
  await db.query('DELETE FROM embedding_models');
});

const never = new AbortController().signal;
const LENGTH = 6;
/** A point on the sphere that is the same for the same text. */
const pointOf = (text: string, length = LENGTH) => {
  const random = seeded(Array.from(text).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) | 0, 7));
  const values = Array.from({ length }, () => random() * 2 - 1);
  const size = Math.hypot(...values);
  return values.map((value) => value / size);
};
/** A name that would break out of a careless statement. */
const MODEL = `a'b "%L" $1 \\ zoek`;
const embed = (model = MODEL, length = LENGTH) =>
  embedMissing(db, { model, embedPassages: async (texts) => texts.map((text) => pointOf(text, length)) }, { batch: 100, signal: never });
const index = (more: object = {}) => keepIndexed(db, MODEL, { from: 1, ...more });
const indexes = async () =>
  (await db.query<{ name: string }>(`SELECT indexname AS name FROM pg_indexes WHERE indexname LIKE 'passage_embeddings_near%' ORDER BY 1`)).map(({ name }) => name);
const scores = (passages: readonly FoundPassage[]) => passages.map((p) => `${p.documentId} ${p.ordinal} ${p.score.toFixed(6)}`).toSorted();

const SETS: readonly (readonly Reader[])[] = [['resident'], ['employee'], ['resident', 'employee']];
const DAYS = ['2026-01-01', '2026-07-01', '2026-12-31'];

/** Enough documents that far more than the nearest hundred may be read, and requests of askers with other rights. */
function world(seed: number) {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const collections = ['a', 'b', 'c', 'd'].map((id, n) => collection(id, SETS[(n + seed) % SETS.length] ?? []));
  const made = (n: number) =>
    document(`${n}`, [`tekst ${n}`, `meer ${n}`, `nog ${n}`], {
      collectionId: pick(collections).id,
      ...(random() < 0.2 && { validFrom: pick(DAYS) }),
      ...(random() < 0.2 && { validUntil: '2026-12-31' }),
    });
  const request = (n: number): SearchRequest => ({
    question: random() < 0.5 ? `tekst ${n}` : '?',
    vector: { model: MODEL, values: pointOf(`vraag ${seed} ${n}`) },
    readers: pick([...SETS, []]),
    ...(random() < 0.4 && { collections: ['a', pick(collections).id] }),
    on: pick([...DAYS, TODAY, '2027-01-01']),
    limit: 200,
    perDocument: 50,
  });
  return { collections, documents: Array.from({ length: 150 }, (_, n) => made(n)), request };
}

/** The database, for a search that goes by the index however few passages there are. */
const forced: Queryable = {
  query(sql, params) {
    // Beside the search itself there is one for the neighbours of what was found.
    expect(sql.includes('nearest_passages')).toBe(sql.includes(`> ${INDEX_WORTH} * every`));
    return db.query(sql.replace(`> ${INDEX_WORTH} * every`, '> 0'), params);
  },
};

/** What the function that reads the index gives for a request, by title. */
async function byIndex(on: Queryable, collections: readonly { id: string }[], request: SearchRequest) {
  const allowed = collections.filter(({ id }) => request.collections?.includes(id) ?? true).map(({ id }) => id);
  return on.query<{ title: string; similarity: number }>(
    `SELECT d.title, n.similarity FROM nearest_passages($1, $2, ARRAY(SELECT id FROM collections WHERE id = ANY ($3) AND readers && $4::text[]),
       ARRAY(SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id WHERE d.valid_from > $5::date OR d.valid_until < $5::date), 100, 200) n
     JOIN passages p USING (id) JOIN documents d ON d.id = p.document_id ORDER BY n.similarity DESC`,
    [JSON.stringify(request.vector?.values), MODEL, allowed, request.readers, request.on],
  );
}

describe('search by the index', () => {
  it.each([1, 2, 3])('world %i: finds what comparing every vector finds, and nothing that may not be read', async (seed) => {
    const { collections, documents, request } = world(seed);
    await syncCollections(db, collections);
    await putDocuments(db, documents);
    await embed();
    const requests = Array.from({ length: 25 }, (_, n) => request(n));
    const { search } = createSearch(db);
    const exact = [];
    for (const one of requests) exact.push(await search(one));
    expect(await index()).toBe(true);
    const known = new Map<string, DocumentInput>(documents.map((one) => [one.title, one]));
    let whole = 0;
    for (const [n, one] of requests.entries()) {
      expect(scores((await createSearch(forced).search(one)).passages)).toEqual(scores(exact[n]?.passages ?? []));
      const near = await byIndex(db, collections, one);
      for (const { title } of near) expect(readable(known.get(title) as DocumentInput, collections, one)).toBe(true);
      whole += near.length === 100 ? 1 : 0;
    }
    expect(whole).toBeGreaterThan(5);
  });
});

describe('keepIndexed', () => {
  const fill = async (count: number, from = 0) => {
    await putDocuments(db, Array.from({ length: count }, (_, n) => document(`${from + n}`, [`tekst ${from + n}`])));
    await embed();
  };
  const near = async (text: string) =>
    (await byIndex(db, [{ id: 'open' }], { question: '', vector: { model: MODEL, values: pointOf(text) }, readers: ['resident'], on: TODAY, limit: 1 })).map(({ title }) => title);
  beforeEach(() => syncCollections(db, [collection('open')]));

  it('makes one from a number of vectors on, and the planner takes it', async () => {
    await fill(20);
    expect(await index({ from: 21 })).toBe(false);
    expect(await near('0\ntekst 0')).toEqual([]);
    const told: number[] = [];
    expect(await index({ from: 20, onBuild: (vectors: number) => told.push(vectors) })).toBe(true);
    expect(told).toEqual([20]);
    expect((await near('7\ntekst 7'))[0]).toBe('7');
    const [name = ''] = await indexes();
    const type = onServer ? 'halfvec' : 'vector';
    const plan = await db.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_sort = off');
      return tx.query(`EXPLAIN SELECT FROM passage_embeddings WHERE model = 'a''b "%L" $1 \\ zoek' AND passage_id <= ${name.split('_').at(-1)}
        ORDER BY embedding::${type}(${LENGTH}) <=> '${JSON.stringify(pointOf('x'))}'::${type}(${LENGTH}) LIMIT 5`);
    });
    expect(JSON.stringify(plan)).toContain(name);
    expect(await index()).toBe(false);
  });

  it('what came after it is found all the same, what went is not, and many new ones have it made anew', async () => {
    await fill(40);
    await index();
    const [first] = await indexes();
    await fill(1, 40);
    await removeDocument(db, 'open', '3');
    expect(await index()).toBe(false);
    expect((await near('40\ntekst 40'))[0]).toBe('40');
    expect((await near('3\ntekst 3'))).not.toContain('3');
    expect(await near('4\ntekst 4')).toHaveLength(40);
    await fill(20, 41);
    expect(await index()).toBe(true);
    expect(await indexes()).toHaveLength(1);
    expect(await indexes()).not.toContain(first);
    expect(await near('4\ntekst 4')).toHaveLength(60);
    expect((await near('55\ntekst 55'))[0]).toBe('55');
  });

  it('removes what another left half-made, and indexes of models that are gone', async () => {
    await fill(20);
    await index();
    await db.query(`DELETE FROM embedding_models`);
    await db.query(`CREATE INDEX passage_embeddings_near_7_7 ON passage_embeddings USING hnsw ((embedding::vector(${LENGTH})) vector_cosine_ops) WHERE model = 'x'`);
    expect(await indexes()).toHaveLength(2);
    expect(await index()).toBe(false);
    expect(await indexes()).toEqual([]);
  });

  it('halves vectors that are too long for an index, and leaves out those that are too long for that', async () => {
    await putDocuments(db, [document('a', ['een']), document('b', ['twee'])]);
    await embed('lang', 2_500);
    await embed('langer', 4_500);
    expect(await keepIndexed(db, 'lang', { from: 1 })).toBe(true);
    expect(await keepIndexed(db, 'langer', { from: 1 })).toBe(false);
    for (const [model, length] of [['lang', 2_500], ['langer', 4_500]] as const) {
      const { passages } = await createSearch(db).search({ question: '?', vector: { model, values: pointOf('b\ntwee', length) }, readers: ['resident'], on: TODAY, limit: 5 });
      expect(passages[0]?.title).toBe('b');
    }
  });

  it.runIf(onServer)('two at once make one', async () => {
    await fill(20);
    const made = await Promise.all([index(), index()]);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await indexes()).toHaveLength(1);
  });

  it.runIf(onServer)('on a server, writing goes on while it is made', async () => {
    await fill(20);
    // A transaction that is open makes it wait: all that others do meanwhile is seen to go on.
    let made: Promise<boolean> | undefined;
    await db.transaction(async (tx) => {
      await tx.query(`INSERT INTO embedding_models (model, dimensions) VALUES ('ander', 2)`);
      await tx.query(`DELETE FROM passage_embeddings WHERE passage_id = (SELECT min(passage_id) FROM passage_embeddings)`);
      made = index();
      await expect.poll(indexes).toHaveLength(1);
      await fill(1, 20);
      expect((await createSearch(db).search({ question: 'tekst 20', readers: ['resident'], on: TODAY, limit: 5 })).passages).not.toEqual([]);
    });
    expect(await made).toBe(true);
  });
});
