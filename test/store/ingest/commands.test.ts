import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command, CommandInput } from '../../../src/cli/command.ts';
import { createExtractPool, type ExtractPool } from '../../../ingest/extract/pool.ts';
import { sourceDigester } from '../../../ingest/read/read-source.ts';
import { documents } from '../../../src/cli/commands/documents.ts';
import { ingest } from '../../../src/cli/commands/ingest.ts';
import { jobs } from '../../../src/cli/commands/jobs.ts';
import { keys } from '../../../src/cli/commands/keys.ts';
import { search } from '../../../src/cli/commands/search.ts';
import { sources } from '../../../src/cli/commands/sources.ts';
import { type Config, readConfig } from '../../../src/config/config.ts';
import { listPending } from '../../../src/jobs/manage.ts';
import { createPush } from '../../../src/jobs/push.ts';
import type { JobQueue } from '../../../src/jobs/queue.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { dutchDay } from '../../../src/dutch-time.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { clearCollections } from '../../support/collections.ts';
import { openTestDatabase } from '../../support/database.ts';
import { startSite, type TestSite } from '../../support/site/site.ts';

let db: Database;
let folder: string;
let site: TestSite;
let config: Config;
/** Of all runs: processes of their own for each would take seconds. */
let pool: ExtractPool;
beforeAll(async () => {
  db = await openTestDatabase();
  pool = createExtractPool({ size: 2 });
  site = await startSite();
});
afterAll(async () => {
  await site.close();
  await pool.close();
  await db.close();
});
beforeEach(async () => {
  await clearCollections(db);
  folder = await mkdtemp(join(tmpdir(), 'balie-bronnen-'));
  await writeFile(join(folder, 'goed.md'), '# Afval\n\nDe container wordt op maandag geleegd.');
  await writeFile(join(folder, 'kapot.pdf'), 'geen pdf');
  const website = { start: [`${site.origin}/sport/`], allow: [`${site.origin}/sport/`], deny: [], maxPages: 100, delay: 0, allowPrivate: [site.host] };
  const about = { title: 'Collectie', owner: 'Team', readers: ['resident' as const] };
  config = { ...readConfig({}), collections: [{ id: 'map', folder, ...about }, { id: 'web', website, schedule: '0 4 * * *', ...about }, { id: 'leeg', ...about }] };
  return () => rm(folder, { recursive: true });
});

