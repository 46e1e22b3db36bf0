import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCollections, syncCollections } from '../../../src/knowledge/collections.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import { type Database, ONE_WRITER } from '../../../src/store/database.ts';
import { onServer, openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';
import { putDocument } from '../../support/put-document.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());

const find = async () => {
  const request = { question: 'paspoort', readers: ['resident', 'employee'] as const, on: TODAY, limit: 5 };
  return (await createSearch(db).search(request)).passages;
};

describe('syncCollections', () => {
  it('closes an undeclared collection with documents, drops an empty one, reopens what returns', async () => {
    expect(await syncCollections(db, [collection('open'), collection('leeg')])).toEqual([]);
    await putDocument(db, document('a.md', ['Een paspoort.']));
    expect(await find()).toHaveLength(1);

    expect(await syncCollections(db, [collection('nieuw', ['employee'])])).toEqual(['open']);
    expect(await listCollections(db)).toEqual([
      { ...collection('nieuw', ['employee']), declared: true, documents: 0, passages: 0 },
      { ...collection('open', []), declared: false, documents: 1, passages: 1 },
    ]);
    expect(await find()).toEqual([]);
    await expect(putDocument(db, document('a.md', ['x']))).rejects.toMatchObject({ code: 'collection-unknown' });

    expect(await syncCollections(db, [{ ...collection('open'), title: 'Andere titel' }])).toEqual([]);
    expect((await listCollections(db)).map((row) => [row.id, row.title])).toEqual([['open', 'Andere titel']]);
    expect(await find()).toHaveLength(1);
    expect((await listDocuments(db, 'open'))[0]).toMatchObject({ sourceId: 'a.md', passages: 1, validFrom: null });
  });

  it('closes everything when nothing is declared', async () => {
    expect(await syncCollections(db, [])).toEqual(['open']);
    expect(await find()).toEqual([]);
  });
});

// On the embedded database one transaction waits for the end of the other before it begins.
it.runIf(onServer)('a desk that starts and one that writes wait for each other in turn, also when a collection goes', async () => {
  await syncCollections(db, [collection('open'), collection('leeg')]);
  let syncing: Promise<string[]> | undefined;
  await db.transaction(async (tx) => {
    await tx.query(ONE_WRITER);
    syncing = syncCollections(db, [collection('open')]);
    const waiting = `SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await expect.poll(() => tx.query(waiting)).toHaveLength(1);
    await tx.query(`UPDATE collections SET passage_count = passage_count WHERE id = 'open'`);
  });
  expect(await syncing).toEqual([]);
});
