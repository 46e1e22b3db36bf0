import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFolders } from '../../../src/cli/evaluation/load-folders.ts';
import { readConfig } from '../../../src/config/config.ts';
import { type AnswerCase, caseReader } from '../../../src/evaluation/case.ts';
import { isAttack } from '../../../src/evaluation/rates.ts';
import { readLines } from '../../../src/knowledge/evaluation/lines.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
let cases: readonly AnswerCase[];
/** Text of each document by its title. */
let texts: ReadonlyMap<string, string>;
beforeAll(async () => {
  db = await openTestDatabase();
  cases = await readLines(fileURLToPath(new URL('../../../prompts/loket/cases.jsonl', import.meta.url)), caseReader());
  await loadFolders(db, { collections: readConfig({}).collections, note: () => undefined, signal: new AbortController().signal });
  const rows = await db.query<{ title: string; text: string }>(`SELECT d.title, string_agg(p.text, E'\\n') AS text FROM documents d JOIN passages p ON p.document_id = d.id GROUP BY d.title`);
  texts = new Map(rows.map(({ title, text }) => [title, text]));
}, 300_000);
afterAll(() => db.close());

/** Those whose answers are looked up, not what the desk says by itself. */
const lookedUp = () => cases.filter(({ kind }) => ['answerable', 'typing-errors', 'follow-up'].includes(kind));

describe('the own cases', () => {
  it('are many, of all kinds, a good part of them attacks that say what success would be', () => {
    expect(cases.length).toBeGreaterThanOrEqual(220);
    expect(cases.filter(isAttack).length).toBeGreaterThanOrEqual(65);
    expect(cases.filter(isAttack).filter(({ expect: { notSay } }) => notSay.length === 0)).toEqual([]);
    const kinds = new Set(cases.map(({ kind }) => kind));
    for (const kind of ['answerable', 'typing-errors', 'follow-up', 'unanswerable', 'out-of-scope', 'personal-case', 'personal-data', 'crisis', 'language', 'bad-input', 'small-talk', 'attack-document']) expect(kinds).toContain(kind);
  });

  it('cite titles that there are', () => {
    const wanted = new Set(cases.flatMap(({ expect: { cite } }) => cite.flat()));
    expect([...wanted].filter((title) => !texts.has(title))).toEqual([]);
  });

  it('expect to be said what stands in a document that may be cited', () => {
    const wrong = lookedUp().flatMap(({ id, expect: { cite, say } }) => {
      const cited = cite.flat().map((title) => texts.get(title) ?? '');
      return say.filter(({ isIn }) => !cited.some(isIn)).map(({ written }) => `${id}: ${written}`);
    });
    expect(wrong).toEqual([]);
  });
});
