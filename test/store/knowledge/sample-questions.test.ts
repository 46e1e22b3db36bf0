import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingestPath } from '../../../ingest/sync.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { ANSWERABLE, createSearch } from '../../../src/knowledge/search.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, TODAY } from './support.ts';

/** A floor under the quality that `test/bench/retrieval.md` states: a change that loses it is noticed here, not by residents. */
const samples = fileURLToPath(new URL('../../../ingest/samples', import.meta.url));
let db: Database;

beforeAll(async () => {
  db = await openTestDatabase();
  const names = ['producten', 'regelgeving', 'bestuur'];
  await syncCollections(db, names.map((name) => collection(name)));
  for (const name of names) await ingestPath(db, { path: `${samples}/${name}`, collection: name });
});
afterAll(() => db.close());

it('finds a right document among the first three for most everyday questions, and knows when there is none', async () => {
  const lines = (await readFile(new URL('../../fixtures/sample-questions.jsonl', import.meta.url), 'utf8')).trim().split('\n');
  const questions = lines.map((line) => JSON.parse(line) as { question: string; titles: string[] });
  const { search } = createSearch(db);
  const results = await Promise.all(
    questions.map(async ({ question, titles }) => {
      const { passages, confidence } = await search({ question, audiences: ['resident'], on: TODAY, limit: 10, perDocument: 1 });
      return { isKnown: titles.length > 0, isHit: passages.slice(0, 3).some(({ title }) => titles.includes(title)), isAnswered: confidence >= ANSWERABLE };
    }),
  );
  const share = (of: typeof results, is: (one: (typeof results)[number]) => boolean) => of.filter(is).length / of.length;
  const known = results.filter(({ isKnown }) => isKnown);
  const unknown = results.filter(({ isKnown }) => !isKnown);
  expect(known).toHaveLength(70);
  expect(share(known, ({ isHit }) => isHit)).toBeGreaterThanOrEqual(0.8);
  expect(share(known, ({ isAnswered }) => isAnswered)).toBeGreaterThanOrEqual(0.85);
  expect(share(unknown, ({ isAnswered }) => isAnswered)).toBeLessThanOrEqual(0.4);
});
