import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import type { Collection, DocumentInput, SearchResult } from '../../../src/knowledge/types.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document } from './support.ts';
import { readable, world } from './worlds.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(() => db.query('DELETE FROM collections'));

/** A world in which many documents say the same, and their titles tell them apart. */
function copies(seed: number) {
  const { documents, ...rest } = world(seed);
  const said = (text: string) => `${text.split(' ')[0]} vraagt u aan bij de balie van de gemeente, met een pasfoto.`;
  return { ...rest, documents: documents.map((doc) => ({ ...doc, title: `t${doc.sourceId}`, passages: doc.passages.map(({ text }) => ({ headings: [], text: said(text) })) })) };
}

const fill = async (collections: readonly Collection[], documents: readonly DocumentInput[]) => {
  await db.query('DELETE FROM collections');
  await syncCollections(db, collections);
  await putDocuments(db, documents);
};
const shown = ({ passages }: SearchResult) =>
  passages.map(({ title, text, alsoIn }) => [[title, ...alsoIn.map((place) => place.title)].toSorted().join(' '), text].join(': ')).toSorted();

describe('folding for a reader', () => {
  it.each([1, 2, 3, 4, 5, 6])('world %i: names all that may be read, and is what it would be without the unreadable', async (seed) => {
    const { collections, documents, request } = copies(seed);
    await fill(collections, documents);
    const requests = Array.from({ length: 8 }, request);
    const answers = await Promise.all(requests.map((one) => createSearch(db).search(one)));

    for (const [index, one] of requests.entries()) {
      const visible = documents.filter((doc) => readable(doc, collections, one));
      const asked = one.question.split(' of ');
      const expected = Map.groupBy(
        visible.flatMap((doc) => [...new Set(doc.passages.map(({ text }) => text))].map((text) => ({ title: doc.title, text }))).filter(({ text }) => asked.some((word) => text.startsWith(word))),
        ({ text }) => text,
      );
      for (const [text, places] of expected) {
        const named = answers[index]?.passages.filter((passage) => passage.text === text).flatMap(({ title, alsoIn }) => [title, ...alsoIn.map((place) => place.title)]);
        expect(new Set(named)).toEqual(new Set(places.map(({ title }) => title)));
      }
    }
    for (const [index, one] of requests.entries()) {
      await fill(collections, documents.filter((doc) => readable(doc, collections, one)));
      const alone = await createSearch(db).search(one);
      expect(shown(alone)).toEqual(answers[index] && shown(answers[index]));
    }
    expect(answers.some(({ passages }) => passages.some(({ alsoIn }) => alsoIn.length > 1))).toBe(true);
  });

  it('fills the places that folding leaves with what comes next', async () => {
    const text = 'Een paspoort vraagt u aan bij de balie van de gemeente, met een pasfoto.';
    const says = (sourceId: string, said: string) => document(sourceId, [said], { collectionId: 'a' });
    await fill([collection('a')], [...['1', '2', '3', '4'].map((id) => says(id, text)), says('5', 'Paspoort kwijt? Meld het.')]);
    const { passages } = await createSearch(db).search({ question: 'pasfoto bij de balie voor een paspoort', readers: ['resident'], on: '2026-06-30', limit: 2 });
    expect(passages.map(({ alsoIn }) => alsoIn.length)).toEqual([3, 0]);
  });
});
