import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import type { DocumentInput, SearchRequest } from '../../../src/knowledge/types.ts';
import { embedMissing } from '../../../src/knowledge/vectors/embeddings.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, seeded, TODAY } from './support.ts';

const LANGUAGES = ['nl', 'en', 'tr', undefined] as const;
const random = seeded(11);
const among = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
const documents: DocumentInput[] = Array.from({ length: 60 }, (_, n) => {
  const code = among(LANGUAGES);
  const dates = random() < 0.3 ? { validUntil: '2026-01-01' } : {};
  return document(`${n}`, [`paspoort ${n}`, `register ${n}`], { title: `${code ?? 'onbekend'} ${n}`, ...(code && { quality: { language: { code, confidence: 1 } } }), ...dates });
});

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  await syncCollections(db, [collection('open')]);
  await putDocuments(db, documents);
  const vectorOf = (text: string) => (text.includes('paspoort') ? [1, 0] : [0.6, 0.8]);
  await embedMissing(db, { model: 'm', embedPassages: async (texts) => texts.map(vectorOf) }, { batch: 100, signal: new AbortController().signal });
});
afterAll(() => db.close());

const wanted = (languages: readonly string[] | undefined) =>
  documents.filter(({ title, validUntil }) => validUntil === undefined && (languages === undefined || languages.includes(title.slice(0, 2)) || title.startsWith('onbekend'))).map(({ title }) => title);
const found = async (more: Partial<SearchRequest>) => {
  const { passages } = await createSearch(db).search({ question: 'paspoort', readers: ['resident'], on: TODAY, limit: 200, perDocument: 1, ...more });
  return [...new Set(passages.map(({ title }) => title))];
};

describe('languages that are asked for', () => {
  it.each([[undefined], [['nl']], [['en', 'tr']], [['de']]])('%s: only these, and what nobody could tell, by words', async (languages) => {
    expect((await found({ ...(languages && { languages }) })).toSorted()).toEqual(wanted(languages).toSorted());
  });

  it.each([[undefined], [['nl']], [['en', 'tr']], [['de']]])('%s: the same by meaning', async (languages) => {
    // No word of it is anywhere: all that is found is found by its vector.
    const titles = await found({ question: 'xyzzy', vector: { model: 'm', values: [1, 0] }, ...(languages && { languages }) });
    expect(titles).not.toEqual([]);
    expect(titles.filter((title) => !wanted(languages).includes(title))).toEqual([]);
  });
});
