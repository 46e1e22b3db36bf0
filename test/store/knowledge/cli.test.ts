import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.ts';
import type { Command } from '../../../src/cli/command.ts';
import { search } from '../../../src/cli/search.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/put-documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection, document } from './support.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  await syncCollections(db, [collection('open', ['resident', 'employee']), collection('intern', ['employee'])]);
  const text = { headings: ['Kosten'], text: 'Een paspoort kost geld.\u001b[31m', page: 4 };
  await putDocuments(db, [
    document('a.md', [text], { title: 'Paspoort' }),
    document('b.md', ['Een paspoort uitreiken.'], { title: 'Werkwijze', collectionId: 'intern' }),
  ]);
});
afterAll(() => db.close());

type Values = Record<string, string | string[]>;

/** Runs a command as the frame does: options parsed, defaults filled in. */
async function run(command: Command, positionals: string[], values: Values = {}, json = false) {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await command.run({
    values: { audience: 'resident', limit: '8', ...values },
    positionals,
    json,
    config: { databaseUrl: process.env['DATABASE_URL'] || undefined } as Config,
    database: () => Promise.resolve(db),
    out: (line) => void out.push(line),
    note: (line) => void notes.push(line),
    signal: new AbortController().signal,
    onFailure: () => undefined,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

describe('balie search', () => {
  it('prints passages, place, score and why, without control characters', async () => {
    const { code, out } = await run(search, ['wat', 'kost', 'een', 'paspoort']);
    expect(code).toBe(0);
    expect(out).toMatch(/^1\. Paspoort \(\d+,\d\d\)\n {3}open > Kosten > pagina 4 > passage 1\n {3}\S+ \d+,\d\d \+ /);
    expect(out).toContain('   Een paspoort kost geld.[31m');
    expect(out).toMatch(/Zekerheid: 0,\d\d \((genoeg|te weinig) om te antwoorden, de grens is 0,24\)$/);
    expect(out).not.toContain('Werkwijze');
  });

  it('lets an employee read both, and keeps to the collections named', async () => {
    const titles = async (values: Record<string, string | string[]>) => {
      const { out } = await run(search, ['paspoort'], values, true);
      return (JSON.parse(out) as { passages: { title: string }[] }).passages.map((passage) => passage.title).toSorted();
    };
    expect(await titles({})).toEqual(['Paspoort']);
    expect(await titles({ audience: 'employee' })).toEqual(['Paspoort', 'Werkwijze']);
    expect(await titles({ audience: 'employee', collection: ['intern'] })).toEqual(['Werkwijze']);
    expect(await titles({ audience: 'employee', limit: '1' })).toHaveLength(1);
  });

  it('says so when nothing was found', async () => {
    expect((await run(search, ['zwembad'])).out).toMatch(/^Niets gevonden\.\nZekerheid: 0,00/);
  });

  it.each([
    [[], {}],
    [['  '], {}],
    [['paspoort'], { audience: 'iedereen' }],
    [['paspoort'], { limit: '0' }],
    [['paspoort'], { limit: 'veel' }],
  ])('explains wrong use: %j %j', async (positionals, values) => {
    const { code, out, notes } = await run(search, positionals, values);
    expect([code, out]).toEqual([2, '']);
    expect(notes).toContain('Gebruik: balie search');
  });
});
