import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { documentDigest, listDocuments, removeDocument } from '../../../src/knowledge/documents/documents.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, indexFaults } from './support.ts';
import { putDocument } from '../../support/put-document.ts';

/** PostgreSQL's code for a value that a table's own rule refuses. */
const CHECK = '23514';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM collections');
  await syncCollections(db, [collection('open')]);
});

const passages = () =>
  db.query<{ id: number; text: string }>('SELECT id, text FROM passages ORDER BY document_id, ordinal');
const count = async (table: string) => (await db.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n;

describe('putDocument', () => {
  it('tells new, unchanged and changed apart', async () => {
    expect(await putDocument(db, document('a.md', ['Een paspoort.']))).toBe('new');
    expect(await putDocument(db, document('a.md', ['Een paspoort.']))).toBe('unchanged');
    expect(await putDocument(db, document('a.md', ['Een rijbewijs.']))).toBe('changed');
    expect(await documentDigest(db, 'open', 'a.md')).toBe(document('a.md', ['Een rijbewijs.']).digest);
    expect(await documentDigest(db, 'open', 'b.md')).toBeUndefined();
    expect(await indexFaults(db)).toEqual([]);
  });

  it('rewrites only the passages that changed, and keeps their order', async () => {
    await putDocument(db, document('a.md', ['een', 'twee', 'drie', 'twee']));
    const before = await passages();
    await putDocument(db, document('a.md', ['twee', 'vier', 'twee', 'een']));
    const after = await passages();
    expect(after.map((row) => row.text)).toEqual(['twee', 'vier', 'twee', 'een']);
    expect(after.map((row) => row.id).filter((id) => before.some((row) => row.id === id))).toEqual([
      before[1]?.id,
      before[3]?.id,
      before[0]?.id,
    ]);
    expect(await indexFaults(db)).toEqual([]);
  });

  it('drops one of two passages that are the same', async () => {
    await putDocument(db, document('a.md', ['zelfde', 'anders', 'zelfde']));
    await putDocument(db, document('a.md', ['zelfde', 'anders']));
    expect((await passages()).map((row) => row.text)).toEqual(['zelfde', 'anders']);
    expect(await indexFaults(db)).toEqual([]);
  });

  it('indexes anew when only the title changes: search counts it in', async () => {
    await putDocument(db, document('a.md', ['tekst'], { title: 'Oude titel' }));
    await putDocument(db, document('a.md', ['tekst'], { title: 'Nieuwe naam' }));
    const found = await db.query(`SELECT term FROM postings WHERE term IN ('oud', 'nieuw')`);
    expect(found).toEqual([{ term: 'nieuw' }]);
    expect(await indexFaults(db)).toEqual([]);
  });

  it('leaves the old version whole when the new one fails', async () => {
    await putDocument(db, document('a.md', ['De oude tekst.']));
    const before = [await passages(), await listDocuments(db, 'open'), await count('originals')];
    const bad = { headings: [], text: 'Met een bladzijde die niet bestaat.', page: 0 };
    await expect(putDocument(db, document('a.md', ['Een nieuw begin.', bad]))).rejects.toMatchObject({ code: CHECK, table: 'passages' });
    expect([await passages(), await listDocuments(db, 'open'), await count('originals')]).toEqual(before);
    expect(await indexFaults(db)).toEqual([]);
  });

  it('refuses a collection that is not declared', async () => {
    const lost = document('a.md', ['tekst'], { collectionId: 'weg' });
    await expect(putDocument(db, lost)).rejects.toMatchObject({ code: 'collection-unknown', detail: 'weg' });
  });

  it.each([
    { url: 'javascript:alert(1)' },
    { validFrom: '2026-02-01', validUntil: '2026-01-01' },
    { title: ' ' },
    { digest: 'kort' },
  ])('refuses %o', async (more) => {
    await expect(putDocument(db, document('a.md', ['tekst'], more))).rejects.toMatchObject({ code: CHECK, table: 'documents' });
    expect(await count('documents')).toBe(0);
  });

  it('stores text that PostgreSQL cannot hold as it is', async () => {
    await putDocument(db, document('a.md', ['voor\0na \ud800 einde']));
    expect((await passages())[0]?.text).toBe('voorna \ufffd einde');
  });

  it('stores such text also in what else is said of a document', async () => {
    const quality = { warnings: ['a\0b'], hiddenText: [{ text: 'half \ud83d' }], share: 0.5 };
    await putDocument(db, document('a.md', ['tekst'], { quality }));
    expect(await db.query('SELECT quality FROM documents')).toEqual([{ quality: { warnings: ['ab'], hiddenText: [{ text: 'half \ufffd' }], share: 0.5 } }]);
  });

  it('takes many at once, all or none', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) => document(`${index}.md`, [`Tekst nummer ${index}.`]));
    expect(new Set(await putDocuments(db, many))).toEqual(new Set(['new']));
    expect(await indexFaults(db)).toEqual([]);
    const half = [document('goed.md', ['x']), document('fout.md', ['x'], { title: '' })];
    await expect(putDocuments(db, half)).rejects.toMatchObject({ code: CHECK, table: 'documents' });
    expect(await documentDigest(db, 'open', 'goed.md')).toBeUndefined();
  });

  it('takes the same new document many times at once', async () => {
    const times = Array.from({ length: 6 });
    // Connections first: the time to open them would put the writers in a row.
    await Promise.all(times.map(() => db.query('SELECT pg_sleep(0.05)')));
    const outcomes = await Promise.all(times.map(() => putDocument(db, document('a.md', ['een', 'twee']))));
    expect(outcomes.toSorted()).toEqual(['new', ...times.slice(1).map(() => 'unchanged')]);
    expect(await indexFaults(db)).toEqual([]);
  });

  it('lets many write the same words at once', async () => {
    const words = ['paspoort rijbewijs verhuizing', 'verhuizing rijbewijs paspoort'];
    const put = (n: number) => putDocument(db, document(`${n}.md`, [`${n}`, ...words]));
    await Promise.all(Array.from({ length: 12 }, (_, n) => put(n)));
    await Promise.all(Array.from({ length: 18 }, (_, n) => (n < 6 ? removeDocument(db, 'open', `${n}.md`) : put(n))));
    expect(await count('documents')).toBe(12);
    expect(await indexFaults(db)).toEqual([]);
  });
});

