import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { removeDocument } from '../../../src/knowledge/documents/documents.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import type { Collection, DocumentInput } from '../../../src/knowledge/types.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';
import { readable, world } from './worlds.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(() => db.query('DELETE FROM collections'));

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

  it('gets nothing from the database that may not be read, neither as a passage nor as a word to correct to', async () => {
    await fill(
      [collection('a'), collection('b', ['employee'])],
      [document('1', ['paspoort geheim'], { collectionId: 'b' }), document('2', ['Een paspoort.'], { collectionId: 'a' })],
    );
    const answers: string[] = [];
    const spy: Queryable = {
      async query<Row extends object>(sql: string, params?: readonly unknown[]) {
        const rows = await db.query<Row>(sql, params);
        answers.push(JSON.stringify(rows));
        return rows;
      },
    };
    await createSearch(spy).search({ question: 'paspoort geheimm gehem', readers: ['resident'], on: TODAY, limit: 10 });
    expect(answers.join()).toContain('paspoort');
    expect(answers.join()).not.toContain('geheim');
  });

  it('finds a document again once its readers or dates allow it', async () => {
    const request = { question: 'paspoort', readers: ['resident'] as const, on: TODAY, limit: 10 };
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
