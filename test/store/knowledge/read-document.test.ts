import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { readDocument, readOriginal } from '../../../src/knowledge/documents/read-document.ts';
import { documentId } from '../../../src/knowledge/text.ts';
import type { Reader } from '../../../src/knowledge/types.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';
import { putDocument } from '../../support/put-document.ts';

let db: Database;
const id = documentId('intern', 'map/hand boek.pdf');
beforeAll(async () => {
  db = await openTestDatabase();
  await syncCollections(db, [collection('intern', ['employee'])]);
  await putDocument(
    db,
    document('map/hand boek.pdf', [{ headings: ['Verlof', 'Ziek'], text: 'Meld u ziek.', page: 3 }, 'Tweede.'], {
      collectionId: 'intern',
      title: 'Handboek',
      mediaType: 'application/pdf',
      validFrom: '2026-01-01',
      validUntil: '2026-12-31',
    }),
  );
});
afterAll(() => db.close());

describe('readDocument and readOriginal', () => {
  it('give the document, its passages in order and the file to someone who may read it', async () => {
    const request = { id, readers: ['resident', 'employee'] as const, on: TODAY };
    expect(await readDocument(db, request)).toMatchObject({
      id,
      title: 'Handboek',
      url: null,
      owner: 'Team Burgerzaken',
      validFrom: '2026-01-01',
      passages: [
        { ordinal: 1, page: 3, headings: ['Verlof', 'Ziek'], text: 'Meld u ziek.' },
        { ordinal: 2, page: null, headings: [], text: 'Tweede.' },
      ],
    });
    const original = await readOriginal(db, request);
    expect(original).toMatchObject({ mediaType: 'application/pdf', fileName: 'hand boek.pdf' });
    expect(original?.bytes.toString()).toContain('Meld u ziek.');
  });

  it.each<[string, readonly Reader[], string, string]>([
    ['another audience', ['resident'], TODAY, id],
    ['nobody', [], TODAY, id],
    ['the day before', ['employee'], '2025-12-31', id],
    ['the day after', ['employee'], '2027-01-01', id],
    ['an unknown document', ['employee'], TODAY, '0'.repeat(20)],
    ['an odd id', ['employee'], TODAY, `' OR true --`],
  ])('give nothing to or for %s', async (_, readers, on, wanted) => {
    expect(await readDocument(db, { id: wanted, readers, on })).toBeUndefined();
    expect(await readOriginal(db, { id: wanted, readers, on })).toBeUndefined();
  });

  it.each(['2026-01-01', '2026-12-31'])('count %s, the first or last day, in', async (on) => {
    expect(await readDocument(db, { id, readers: ['employee'], on })).toBeDefined();
  });

  it('name the document\'s own owner where it has one', async () => {
    await putDocument(db, document('eigen.md', ['x'], { collectionId: 'intern', owner: 'Griffie' }));
    const request = { id: documentId('intern', 'eigen.md'), readers: ['employee'] as const, on: TODAY };
    expect((await readDocument(db, request))?.owner).toBe('Griffie');
  });

  it.each([
    ['https://gemeente.example/a/b.html?x="1"', 'b.html'],
    ['a\\c:"d".txt', 'c__d_.txt'],
    ['https://gemeente.example/', 'gemeente.example'],
    ['///', 'document'],
  ])('name the file of %s %s', async (sourceId, fileName) => {
    await putDocument(db, document(sourceId, ['x'], { collectionId: 'intern' }));
    const request = { id: documentId('intern', sourceId), readers: ['employee'] as const, on: TODAY };
    expect((await readOriginal(db, request))?.fileName).toBe(fileName);
  });
});
