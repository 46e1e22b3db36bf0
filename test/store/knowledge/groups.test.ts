import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { readableIds } from '../../../src/knowledge/documents/read-document.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import { rightsOf, groupRules } from '../../../src/identity/groups.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';
import { GROUP_SETS, readable, world } from './worlds.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(() => db.query('DELETE FROM collections'));

/** A letter less in each word: most are words that nobody wrote, which are corrected from what may be read. */
const mistyped = (question: string) => question.replaceAll(/(\w{3})\w(\w{3})/g, '$1$2');

describe('what groups read', () => {
  it.each([11, 12])('world %i: what is found, counted, corrected and weighed is what it would be without all the rest', async (seed) => {
    const { collections, documents, request } = world(seed, GROUP_SETS);
    const fill = async (some: typeof documents) => {
      await db.query('DELETE FROM collections');
      await syncCollections(db, collections);
      await putDocuments(db, some);
    };
    const requests = Array.from({ length: 6 }, request).flatMap((one) => [one, { ...one, question: mistyped(one.question) }]);
    await fill(documents);
    const answers = await Promise.all(requests.map((one) => createSearch(db).search(one)));
    expect(answers.some(({ passages }) => passages.length > 0)).toBe(true);
    expect(answers.some(({ corrections }) => corrections.length > 0)).toBe(true);
    for (const [index, one] of requests.entries()) {
      await fill(documents.filter((doc) => readable(doc, collections, one)));
      const alone = await createSearch(db).search(one);
      const told = ({ corrections, passages, confidence }: typeof alone) => ({
        corrections: corrections.map(({ from, to }) => `${from} > ${to}`).toSorted(),
        passages: passages.map((p) => `${p.documentId} ${p.ordinal} ${p.score.toFixed(6)}`).toSorted(),
        confidence: confidence.toFixed(9),
      });
      expect(told(alone)).toEqual(answers[index] && told(answers[index]));
    }
  });

  it('follows the rights of a person from one request to the next', async () => {
    const groups = ['jeugd', 'zorg'].map((id) => groupRules.parse({ id, title: id, claims: [id] }));
    await syncCollections(db, [collection('a', ['jeugd']), collection('b', ['zorg']), collection('c', ['jeugd', 'zorg'])]);
    await putDocuments(db, ['a', 'b', 'c'].map((id) => document(`doc-${id}`, ['Een paspoort.'], { collectionId: id, title: id })));
    const ids = (await db.query<{ id: string }>('SELECT id FROM documents')).map(({ id }) => id);
    const seen = async (claimed: readonly string[]) => {
      const { readers } = rightsOf(groups, claimed);
      const { passages } = await createSearch(db).search({ question: 'paspoort', readers, on: TODAY, limit: 10 });
      expect([...(await readableIds(db, { ids: [...ids, 'x'], readers, on: TODAY }))].toSorted()).toEqual(passages.map(({ documentId }) => documentId).toSorted());
      return passages.map(({ title }) => title).toSorted();
    };
    expect(await seen(['jeugd'])).toEqual(['a', 'c']);
    expect(await seen(['zorg'])).toEqual(['b', 'c']);
    expect(await seen(['jeugd', 'zorg'])).toEqual(['a', 'b', 'c']);
    expect(await seen(['elders'])).toEqual([]);
  });

  it('corrects to no word that only another group may read', async () => {
    await syncCollections(db, [collection('a', ['jeugd']), collection('b', ['zorg'])]);
    await putDocuments(db, [document('1', ['Het zwijggeldprotocol geldt.'], { collectionId: 'a' }), document('2', ['Een paspoort.'], { collectionId: 'b' })]);
    const corrected = async (readers: readonly string[]) => (await createSearch(db).search({ question: 'zwijggeldprotocl', readers, on: TODAY, limit: 10 })).corrections.map(({ to }) => to);
    expect(await corrected(['jeugd'])).toEqual(['zwijggeldprotocol']);
    expect(await corrected(['zorg'])).toEqual([]);
  });
});
