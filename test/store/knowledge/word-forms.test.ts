import { afterAll, beforeAll, expect, it } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
import { createSearch, type Search } from '../../../src/knowledge/search/search.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document, TODAY } from './support.ts';

/** Each document has one of two forms that PostgreSQL's Dutch stems keep apart, among others that look like neither. */
const PAIRS = [
  ['verlenen', 'verleend'],
  ['aanvragen', 'aangevraagd'],
  ['begraven', 'begrafenis'],
  ['wijzigen', 'gewijzigd'],
  ['bezwaarschriften', 'bezwaarschrift'],
  ['kinderopvangtoeslag', 'toeslag voor kinderopvang'],
  ['bezoekersparkeervergunning', 'parkeervergunning bezoeker'],
] as const;
const OTHERS = ['afval en containers', 'hondenbelasting', 'rijbewijs vernieuwen', 'wegwerkzaamheden', 'zwembad', 'markt op dinsdag'];

let db: Database;
let search: Search;
beforeAll(async () => {
  db = await openTestDatabase();
  search = createSearch(db);
  await syncCollections(db, [collection('open')]);
  await putDocuments(db, [
    ...PAIRS.map(([form]) => document(form, [`Over ${form} staat hier iets.`])),
    ...OTHERS.map((text) => document(text, [`Over ${text} staat hier iets.`])),
  ]);
});
afterAll(() => db.close());

it.each(PAIRS)('%s is found by “%s”', async (form, asked) => {
  const { passages } = await search.search({ question: asked, readers: ['resident'], on: TODAY, limit: 3 });
  expect(passages[0]?.title).toBe(form);
});
