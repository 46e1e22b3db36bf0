import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, OWN_PROMPTS } from '../../../src/config/config.ts';
import type { Command } from '../../../src/cli/command.ts';
import { search } from '../../../src/cli/commands/search.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { putDocuments } from '../../../src/knowledge/documents/put-documents.ts';
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
async function run(command: Command, positionals: string[], values: Values = {}, json = false, rerank?: Config['rerank']) {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await command.run({
    values: { audience: 'resident', limit: '8', ...values },
    positionals,
    json,
    config: { databaseUrl: process.env['DATABASE_URL'] || undefined, promptsDir: OWN_PROMPTS, rerank } as Config,
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
    expect(out).toMatch(/Zekerheid: 0,\d\d \((genoeg|te weinig) om te antwoorden, de grens is 0,30\)$/);
    expect(out).not.toContain('Werkwijze');
  });

  it('says in which other documents the same text stands, to who may read those', async () => {
    const text = 'Een kapvergunning vraagt u aan bij de balie van de gemeente.';
    await putDocuments(db, [document('c.md', [text], { title: 'Kappen' }), document('c.pdf', [text], { title: 'Folder kappen', collectionId: 'intern' })]);
    const asked = async (audience: string) => (await run(search, ['kapvergunning'], { audience })).out;
    expect(await asked('employee')).toMatch(/Staat ook in: (?:Folder kappen|Kappen)\n/);
    expect(await asked('resident')).not.toMatch(/Staat ook in|Folder/);
  });

  it('puts passages in the order of the configured model, and keeps its own when that fails', async () => {
    const host = createServer((request, response) => {
      const judge = async () => {
        const { documents } = (await readJson(request)) as { documents: string[] };
        const results = documents.map((one, index) => ({ index, relevance_score: one.startsWith('Werkwijze') ? 4 : -4 }));
        response.end(JSON.stringify({ results }));
      };
      void judge();
    });
    await new Promise<void>((resolve) => void host.listen(0, '127.0.0.1', resolve));
    const rerank = { url: `http://127.0.0.1:${(host.address() as AddressInfo).port}`, model: undefined };
    const asked = () => run(search, ['wat', 'kost', 'een', 'paspoort'], { audience: 'employee' }, false, rerank);
    const before = await asked();
    expect(before.out).toMatch(/^1\. Werkwijze [^]*\(herordend\) [^]*2\. Paspoort/);
    await new Promise((resolve) => void host.close(resolve));
    const after = await asked();
    expect(after.out).toMatch(/^1\. Paspoort [^]*2\. Werkwijze/);
    expect(after.notes).toMatch(/^Niet herordend\. Het taalmodel is nu niet bereikbaar\. \(127/);
    expect(/Zekerheid: .*/.exec(after.out)?.[0]).toBe(/Zekerheid: .*/.exec(before.out)?.[0]);
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
    [['paspoort'], { language: ['nederlands'] }],
  ])('explains wrong use: %j %j', async (positionals, values) => {
    const { code, out, notes } = await run(search, positionals, values);
    expect([code, out]).toEqual([2, '']);
    expect(notes).toContain('Gebruik: balie search');
  });
});
