import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectionStates, type DocumentFilter, findDocuments } from '../../../src/knowledge/documents/attention.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { sha256 } from '../../../src/knowledge/text.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document } from './support.ts';
import { putDocument } from '../../support/put-document.ts';

const now = new Date('2026-11-25T23:30:00Z');
const textDigest = sha256('dezelfde woorden');

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  await syncCollections(db, [collection('open'), collection('ander')]);
  const documents = [
    document('eerste', ['x'], { textDigest }),
    document('tweede', ['x '], { textDigest }),
    document('elders', ['x'], { textDigest, collectionId: 'ander' }),
    document('verborgen', ['v'], { quality: { warnings: ['Er staat verborgen tekst in.'], hidden: { count: 2 } } }),
    document('goed', ['g'], { quality: { warnings: [], hidden: { count: 0 } } }),
    document('vreemd', ['v'], { quality: { warnings: 3, hidden: [] } }),
    document('laatste dag', ['l'], { validUntil: '2026-11-26' }),
    document('verlopen', ['v'], { validUntil: '2026-11-25' }),
    document('over 30 dagen', ['o'], { reviewBy: '2026-12-26' }),
    document('over 31 dagen', ['o'], { reviewBy: '2026-12-27' }),
    document('later geldig', ['l'], { validFrom: '2026-11-27' }),
    document('100% _raar_', ['r']),
  ];
  for (const each of documents) await putDocument(db, each);
});
afterAll(() => db.close());

const titles = async (filter: DocumentFilter, text = '') =>
  (await findDocuments(db, 'open', { text, filter, page: 1, pageSize: 50, now })).documents.map(({ title }) => title);

test('each filter finds what its rule says, by the Dutch day', async () => {
  expect(await titles('attention')).toEqual(['tweede', 'verborgen']);
  expect(await titles('expired')).toEqual(['verlopen']);
  expect(await titles('review-due')).toEqual(['laatste dag', 'over 30 dagen', 'verlopen']);
  expect(await titles('expiring')).toEqual(['laatste dag']);
  expect(await titles('upcoming')).toEqual(['later geldig']);
  const valid = await titles('valid');
  expect(valid).toHaveLength(9);
  for (const title of ['verlopen', 'later geldig']) expect(valid).not.toContain(title);
  expect(await titles('all')).toHaveLength(11);
});

test('the numbers of a collection are those of its lists', async () => {
  const [other, open] = await collectionStates(db, ['open', 'ander', 'bestaat-niet'], now);
  expect(open).toEqual({ id: 'open', title: 'Collectie open', documents: 11, waiting: 0, withdrawn: 0, failed: 0, attention: 2, reviewDue: 3, expired: 1, expiring: 1 });
  expect(other).toMatchObject({ id: 'ander', documents: 1, attention: 0 });
  await syncCollections(db, [collection('open')]);
  expect((await collectionStates(db, ['open', 'ander'], now)).map(({ id }) => id)).toEqual(['open']);
});

test('a search takes its text as it is written', async () => {
  expect(await titles('all', '%')).toEqual(['100% _raar_']);
  expect(await titles('all', '_')).toEqual(['100% _raar_']);
  expect(await titles('all', 'VERBORGEN')).toEqual(['verborgen']);
  expect(await titles('all', `'; DROP TABLE documents; --`)).toEqual([]);
});

test('a row says what is the matter with its document', async () => {
  const { documents } = await findDocuments(db, 'open', { text: '', filter: 'all', page: 1, pageSize: 50, now });
  const about = (title: string) => documents.find((row) => row.title === title);
  expect(about('verborgen')).toMatchObject({ warnings: 1, hasHiddenText: true, isDuplicate: false });
  expect(about('vreemd')).toMatchObject({ warnings: 0, hasHiddenText: false });
  expect(about('tweede')).toMatchObject({ isDuplicate: true });
  expect(about('later geldig')).toMatchObject({ isUpcoming: true, isExpired: false });
  expect(about('verlopen')).toMatchObject({ isReviewDue: true, isExpired: true });
});

test('what is counted is told of documents as they are now, whatever their titles are', async () => {
  const long = `${'Een lange titel '.repeat(400)}einde`;
  await putDocument(db, document('lang', ['nu'], { title: long, quality: { warnings: ['a', 'b'], hidden: { count: 0 } } }));
  const row = async () => (await findDocuments(db, 'open', { text: 'einde', filter: 'attention', page: 1, pageSize: 50, now })).documents[0];
  expect(await row()).toMatchObject({ title: long, warnings: 2, hasHiddenText: false });
  await putDocument(db, document('lang', ['nu anders'], { title: long, quality: { warnings: [], hidden: { count: 0 } } }));
  expect(await row()).toBeUndefined();
  await db.query(`DELETE FROM documents WHERE source_id = 'lang'`);
});

test('pages follow each other without gaps', async () => {
  const page = async (number: number) => (await findDocuments(db, 'open', { text: '', filter: 'all', page: number, pageSize: 4, now })).documents.map(({ title }) => title);
  expect([...(await page(1)), ...(await page(2)), ...(await page(3))]).toEqual(await titles('all'));
  expect(await page(4)).toEqual([]);
});