describe('removeDocument', () => {
  it('takes passages, postings and counts along, and the original with the last document that has it', async () => {
    await putDocument(db, document('a.md', ['Zelfde tekst.']));
    await putDocument(db, document('b.md', ['Zelfde tekst.']));
    expect(await count('originals')).toBe(1);
    expect(await removeDocument(db, 'open', 'a.md')).toEqual(['a.md']);
    expect(await count('originals')).toBe(1);
    expect(await indexFaults(db)).toEqual([]);
    expect(await removeDocument(db, 'open', 'b.md')).toEqual(['b.md']);
    expect(await removeDocument(db, 'open', 'b.md')).toEqual([]);
    expect([await count('originals'), await count('passages'), await count('postings')]).toEqual([0, 0, 0]);
    expect(await indexFaults(db)).toEqual([]);
  });

  it('drops an original that a newer version replaced', async () => {
    await putDocument(db, document('a.md', ['een']));
    await putDocument(db, document('a.md', ['twee']));
    expect(await count('originals')).toBe(1);
  });
});

describe('the schema', () => {
  it('lets nobody change what the index was made of', async () => {
    await putDocument(db, document('a.md', ['een']));
    await expect(db.query(`UPDATE passages SET text = 'anders'`)).rejects.toThrow('replaced, not changed');
  });

  it('keeps an original that is not what its name says out', async () => {
    const wrong = db.query(`INSERT INTO originals VALUES ('${'0'.repeat(64)}', 'x')`);
    await expect(wrong).rejects.toThrow('originals_check');
  });
});
