/** What residents ask first, in their own words and spelling, finds its page: by words alone, in the sample municipality. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isForeign } from '../../../src/answer/subject/foreign.ts';
import { documentSearch } from '../../../src/cli/desk/document-search.ts';
import { loadSynonyms } from '../../../src/cli/desk/synonyms.ts';
import { loadFolders } from '../../../src/cli/evaluation/load-folders.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { assistant } from '../../support/passages.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  const config = readConfig({});
  await loadSynonyms(db, config);
  await loadFolders(db, { collections: config.collections, note: () => undefined, signal: new AbortController().signal });
  await db.query('ANALYZE');
}, 120_000);
afterAll(() => db.close());

const HOURS = [
  'hoe laat zijn jullie open', 'tot hoe laat is het gemeentehuis open', 'hoe laat gaat het gemeentehuis open', 'wanneer zijn jullie open', 'wanneer is de balie open', 'zijn jullie vandaag open',
  'zijn jullie morgen open', 'zijn jullie op zaterdag open', 'openingstijden', 'openingstijden gemeentehuis', 'wat zijn de openingstijden', 'hoe laat sluit het gemeentehuis', 'wanneer gaan jullie dicht',
  'is het gemeentehuis vandaag open', 'is het stadhuis open op vrijdag', 'vanaf hoe laat zijn jullie open', 'op welke dagen is het gemeentehuis open', 'is er een avondopenstelling', 'zijn jullie op koningsdag open',
  'wanneer is het gemeentehuis gesloten', 'zijn jullie met kerst dicht', 'wat zijn de tijden van de balie', 'hoelaat zijn jullie open', 'wanneer kan ik bij jullie terecht', 'is de gemeente op maandag open',
  'is het stadhuis zondag open', 'is de balie donderdag open', 'wanneer gaat het stadhuis open', 'zijn jullie vrijdag open', 'zijn jullie maandag open',
];

const FOUND: readonly (readonly [string, RegExp])[] = [
  ...HOURS.map((question) => [question, /^Openingstijden$/] as const),
  ['verhuisen', /^Verhui/],
  ['ik ga verhuisen', /^Verhui/],
  ['ik heb honger en geen geld', /bijstand|schulden/i],
  ['wanneer wordt de groene bak geleegd', /^Afval/],
];

test.each(FOUND)('%s', async (question, title) => {
  const { passages, answerable, understood = question } = await documentSearch(db, undefined, { today: () => '2026-11-26' }).search(question, { ...assistant, audience: 'resident' }, 'words');
  // Five passages are given to the model.
  expect(passages.slice(0, 3).map((passage) => passage.title).join('\n')).toMatch(new RegExp(title, `m${title.flags}`));
  expect([answerable, isForeign(understood, passages)]).toEqual([true, false]);
});
