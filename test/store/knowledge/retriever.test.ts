import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { PassageRetriever } from '../../../src/knowledge/search/retriever.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  await syncCollections(db, [collection('open'), collection('intern', ['employee'])]);
  await putDocuments(db, [
    document('a.md', ['Een paspoort kost geld.'], { title: 'Paspoort' }),
    document('b.md', ['Een paspoort uitreiken.'], { title: 'Werkwijze', collectionId: 'intern' }),
  ]);
});
afterAll(() => db.close());

describe('PassageRetriever', () => {
  const retriever = (more: object = {}) =>
    new PassageRetriever({ search: createSearch(db), readers: ['resident'], today: () => TODAY, ...more });

  it('gives passages as LangChain documents with their source', async () => {
    const documents = await retriever().invoke('paspoort');
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({
      pageContent: 'Een paspoort kost geld.',
      metadata: { title: 'Paspoort', collectionId: 'open', ordinal: 1 },
    });
    expect(documents[0]?.id).toBe(`${documents[0]?.metadata.documentId}:1`);
  });

  it('keeps to the readers, collections and number it was made with', async () => {
    expect(await retriever({ readers: ['resident', 'employee'] }).invoke('paspoort')).toHaveLength(2);
    expect(await retriever({ readers: ['resident', 'employee'], limit: 1 }).invoke('paspoort')).toHaveLength(1);
    expect(await retriever({ collections: ['intern'] }).invoke('paspoort')).toEqual([]);
  });
});