async function run(command: Command, positionals: string[], values: CommandInput['values'] = {}, json = false) {
  const out: string[] = [];
  const notes: string[] = [];
  const code = await command.run({
    values, positionals, json, config, pool, database: async () => db, onFailure: () => undefined, out: (line) => out.push(line),
    note: (line) => notes.push(line), signal: new AbortController().signal,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

describe('balie sources', () => {
  it('reads a folder and a website, and says what became of each run', async () => {
    expect(await run(sources, ['run', 'map'])).toMatchObject({ code: 1, out: expect.stringContaining('Klaar: 1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 verwijderd, 1 mislukt') });
    expect(await run(sources, ['run', 'web'])).toMatchObject({ code: 0, out: expect.stringMatching(/Klaar: 26 nieuw.*\nBekeken: 26 pagina's\.\nOvergeslagen: .*\d+ buiten de opgegeven adressen/) });
    const { code, out } = await run(sources, ['list']);
    expect(code).toBe(0);
    expect(out).toMatch(/map {2}Collectie\n {6}map .*\n {6}map, .*: klaar; 2 bekeken, 1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 verdwenen, 1 mislukt/);
    expect(out).toMatch(/web {2}Collectie {2}\(rooster: 0 4 \* \* \*\)\n.*\n.*: klaar; 26 bekeken, 26 nieuw, .*; overgeslagen: .*buiten de opgegeven adressen/);
    expect(JSON.parse((await run(sources, ['list'], {}, true)).out)).toMatchObject({ collections: [{ id: 'map', runs: [{ state: 'ended', counts: { new: 1, failed: 1 } }] }, { id: 'web', runs: [{ found: 26, leftOut: { outside: expect.any(Number) }, notes: [] }] }, { id: 'leeg', runs: [] }] });
  });

  it('keeps what is said of a folder that cannot be read', async () => {
    config = { ...config, collections: config.collections.map((declared) => (declared.id === 'map' ? { ...declared, folder: join(folder, 'weg') } : declared)) };
    await expect(run(sources, ['run', 'map'])).rejects.toMatchObject({ code: 'path-unreadable' });
  });

  it.each([[[]], [['list', 'map']], [['run']], [['run', 'leeg']], [['stop']]])('refuses %j', async (words) => {
    expect(await run(sources, words)).toMatchObject({ code: 2, out: '' });
  });
});

describe('a collection that does not exist', () => {
  it.each([
    ['sources', sources, ['run', 'onbekend'], {}],
    ['jobs', jobs, ['list'], { collection: 'onbekend' }],
    ['documents list', documents, ['list'], { collection: 'onbekend' }],
    ['documents set', documents, ['set', 'a.md'], { collection: 'onbekend', owner: 'Team' }],
    ['keys', keys, ['create'], { name: 'Redactie', collections: 'onbekend' }],
    ['search', search, ['paspoort'], { collection: ['onbekend'], audience: 'resident', limit: '8' }],
  ] satisfies [string, Command, string[], CommandInput['values']][])('is one fault with the names that exist: %s', async (_, command, words, values) => {
    await syncCollections(db, config.collections);
    await expect(run(command, words, values)).rejects.toMatchObject({ code: 'collection-unknown', detail: expect.stringMatching(/^onbekend; deze zijn er: .*leeg/) });
  });

  it('is not taken for one that was not named', async () => {
    expect(await run(documents, ['list'])).toMatchObject({ code: 2, notes: expect.stringContaining('--collection ontbreekt.') });
    expect(await run(keys, ['create'], { name: 'Redactie' })).toMatchObject({ code: 2, notes: expect.stringContaining('De sleutel opent niets: geef --collections') });
  });
});

describe('what is gone from a source', () => {
  it('is removed with one command, that each message names', async () => {
    for (const name of ['a', 'b', 'c']) await writeFile(join(folder, `${name}.md`), `# ${name}\n\nTekst over ${name}.`);
    await run(sources, ['run', 'map']);
    await Promise.all(['a', 'b', 'c'].map((name) => rm(join(folder, `${name}.md`))));
    const command = 'balie sources run map --remove-missing';
    expect((await run(sources, ['run', 'map'])).out).toContain(`Moeten ze weg? Voer dan uit: ${command}`);
    expect((await run(sources, ['list'])).out).toContain(command);
    expect((await run(ingest, [folder], { collection: 'map' })).out).toContain(command);
    expect((await run(sources, ['run', 'map'], { 'remove-missing': true })).out).toContain('3 verwijderd');
  });
});

describe('balie jobs', () => {
  it('shows what failed and why, has it tried again, and lets go of it', async () => {
    await run(sources, ['run', 'map']);
    const { out } = await run(jobs, ['list', ], { failed: true });
    expect(out).toMatch(/map {2}kapot\.pdf {2}mislukt, 1 poging\n {6}document-corrupt: .*geen pdf van binnen/);
    const [id = ''] = out.split(' ');
    expect(await run(jobs, ['retry', id])).toMatchObject({ code: 0, out: '1 opnieuw in de rij.' });
    expect((await run(jobs, ['list'])).out).toContain('kapot.pdf  wacht');
    expect(await run(jobs, ['cancel', id.toUpperCase()])).toMatchObject({ code: 0, out: '1 losgelaten.' });
    expect((await run(jobs, ['list'])).out).toBe('Er wacht niets en er is niets mislukt.');
    expect(await run(jobs, ['cancel', id, 'onzin'])).toMatchObject({ code: 1, notes: expect.stringContaining('Onbekend: onzin') });
    expect(JSON.parse((await run(jobs, ['retry'], { all: true }, true)).out)).toEqual({ done: 0, unknown: [] });
  });

  it('shows what a source could not give, and says who reads it again', async () => {
    await writeFile(join(folder, 'leeg.md'), '');
    await run(sources, ['run', 'map']);
    await run(jobs, ['cancel', ...JSON.parse((await run(jobs, ['list'], {}, true)).out).documents.flatMap((one: { id: string; sourceId: string }) => (one.sourceId === 'kapot.pdf' ? [one.id] : []))]);
    const { out } = await run(jobs, ['list'], { failed: true });
    expect(out).toMatch(/map {2}leeg\.md {2}mislukt, 1 poging\n {6}document-empty: .*\n {6}Lever .*\n {6}Balie kreeg dit niet van de bron\. De volgende keer/);
    const [id = ''] = out.split(' ');
    expect(await run(jobs, ['retry', id])).toMatchObject({ code: 0, out: '1 kon de bron niet geven: de draaiende balie leest die bron opnieuw.' });
    expect(JSON.parse((await run(jobs, ['retry'], { all: true }, true)).out)).toEqual({ done: 1, source: 1, unknown: [] });
    await writeFile(join(folder, 'leeg.md'), 'Nu met tekst.');
    await run(sources, ['run', 'map']);
    expect((await run(jobs, ['list'], { failed: true })).out).not.toContain('leeg.md');
  });

  it.each([[[], {}], [['retry'], {}], [['cancel'], {}], [['cancel', 'x'], { all: true }], [['list', 'x'], {}], [['retry', 'x'], { all: true }]])('refuses %j %j', async (words, values) => {
    expect(await run(jobs, words, values)).toMatchObject({ code: 2, out: '' });
  });
});

describe('balie jobs, of what an editor took out of its source', () => {
  it('lists it, also with --all; does not let go of it; takes it in again when asked to', async () => {
    await run(sources, ['run', 'map']);
    await run(jobs, ['cancel', ...(await listPending(db)).map(({ id }) => id)]);
    await createPush({ db, queue: {} as JobQueue, isRead: () => true, digesterOf: sourceDigester }).remove('map', 'goed.md');
    const { out } = await run(jobs, ['list'], { all: true });
    expect(out).toContain('goed.md  verwijderd');
    const [id = ''] = out.split(' ');
    await expect(run(jobs, ['cancel', id])).rejects.toMatchObject({ code: 'document-withdrawn', detail: `goed.md; weer opnemen: balie jobs retry ${id}` });
    expect((await run(jobs, ['list'])).out).toContain('goed.md  verwijderd');
    expect(await run(jobs, ['retry', id])).toMatchObject({ code: 0 });
    expect((await run(jobs, ['list'])).out).not.toContain('goed.md');
  });
});

describe('balie documents', () => {
  const one = async () => (await listDocuments(db, 'map')).find(({ sourceId }) => sourceId === 'goed.md');

  it('sets by hand what counts at once and stays with the next version, and takes it back', async () => {
    await writeFile(join(folder, 'goed.md'), '---\nowner: Team Groen\nvalidFrom: 2026-01-01\n---\n# Afval\n\nOp maandag.');
    await run(sources, ['run', 'map']);
    expect(await run(documents, ['set', 'goed.md'], { collection: 'map', owner: 'Team Afval', 'valid-until': '2026-12-31' })).toMatchObject({ code: 0 });
    expect(await one()).toMatchObject({ owner: 'Team Afval', validFrom: '2026-01-01', validUntil: '2026-12-31' });
    await writeFile(join(folder, 'goed.md'), '---\nowner: Team Blauw\n---\n# Afval\n\nOp dinsdag.');
    await run(sources, ['run', 'map']);
    expect(await one()).toMatchObject({ owner: 'Team Afval', validFrom: null, validUntil: '2026-12-31' });
    await run(documents, ['set', 'goed.md'], { collection: 'map', owner: '' });
    expect(await one()).toMatchObject({ owner: 'Team Blauw', validUntil: '2026-12-31' });
  });

  it('lists what is due for review, and what needs attention', async () => {
    await writeFile(join(folder, 'kopie.txt'), 'De container wordt op maandag geleegd.');
    await run(sources, ['run', 'map']);
    expect((await run(documents, ['list'], { collection: 'map', 'review-due': true })).out).toBe('');
    await run(documents, ['set', 'goed.md'], { collection: 'map', 'review-by': dutchDay(new Date()) });
    expect((await run(documents, ['list'], { collection: 'map', 'review-due': true })).out).toMatch(/^goed\.md {2}Afval\n {6}1 passage, nakijken voor /);
    const { out } = await run(documents, ['list'], { collection: 'map', attention: true });
    expect(out).toMatch(/let op: Dezelfde tekst staat in (?:goed\.md|kopie\.txt)\./);
  });

  it('says which other document one is much like', async () => {
    const text = await readFile(new URL('../../../ingest/samples/producten/afval-en-inzameldagen.md', import.meta.url), 'utf8');
    await writeFile(join(folder, 'regels-2025.md'), text);
    await writeFile(join(folder, 'regels-2026.md'), `${text}\n\nDeze versie vervangt die van vorig jaar.`);
    await run(sources, ['run', 'map']);
    const { out } = await run(documents, ['list'], { collection: 'map', attention: true });
    expect(out).toMatch(/regels-2026\.md.*\n.*\n +let op: Lijkt sterk op regels-2025\.md \(.*\): \d\d% is hetzelfde\./);
    expect(JSON.parse((await run(documents, ['list'], { collection: 'map' }, true)).out)).toMatchObject({
      documents: expect.arrayContaining([expect.objectContaining({ sourceId: 'goed.md', nearDuplicate: null })]),
    });
    expect(out).not.toContain('near');
  });

  it('refuses a date that is none, an end before the beginning, and a document that is not there', async () => {
    await run(sources, ['run', 'map']);
    expect(await run(documents, ['set', 'goed.md'], { collection: 'map', 'valid-until': 'morgen' })).toMatchObject({ code: 2 });
    await run(documents, ['set', 'goed.md'], { collection: 'map', 'valid-from': '2026-05-01' });
    await expect(run(documents, ['set', 'goed.md'], { collection: 'map', 'valid-until': '2026-04-01' })).rejects.toMatchObject({ code: 'document-metadata-invalid' });
    expect(await run(documents, ['set', 'goed.md'], { collection: 'map' })).toMatchObject({ code: 2 });
    expect(await run(documents, ['set', 'weg.md'], { collection: 'map', owner: 'Team' })).toMatchObject({ code: 1 });
    expect(await run(documents, ['list'])).toMatchObject({ code: 2 });
  });
});
