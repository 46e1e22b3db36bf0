import { toSql } from 'pgvector';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { embedMissing } from '../../../src/knowledge/vectors/embeddings.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import type { DocumentInput, FoundPassage, SearchRequest } from '../../../src/knowledge/types.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, seeded, TODAY } from './support.ts';
import { readable, world } from './worlds.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM collections');
  await db.query('DELETE FROM embedding_models');
});

const never = new AbortController().signal;
const unit = (values: readonly number[]) => values.map((value) => value / Math.hypot(...values));
/** A direction that is the same for the same text, from -1 to 1 in each of three dimensions. */
const handMade = (text: string, model = 'm') => {
  const random = seeded(Array.from(`${model}${text}`).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) | 0, 7));
  return unit([random() * 2 - 1, random() * 2 - 1, random() * 2 - 1]);
};
const embedAll = (model = 'm', vectorOf = handMade) =>
  embedMissing(db, { model, embedPassages: async (texts) => texts.map((text) => vectorOf(text, model)) }, { batch: 50, signal: never });
const fill = async (documents: readonly DocumentInput[], collections = [collection('open')]) => {
  await syncCollections(db, collections);
  await putDocuments(db, documents);
};
const ask = (more: Partial<SearchRequest> = {}) =>
  createSearch(db).search({ question: 'paspoort', readers: ['resident'], on: TODAY, limit: 200, perDocument: 200, ...more });
const keys = (passages: readonly FoundPassage[]) => passages.map((passage) => `${passage.title} ${passage.text}`);

/** The text that was embedded, from what search gives. */
const embedded = ({ title, headings, text }: FoundPassage) => [title, ...headings, text].join('\n');

