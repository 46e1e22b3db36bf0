import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { correctDocument, type Corrections, correctWhatDiffers } from '../../../src/knowledge/documents/corrections.ts';
import { listDocuments, pageOfDocuments } from '../../../src/knowledge/documents/documents.ts';
import { documentId } from '../../../src/knowledge/text.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, indexFaults } from './support.ts';
import { putDocument } from '../../support/put-document.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM collections');
  await syncCollections(db, [collection('open'), collection('ander')]);
});

const titled = async () => (await listDocuments(db, 'open'))[0]?.title;
const found = async () => (await db.query<{ term: string }>(`SELECT term FROM postings WHERE term IN ('eig', 'hand', 'nieuw') ORDER BY term`)).map(({ term }) => term);

describe('correctDocument', () => {
  it('has a document found by the title that was set, and by its own when that is taken back', async () => {
    await putDocument(db, document('a.md', ['een', 'twee'], { title: 'Eigen' }));
    expect(await correctDocument(db, 'open', 'a.md', { title: 'Hand' })).toBe(true);
    expect([await titled(), await found()]).toEqual(['Hand', ['hand']]);
    expect(await indexFaults(db)).toEqual([]);

    await putDocument(db, document('a.md', ['een', 'drie'], { title: 'Nieuw' }));
    expect([await titled(), await found()]).toEqual(['Hand', ['hand']]);
    await correctDocument(db, 'open', 'a.md', { title: null });
    expect([await titled(), await found()]).toEqual(['Nieuw', ['nieuw']]);
    expect((await db.query<{ text: string }>('SELECT text FROM passages ORDER BY ordinal')).map(({ text }) => text)).toEqual(['een', 'drie']);
    expect(await indexFaults(db)).toEqual([]);
  });

  it('keeps the own title of a document of before titles could be set', async () => {
    await putDocument(db, document('a.md', ['een'], { title: 'Eigen' }));
    await db.query(`UPDATE documents SET metadata = metadata - 'title'`);
    await correctDocument(db, 'open', 'a.md', { owner: 'Team' });
    expect(await titled()).toBe('Eigen');
    await db.query(`UPDATE documents SET metadata = metadata - 'title'`);
    await correctDocument(db, 'open', 'a.md', { title: 'Hand' });
    await correctDocument(db, 'open', 'a.md', { title: null });
    expect(await titled()).toBe('Eigen');
  });

  it('takes back, for who sees the own value, what is as the document itself has it; and keeps what is not', async () => {
    await putDocument(db, document('a.md', ['een'], { title: 'Eigen', owner: 'Team' }));
    const differs = (sourceId: string, corrections: Corrections) => correctWhatDiffers(db, { collectionId: 'open', ids: [documentId('open', sourceId)], corrections, note: async () => undefined });
    expect(await differs('a.md', { title: 'Hand', owner: 'Ander', url: null })).toBe(1);
    const corrections = async () => (await db.query<{ corrections: object }>('SELECT corrections FROM documents'))[0]?.corrections;
    expect(await corrections()).toEqual({ title: 'Hand', owner: 'Ander' });
    await differs('a.md', { title: 'Eigen' });
    expect([await titled(), await corrections()]).toEqual(['Eigen', { owner: 'Ander' }]);
    await correctDocument(db, 'open', 'a.md', { title: 'Eigen' });
    expect(await corrections()).toEqual({ title: 'Eigen', owner: 'Ander' });
    expect(await differs('weg.md', { title: 'x' })).toBe(0);
  });

  it('leaves passages alone when the title stays', async () => {
    await putDocument(db, document('a.md', ['een']));
    const before = await db.query('SELECT id FROM passages');
    await correctDocument(db, 'open', 'a.md', { owner: 'Team', title: 'a.md' });
    expect(await db.query('SELECT id FROM passages')).toEqual(before);
  });

  it('does not call every refusal of the database a matter of days', async () => {
    await putDocument(db, document('a.md', ['een']));
    await expect(correctDocument(db, 'open', 'a.md', { url: 'ftp://a.example' })).rejects.toMatchObject({ code: '23514', constraint: 'documents_url_check' });
    expect((await listDocuments(db, 'open'))[0]).toMatchObject({ url: null });
  });

  it('changes nothing when the days contradict each other, and nothing of what is not there', async () => {
    await putDocument(db, document('a.md', ['een'], { validFrom: '2026-06-01' }));
    await expect(correctDocument(db, 'open', 'a.md', { validUntil: '2026-01-01', title: 'Hand' })).rejects.toMatchObject({ code: 'document-metadata-invalid' });
    expect((await listDocuments(db, 'open'))[0]).toMatchObject({ title: 'a.md', validUntil: null });
    expect(await correctDocument(db, 'ander', 'a.md', { owner: 'Team' })).toBe(false);
  });
});

describe('pageOfDocuments', () => {
  it('gives each page by title, the number of all, and nothing beyond the last', async () => {
    for (const n of [3, 1, 5, 2, 4]) await putDocument(db, document(`${n}.md`, ['tekst'], { title: `Titel ${n}` }));
    await putDocument(db, document('x.md', ['tekst'], { collectionId: 'ander' }));
    const page = async (number: number) => {
      const { total, documents } = await pageOfDocuments(db, 'open', { page: number, pageSize: 2 });
      return [total, ...documents.map(({ sourceId, passages }) => `${sourceId} ${passages}`)];
    };
    expect(await page(1)).toEqual([5, '1.md 1', '2.md 1']);
    expect(await page(3)).toEqual([5, '5.md 1']);
    expect(await page(4)).toEqual([5]);
    expect(await page(1_000_000)).toEqual([5]);
    expect(await pageOfDocuments(db, 'leeg', { page: 1, pageSize: 2 })).toEqual({ total: 0, documents: [] });
  });

  it('narrows to what is due within thirty days, by its review or its end, whichever there is', async () => {
    const days = { 'review.md': { reviewBy: '2026-12-25' }, 'einde.md': { validUntil: '2026-01-01', reviewBy: '2099-01-01' }, 'later.md': { reviewBy: '2026-12-26' }, 'nooit.md': {} };
    for (const [sourceId, facts] of Object.entries(days)) await putDocument(db, document(sourceId, ['tekst'], facts));
    const { total, documents } = await pageOfDocuments(db, 'open', { page: 1, pageSize: 1, reviewDueAt: new Date('2026-11-25T12:00:00Z') });
    expect([total, documents.map(({ sourceId }) => sourceId)]).toEqual([2, ['einde.md']]);
  });
});
