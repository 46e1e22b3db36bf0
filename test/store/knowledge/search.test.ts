import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch, type Search } from '../../../src/knowledge/search/search.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';
import { putDocument } from '../../support/put-document.ts';

let db: Database;
let search: Search;
const long = Array.from({ length: 12 }, (_, n) => `Regel ${n} over parkeren in de parkeergarage.`);
const costs = { headings: ['Kosten'], text: 'Het kost € 86,20 voor volwassenen.', page: 2 };

beforeAll(async () => {
  db = await openTestDatabase();
  search = createSearch(db);
  await syncCollections(db, [collection('open'), collection('tweede')]);
  await putDocuments(db, [
    document('paspoort.md', [costs, 'Maak een afspraak.'], {
      title: 'Paspoort aanvragen',
      url: 'https://gemeente.example/paspoort',
    }),
    document('rijbewijs.md', ['Vraag een rijbewijs aan bij de balie. Neem uw paspoort mee.'], { title: 'Rijbewijs' }),
    document('parkeren.md', long, { title: 'Auto' }),
    document('garage.md', ['De garage is open.'], { title: 'Garage', collectionId: 'tweede' }),
    document('lang.md', Array.from({ length: 30 }, () => 'kapvergunning'), { title: 'Bomen' }),
    document('kort.md', ['Over andere onderwerpen, en aan het slot iets over een kapvergunning.'], { title: 'Ander' }),
  ]);
});
afterAll(() => db.close());

const ask = (question: string, more: object = {}) =>
  search.search({ question, readers: ['resident'], on: TODAY, limit: 10, ...more });
const titles = async (question: string, more?: object) =>
  (await ask(question, more)).passages.map((passage) => passage.title);

describe('search', () => {
  it('gives everything a citation needs, and what the score is made of', async () => {
    const { passages } = await ask('Wat kosten paspoorten?');
    const [best] = passages;
    expect(best).toMatchObject({
      title: 'Paspoort aanvragen',
      url: 'https://gemeente.example/paspoort',
      collectionId: 'open',
      ordinal: 1,
      page: 2,
      headings: ['Kosten'],
      text: 'Het kost € 86,20 voor volwassenen.',
    });
    const parts = ['(document)', 'kosten', 'paspoorten', '~kosten', '~paspoorten'];
    expect(best?.why.map((part) => part.part).toSorted()).toEqual(parts);
    expect(best?.why).toEqual(best?.why.toSorted((a, b) => b.score - a.score));
    expect(best?.why.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(best?.score ?? 0, 10);
    expect(Object.keys(best ?? {})).not.toContain('confidence');
    const scores = passages.map((passage) => passage.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('counts title and headings in, the title twice', async () => {
    expect(await titles('paspoort')).toEqual(['Paspoort aanvragen', 'Paspoort aanvragen', 'Rijbewijs']);
    expect((await ask('kosten')).passages.map((passage) => passage.ordinal)).toEqual([1]);
  });

  it('leaves room for other documents, and asks for no more than it is told', async () => {
    const question = 'garage of parkeren in de parkeergarage';
    expect((await titles(question)).slice(0, 4)).toEqual(['Auto', 'Auto', 'Auto', 'Garage']);
    expect((await titles(question, { perDocument: 1 })).slice(0, 2)).toEqual(['Auto', 'Garage']);
    expect(await titles(question, { limit: 2 })).toHaveLength(2);
    expect(await titles('parkeren', { limit: 1_000_000, perDocument: 100 })).toHaveLength(12);
  });

  it('looks past many passages of one document for another', async () => {
    expect(await titles('kapvergunning', { perDocument: 1, limit: 4 })).toEqual(['Bomen', 'Ander']);
  });

  it('finds compounds by their parts, and parts by the compound', async () => {
    for (const question of ['vergunning', 'boomkapvergunning']) {
      const { passages } = await ask(question);
      expect(passages[0]?.title).toBe('Bomen');
      expect(passages[0]?.why.every(({ part }) => /^(?:~|\(document\))/.test(part))).toBe(true);
    }
    const whole = (await ask('kapvergunning')).confidence;
    expect((await ask('vergunning')).confidence).toBeLessThan(whole);
  });

  it('keeps to the collections it is given', async () => {
    // "aanvragen" has four letters of "garage".
    expect(await titles('open garage', { collections: ['open'], perDocument: 1 })).toEqual(['Auto', 'Paspoort aanvragen']);
    expect(await titles('garage', { collections: ['tweede', 'onbekend'] })).toEqual(['Garage']);
    expect(await titles('garage', { collections: [] })).toEqual([]);
  });

  it('is surest when a passage has all words, less so when one is unknown, not at all without a passage', async () => {
    const confidence = async (question: string) => (await ask(question)).confidence;
    const all = await confidence('rijbewijs balie');
    const half = await confidence('rijbewijs zwembad');
    expect(all).toBeGreaterThan(half);
    expect(all).toBeLessThan(1);
    expect(half).toBeGreaterThan(0);
    expect(await confidence('zwembad')).toBe(0);
  });

  it.each([
    ['nothing', ''],
    ['spaces', ' \n\t '],
    ['stop words only', 'de het een van en'],
    ['NUL', '\0\0'],
    ['operators', ":* & | ! <-> ( ) ''"],
    ['an emoji', '🎉👩‍👩‍👧'],
    ['half a surrogate pair', '\ud83c'],
    ['another script', 'جواز سفر'],
    ['a control character', '\u0001\u001b[31m'],
  ])('finds nothing, without an error, for %s', async (_, question) => {
    expect(await ask(question)).toEqual({ corrections: [], passages: [], confidence: 0 });
  });

  it.each([
    ['quotes', `'paspoort" \\' $1 \`;--`],
    ['operators', 'paspoort:* & !rijbewijs <-> |('],
    ['NUL inside', 'pas\0poort'],
    ['emoji', 'paspoort🎉'],
    ['a long question', `paspoort ${'woord '.repeat(400)}`],
    ['an endless word', `paspoort ${'x'.repeat(100_000)}`],
    ['many different words', `paspoort ${Array.from({ length: 400 }, (_, n) => `w${n}`).join(' ')}`],
  ])('still finds the passport in a question with %s', async (_, question) => {
    expect(await titles(question)).toContain('Paspoort aanvragen');
  });

  it('cuts a question at 2,000 characters, also in the middle of a pair', async () => {
    expect(await titles(`${'x '.repeat(1_000)}paspoort`)).toEqual([]);
    expect(await titles(`${'x'.repeat(1_989)} paspoort 🎉`)).toContain('Paspoort aanvragen');
  });

  it('finds what only one of thousands has, and what all of them have', async () => {
    await syncCollections(db, [collection('open'), collection('tweede'), collection('groot')]);
    const street = Array.from({ length: 2_500 }, (_, n) => `Kapelstraat ${n}${n === 1_234 ? ' torenspits' : ''}`);
    await putDocument(db, document('straat.md', street, { title: 'Lijst', collectionId: 'groot' }));
    const found = async (question: string) =>
      (await ask(question, { collections: ['groot'], perDocument: 10 })).passages.map((passage) => passage.text);
    expect((await found('de kapelstraat met de torenspits'))[0]).toBe('Kapelstraat 1234 torenspits');
    expect(await found('kapelstraat')).toHaveLength(10);
  });
});