describe('search with vectors', () => {
  it.each([1, 2, 3])('world %i: the score is the sum of both, each from 0 to its best', async (seed) => {
    const { documents } = world(seed);
    const texts = documents.map((one) => ({ ...one, collectionId: 'open', validFrom: '2020-01-01', validUntil: '2030-01-01' }));
    await fill(texts);
    await embedAll();
    const values = unit([0.2, -0.5, 0.8]);
    const words = await ask();
    const both = await ask({ vector: { model: 'm', values } });

    const lexical = new Map(words.passages.map((passage) => [`${passage.documentId} ${passage.ordinal}`, passage.score]));
    const best = Math.max(...lexical.values());
    const every = await db.query<FoundPassage>('SELECT document_id AS "documentId", ordinal, title, headings, text FROM passages p JOIN documents d ON d.id = document_id');
    const cosine = every.map((passage) => handMade(embedded(passage)).reduce((sum, value, index) => sum + value * (values[index] ?? 0), 0));
    const [high, low] = [Math.max(...cosine), cosine.toSorted((a, b) => b - a).slice(0, 100).at(-1) ?? 0];
    const expected = every
      .map(({ documentId, ordinal }, index) => {
        const key = `${documentId} ${ordinal}`;
        return { key, score: (lexical.get(key) ?? 0) / best + Math.max(0, ((cosine[index] ?? 0) - low) / (high - low)) };
      })
      .filter(({ score }) => score > 1e-6)
      .toSorted((a, b) => b.score - a.score);
    expect(both.passages).toHaveLength(expected.length);
    for (const [index, { score }] of expected.entries()) expect(both.passages[index]?.score).toBeCloseTo(score, 5);
    expect(both.passages.slice(0, 5).map(({ documentId, ordinal }) => `${documentId} ${ordinal}`)).toEqual(expected.slice(0, 5).map(({ key }) => key));
    for (const { score, why } of both.passages) expect(why.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(score, 9);
    const odds = (chance: number) => chance / (1 - chance);
    expect(odds(both.confidence) / odds(words.confidence)).toBeCloseTo(1.35, 6);
  });

  it.each([1, 2, 3, 4, 5, 6])('world %i: the answer is what it would be without the unreadable', async (seed) => {
    const { collections, documents, request } = world(seed);
    await fill(documents, collections);
    await embedAll();
    const requests = Array.from({ length: 12 }, (_, n): SearchRequest => ({ ...request(), vector: { model: 'm', values: handMade(`vraag ${n}`) } }));
    const answers = await Promise.all(requests.map((one) => createSearch(db).search(one)));
    let found = 0;
    for (const [index, one] of requests.entries()) {
      const visible = documents.filter((doc) => readable(doc, collections, one));
      await db.query('DELETE FROM collections');
      await fill(visible, collections);
      await embedAll();
      const alone = await createSearch(db).search(one);
      const scores = (passages: readonly FoundPassage[]) => passages.map((p) => `${p.documentId} ${p.ordinal} ${p.score.toFixed(6)}`).toSorted();
      expect(scores(answers[index]?.passages ?? [])).toEqual(scores(alone.passages));
      expect(answers[index]?.confidence).toBeCloseTo(alone.confidence, 9);
      found += alone.passages.length;
    }
    expect(found).toBeGreaterThan(0);
  });

  it('gets nothing from the database that may not be read, however near', async () => {
    const near = { vector: { model: 'm', values: [1, 0] }, question: 'geheim' } as const;
    await fill(
      [
        document('1', ['geheim een'], { collectionId: 'intern' }),
        document('2', ['geheim twee'], { validUntil: '2026-11-24' }),
        document('3', ['geheim drie'], { collectionId: 'tweede' }),
        document('4', ['Dit is openbaar.']),
      ],
      [collection('open'), collection('intern', ['employee']), collection('tweede')],
    );
    await embedAll('m', (text) => (text.includes('geheim') ? [1, 0] : [0, 1]));
    const answers: string[] = [];
    const spy: Queryable = {
      async query<Row extends object>(sql: string, params?: readonly unknown[]) {
        const rows = await db.query<Row>(sql, params);
        answers.push(JSON.stringify(rows));
        return rows;
      },
    };
    await createSearch(spy).search({ ...near, readers: ['resident'], collections: ['open'], on: TODAY, limit: 10 });
    expect(answers.join()).toContain('openbaar');
    expect(answers.join()).not.toContain('geheim');
  });

  it('finds by meaning what no word finds, and says so; words alone decide how sure it is', async () => {
    await fill([document('a', ['Reisdocument.']), document('b', ['Hond.'])]);
    await embedAll('m', (text) => (text.includes('Reis') ? [1, 0] : [0, 1]));
    const { passages, confidence } = await ask({ vector: { model: 'm', values: [1, 0] } });
    expect(keys(passages)).toEqual(['a Reisdocument.']);
    expect(passages[0]?.why).toEqual([{ part: '(betekenis)', score: 1 }]);
    expect(confidence).toBe(0);
  });

  it('while half is embedded, a passage without a vector counts as meaning what its words say', async () => {
    await fill([document('a', ['Een paspoort.']), document('b', ['Reisdocument.']), document('c', ['Hond.']), document('d', ['Hond, maar dan een andere hond.'])]);
    await db.query(`INSERT INTO embedding_models VALUES ('m', 2)`);
    const add = (text: string, vector: number[]) =>
      db.query(`INSERT INTO passage_embeddings (passage_id, model, embedding) SELECT id, 'm', $2::text::vector FROM passages WHERE text = $1`, [text, toSql(vector)]);
    await add('Reisdocument.', [0.8, 0.6]);
    await add('Hond.', [0, 1]);
    const { passages } = await ask({ vector: { model: 'm', values: [1, 0] } });
    expect(passages.map(({ title, score }) => `${title} ${score.toFixed(6)}`).toSorted()).toEqual(['a 2.000000', 'b 1.000000']);
  });

  it('looks only at the vectors of the model that it is asked with', async () => {
    await fill([document('a', ['Een.']), document('b', ['Twee.'])]);
    await embedAll('oud', (text) => (text.includes('Een') ? [1, 0] : [0, 1]));
    await embedAll('nieuw', (text) => (text.includes('Twee') ? [1, 0] : [0, 1]));
    await embedAll('langer', (text) => (text.includes('Twee') ? [1, 0, 0] : [0, 1, 0]));
    const titles = async (model: string, values: number[]) => keys((await ask({ vector: { model, values } })).passages);
    expect(await titles('oud', [1, 0])).toEqual(['a Een.']);
    expect(await titles('nieuw', [1, 0])).toEqual(['b Twee.']);
    expect(await titles('langer', [1, 0, 0])).toEqual(['b Twee.']);
  });

  it.each<[string, SearchRequest['vector']]>([
    ['of a model without vectors', { model: 'ander', values: [1, 0, 0] }],
    ['of another dimension', { model: 'm', values: [1, 0] }],
    ['that is absent', undefined],
  ])('goes by words alone with a vector %s', async (_, vector) => {
    await fill([document('a', ['Een paspoort.']), document('b', ['Reisdocument.'])]);
    await embedAll();
    const words = await ask();
    expect(await ask({ ...(vector && { vector }) })).toEqual(words);
    expect(keys(words.passages)).toEqual(['a Een paspoort.']);
  });

  it.each([[[0, 0, 0]], [[Number.NaN, 0, 1]], [[3, 4]], [[]]])('refuses %j, which is not of length 1', async (values) => {
    await expect(ask({ vector: { model: 'm', values } })).rejects.toMatchObject({ code: 'model-vectors-invalid' });
  });

  it('takes a single passage, and passages that are all alike', async () => {
    await fill([document('a', ['Een.'])]);
    await embedAll('m', () => [1, 0]);
    const vector = { model: 'm', values: [0.6, 0.8] };
    expect((await ask({ vector })).passages.map(({ score }) => score)).toEqual([1]);
    await fill([document('a', ['Een.', 'Twee.'])]);
    await embedAll('m', () => [1, 0]);
    expect((await ask({ vector })).passages.map(({ score }) => score)).toEqual([1, 1]);
  });
});
