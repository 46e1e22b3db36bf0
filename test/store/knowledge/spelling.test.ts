import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';
import { readable, world } from './worlds.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM collections');
  await syncCollections(db, [collection('open'), collection('intern', ['employee'])]);
});

const ask = (question: string, more: Partial<Parameters<ReturnType<typeof createSearch>['search']>[0]> = {}) =>
  createSearch(db).search({ question, readers: ['resident'], on: TODAY, limit: 5, ...more });
const said = async (question: string, more = {}) => (await ask(question, more)).corrections.map(({ from, to }) => `${from} > ${to}`);

it.each([1, 2, 3, 4])('world %i: what is corrected, found and scored is what it would be without the unreadable', async (seed) => {
  const { collections, documents, request } = world(seed);
  const fill = async (some: typeof documents) => {
    await db.query('DELETE FROM collections');
    await syncCollections(db, collections);
    await putDocuments(db, some);
  };
  // A letter less in each word: most are words that nobody wrote.
  const requests = Array.from({ length: 8 }, request).map((one) => ({ ...one, question: one.question.replaceAll(/(\w{3})\w(\w{3})/g, '$1$2') }));
  await fill(documents);
  const answers = await Promise.all(requests.map((one) => createSearch(db).search(one)));
  expect(answers.some(({ corrections }) => corrections.length > 0)).toBe(true);
  for (const [index, one] of requests.entries()) {
    await fill(documents.filter((doc) => readable(doc, collections, one)));
    const alone = await createSearch(db).search(one);
    const told = ({ corrections, passages }: typeof alone) => [
      corrections.map(({ from, to }) => `${from} > ${to}`).toSorted(), passages.map((p) => `${p.documentId} ${p.ordinal} ${p.score.toFixed(6)}`).toSorted(),
    ];
    expect(told(alone)).toEqual(answers[index] && told(answers[index]));
  }
});

describe('a word that nobody wrote', () => {
  it.each(['pasport', 'paspoott', 'paspooort', 'paspoirt'])('%s is searched as the word that was meant', async (typed) => {
    await putDocuments(db, [document('paspoort', ['Een paspoort kost 80 euro.']), document('hond', ['De hond betaalt belasting.'])]);
    const { corrections, passages } = await ask(`Wat kost een ${typed}?`);
    expect(corrections).toEqual([{ from: typed, to: 'paspoort' }]);
    expect(passages[0]?.title).toBe('paspoort');
    expect((await ask('Wat kost een paspoort?')).passages[0]?.score).toBeCloseTo(passages[0]?.score ?? 0, 6);
  });

  it('stays as it is when it is known in any form, has signs or digits, is short, or is like no other', async () => {
    await putDocuments(db, [document('1', ['Vergunningen voor bomen en een terras, artikel 2:10, id-kaart.'])]);
    for (const question of ['vergunning', 'boom', 'artikel 2:11', 'id-kaarten', 'ter', 'zwembad', 'ΔΩΞΨ']) expect(await said(question)).toEqual([]);
  });

  it('stays as it is when it is Dutch, whatever the documents say', async () => {
    await putDocuments(db, [document('1', ['Een gevat antwoord over het paspoort en de vergunning.'])]);
    for (const question of ['gejat', 'papsoort', 'vergunner', 'verhuisde', 'portemonnees']) expect(await said(question)).toEqual([]);
    expect(await said('vergunnign')).toEqual(['vergunnign > vergunning']);
  });

  it('is the commonest of words that are equally near', async () => {
    await putDocuments(db, [document('1', ['De boot vaart.', 'De bood vaart.', 'De bood ligt stil.', 'De bool rolt.'])]);
    expect(await said('boof')).toEqual(['boof > bood']);
  });

  it.each([
    ['a collection of others', document('geheim', ['Reorganisatie'], { collectionId: 'intern' })],
    ['a document that holds no more', document('oud', ['Reorganisatie'], { validUntil: '2020-01-01' })],
    ['a document that does not hold yet', document('later', ['Reorganisatie'], { validFrom: '2999-01-01' })],
  ])('is never corrected to a word of %s', async (_, hidden) => {
    await putDocuments(db, [hidden, document('open', ['Een ander woord.'])]);
    expect(await said('reorganisatle')).toEqual([]);
    expect(await said('reorganisatle', { readers: ['resident', 'employee'], on: hidden.validUntil ?? hidden.validFrom ?? TODAY })).toEqual(['reorganisatle > reorganisatie']);
  });

  it('is not said to be known because others may read it', async () => {
    await putDocuments(db, [document('geheim', ['paspoord'], { collectionId: 'intern' }), document('open', ['Een paspoort.'])]);
    expect(await said('paspoord')).toEqual(['paspoord > paspoort']);
    expect(await said('paspoord', { readers: ['employee'] })).toEqual([]);
  });

  it('is counted without what may not be read: the choice is the same as if that were not there', async () => {
    await putDocuments(db, [document('open', ['De boot vaart.', 'Een boot.', 'De bood.']), document('geheim', ['bood a', 'bood b', 'bood c'], { collectionId: 'intern' }), document('oud', ['bood d', 'bood e'], { validUntil: '2020-01-01' })]);
    expect(await said('boof')).toEqual(['boof > boot']);
  });

  it('does not break on any text', async () => {
    await putDocuments(db, [document('1', [`It's een test met 'aanhalingstekens' en back\\slash`])]);
    for (const question of [`'"\\ aanhalingstekans`, '%_%', 'é'.repeat(500), 'zin '.repeat(600), '\u0000test']) await expect(ask(question)).resolves.toBeDefined();
  });
});
