import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { removeDocument } from '../../../src/knowledge/documents.ts';
import { putDocuments } from '../../../src/knowledge/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search.ts';
import type { Audience, Collection, DocumentInput, SearchRequest } from '../../../src/knowledge/types.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, seeded, TODAY } from './support.ts';

const SETS: readonly (readonly Audience[])[] = [[], ['resident'], ['employee'], ['resident', 'employee']];
const DAYS = ['2026-01-01', '2026-06-30', '2026-07-01', '2026-12-31', TODAY];
const WORDS = ['paspoort', 'rijbewijs', 'verhuizing', 'overlijden', 'kwijtschelding', 'parkeren'];

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(() => db.query('DELETE FROM collections'));

function world(seed: number) {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const collections = ['a', 'b', 'c', 'd'].map((id) => collection(id, pick(SETS)));
  const documents = Array.from({ length: 40 }, (_, n) => {
    const validFrom = random() < 0.5 ? { validFrom: pick(DAYS.slice(0, 3)) } : {};
    const validUntil = random() < 0.5 ? { validUntil: pick(DAYS.slice(2, 4)) } : {};
    const text = () => `${pick(WORDS)} ${pick(WORDS)} ${pick(WORDS)}`;
    const texts = Array.from({ length: 1 + Math.floor(random() * 3) }, text);
    const collectionId = pick(collections).id;
    return document(`${n}`, texts, { collectionId, title: pick(WORDS), ...validFrom, ...validUntil });
  });
  const request = (): SearchRequest => ({
    question: `${pick(WORDS)} of ${pick(WORDS)}`,
    audiences: pick(SETS),
    ...(random() < 0.3 && { collections: [pick(collections).id, 'b'] }),
    on: pick(DAYS),
    limit: 200,
    perDocument: 50,
  });
  return { collections, documents, request };
}

function readable(doc: DocumentInput, collections: readonly Collection[], request: SearchRequest): boolean {
  const readers = collections.find((one) => one.id === doc.collectionId)?.readers ?? [];
  return (
    readers.some((reader) => request.audiences.includes(reader)) &&
    (request.collections === undefined || request.collections.includes(doc.collectionId)) &&
    (doc.validFrom ?? '0') <= request.on &&
    (doc.validUntil ?? '9') >= request.on
  );
}

const fill = async (collections: readonly Collection[], documents: readonly DocumentInput[]) => {
  await syncCollections(db, collections);
  await putDocuments(db, documents);
};

describe('readers, collections and validity', () => {
  it.each([1, 2, 3, 4, 5, 6])('world %i: the answer is what it would be without the unreadable', async (seed) => {
    const { collections, documents, request } = world(seed);
    await fill(collections, documents);
    const requests = Array.from({ length: 12 }, request);
    const answers = await Promise.all(requests.map((one) => createSearch(db).search(one)));

    for (const [index, one] of requests.entries()) {
      const visible = documents.filter((doc) => readable(doc, collections, one));
      const matching = visible.flatMap((doc) => doc.passages.map((passage) => `${doc.title} ${passage.text}`));
      const [first = '', second = ''] = one.question.split(' of ');
      const expected = matching.filter((text) => text.includes(first) || text.includes(second));
      expect(answers[index]?.passages).toHaveLength(expected.length);
    }
    // Then what the asker may not see is taken away: neither score nor confidence may move.
    for (const [index, one] of requests.entries()) {
      await db.query('DELETE FROM collections');
      await fill(collections, documents.filter((doc) => readable(doc, collections, one)));
      const alone = await createSearch(db).search(one);
      expect(alone.confidence).toBeCloseTo(answers[index]?.confidence ?? -1, 9);
      const scores = (result: typeof alone) =>
        result.passages.map((p) => `${p.documentId} ${p.ordinal} ${p.score.toFixed(6)}`).toSorted();
      expect(scores(alone)).toEqual(answers[index] && scores(answers[index]));
    }
  });

  it('asks the database once, and gets nothing from it that may not be read', async () => {
    await fill(
      [collection('a'), collection('b', ['employee'])],
      [document('1', ['paspoort geheim'], { collectionId: 'b' }), document('2', ['paspoort'], { collectionId: 'a' })],
    );
    const answers: string[] = [];
    const spy: Queryable = {
      async query<Row extends object>(sql: string, params?: readonly unknown[]) {
        const rows = await db.query<Row>(sql, params);
        answers.push(JSON.stringify(rows));
        return rows;
      },
    };
    await createSearch(spy).search({ question: 'paspoort geheim', audiences: ['resident'], on: TODAY, limit: 10 });
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain('paspoort');
    expect(answers[0]).not.toContain('geheim');
  });

  it('finds a document again once its readers or dates allow it', async () => {
    const request = { question: 'paspoort', audiences: ['resident'] as const, on: TODAY, limit: 10 };
    const seen = async () => (await createSearch(db).search(request)).passages.length;
    const old = { collectionId: 'a', validUntil: '2026-11-24' };
    await fill([collection('a')], [document('1', ['paspoort'], old)]);
    expect(await seen()).toBe(0);
    await putDocuments(db, [document('1', ['paspoort'], { ...old, validUntil: TODAY })]);
    expect(await seen()).toBe(1);
    await syncCollections(db, [collection('a', ['employee'])]);
    expect(await seen()).toBe(0);
    await removeDocument(db, 'a', '1');
    await syncCollections(db, [collection('a')]);
    expect(await seen()).toBe(0);
  });
});
