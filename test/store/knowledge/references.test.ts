import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await db.query('DELETE FROM collections');
  await syncCollections(db, [collection('open')]);
});

const ask = (question: string) => createSearch(db).search({ question, readers: ['resident'], on: TODAY, limit: 5 });

describe('numbers, references and names', () => {
  const found = async (question: string) => (await ask(question)).passages.map(({ title }) => title);
  const put = (...documents: readonly (readonly [string, string, string?])[]) =>
    putDocuments(db, documents.map(([title, text, heading]) => document(title, [{ headings: heading === undefined ? [] : [heading], text }])));

  it.each(['artikel 2:10 apv', 'art. 2:10', 'art 2.10 van de APV', 'Wat staat er in Artikel 2:10?'])('%s finds that article first, not those that refer to it', async (question) => {
    await put(
      ['terras', 'Het is verboden de openbare weg te gebruiken.', 'Artikel 2:10 Voorwerpen op de weg'],
      ['evenement', 'Dit geldt niet als artikel 2:10 APV van toepassing is, artikel 2:10 van de APV dus.', 'Artikel 2:25 Evenementen'],
      ['anders', 'Artikel 2 en artikel 10 van de APV.', 'Artikel 10 APV'],
      ...Array.from({ length: 20 }, (_, n) => [`${n}`, 'Het is verboden, zegt artikel 1 van de APV.', `Artikel 2:${n + 30} APV`] as const),
    );
    expect((await found(question))[0]).toBe('terras');
  });

  it.each([
    ['3511 bk', 'De wijk met postcode 3511BK.'],
    ['3511BK', 'De wijk met postcode 3511 BK.'],
    ['1250 euro', 'De leges zijn € 1.250,00.'],
    ['€ 1.250', 'De leges zijn 1250 euro.'],
    ['86.20 euro', 'Een paspoort kost € 86,20.'],
    ['2026', 'Geldig tot 31-12-2026.'],
    ['00012345', 'Uw zaak is Z2025-00012345.'],
    ['0612345678', 'Bel 06-12345678.'],
    ['10:30', 'Open van 10:30 uur.'],
    ['cre\u0300che', 'Een crèche voor kinderen.'],
    ['crèche', 'Een cre\u0300che voor kinderen.'],
  ])('%s finds "%s"', async (question, text) => {
    await put(['dit', text], ['dat', 'Iets over 2027, 3512 BL, € 12,50 en 09-87654321.']);
    expect(await found(question)).toEqual(['dit']);
  });

  it('leaves a name within a sentence as it is', async () => {
    await put(['dit', 'Stelen is verboden.']);
    expect((await ask('Waar zit Stelin in de stad?')).corrections).toEqual([]);
    expect((await ask('stelin')).corrections).toHaveLength(1);
  });
});
