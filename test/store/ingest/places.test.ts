import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createExtractPool, type ExtractPool } from '../../../ingest/extract/pool.ts';
import { ingestPath } from '../../../ingest/sync.ts';
import { openWorkers } from '../../../ingest/work.ts';
import { ingest } from '../../../src/cli/commands/ingest.ts';
import { type Config, readConfig } from '../../../src/config/config.ts';
import { findPlace, keepPlaceOf } from '../../../src/jobs/places.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { clearCollections } from '../../support/collections.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
let root: string;
let config: Config;
/** Of all runs: a process of its own for each would take a second. */
let pool: ExtractPool;
beforeAll(async () => {
  db = await openTestDatabase();
  pool = createExtractPool();
});
afterAll(async () => {
  await pool.close();
  await db.close();
});
beforeEach(async () => {
  await clearCollections(db);
  root = await realpath(await mkdtemp(join(tmpdir(), 'balie-plaatsen-')));
  const about = { title: 'Collectie', owner: 'Team', readers: ['resident' as const] };
  config = { ...readConfig({}), collections: [{ id: 'los', ...about }, { id: 'vast', folder: join(root, 'vast'), ...about }] };
  for (const folder of ['vast', 'een', 'twee', 'elders/een']) await put(`${folder}/index.md`, `Begin van ${folder}.`);
  return () => rm(root, { recursive: true });
});

async function put(path: string, text: string): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), text);
}

async function run(path: string, values: Record<string, string | boolean> = {}) {
  const lines: string[] = [];
  const notes: string[] = [];
  const code = await ingest.run({
    values: { collection: 'los', ...values }, positionals: [join(root, path)], json: false, config, pool, database: async () => db,
    onFailure: () => undefined, out: (line) => lines.push(line), note: (line) => notes.push(line), signal: new AbortController().signal,
  });
  return { code, lines: lines.join('\n'), notes: notes.join('\n') };
}

const ids = async (collection = 'los') => (await listDocuments(db, collection)).map(({ sourceId }) => sourceId).toSorted();

describe('balie ingest of more than one folder', () => {
  it('takes nothing of one folder for gone from another, and overwrites no equal name', async () => {
    for (const folder of ['een', 'twee', 'elders/een']) expect(await run(folder)).toMatchObject({ code: 0 });
    expect(await ids()).toEqual(['een:index.md', 'index.md', 'twee:index.md']);
    // Again, each is what it was.
    for (const folder of ['een', 'twee', 'elders/een']) expect((await run(folder)).lines).toContain('Klaar: 0 nieuw, 0 gewijzigd, 1 ongewijzigd, 0 verwijderd, 0 mislukt');
    await put('twee/a.md', 'A.');
    await put('twee/b.md', 'B.');
    await put('twee/c.md', 'C.');
    await run('twee');
    await rm(join(root, 'twee/index.md'));
    expect((await run('twee')).lines).toContain('1 verwijderd');
    expect(await ids()).toEqual(['een:index.md', 'index.md', 'twee:a.md', 'twee:b.md', 'twee:c.md']);
  });

  it('gives a folder of the same name a number', async () => {
    await run('twee');
    await run('een');
    await run('elders/een');
    expect(await ids()).toEqual(['een-2:index.md', 'een:index.md', 'index.md']);
  });

  it('knows a file or folder within one that it knows, also by a link', async () => {
    await put('twee/onder/x.md', 'X.');
    await run('een');
    await run('twee');
    await put('twee/onder/x.md', 'Anders.');
    await put('twee/onder/y.md', 'Y.');
    await run('twee/onder/x.md');
    await symlink(join(root, 'twee'), join(root, 'link'));
    await run('link/onder');
    expect(await ids()).toEqual(['index.md', 'twee:index.md', 'twee:onder/x.md', 'twee:onder/y.md']);
  });

  it('keeps the names that the desk gives to what is in the configured folder', async () => {
    await run('vast', { collection: 'vast' });
    await run('een', { collection: 'vast' });
    await run('vast/index.md', { collection: 'vast' });
    expect(await ids('vast')).toEqual(['een:index.md', 'index.md']);
    const workers = await openWorkers(db);
    expect(await ingestPath(db, { path: join(root, 'vast'), collection: 'vast', workers })).toMatchObject({ unchanged: 1, removed: 0, kept: [] });
    await workers.close();
  });

  it('goes by a given name, also after the folder has moved', async () => {
    await run('een', { name: 'archief' });
    await rename(join(root, 'een'), join(root, 'verhuisd'));
    expect((await run('verhuisd', { name: 'archief' })).lines).toContain('1 ongewijzigd');
    expect((await run('verhuisd')).lines).toContain('1 ongewijzigd');
    expect(await ids()).toEqual(['archief:index.md']);
  });

  it.each(['', 'a/b', 'a:b', 'a\\b', 'a\u001b', ' a', 'x'.repeat(65)])('refuses the name %j', async (name) => {
    expect(await run('een', { name })).toMatchObject({ code: 2, lines: '' });
    expect(await ids()).toEqual([]);
  });

  it('keeps no place for a trial, a collection that is unknown, or a path that is not there', async () => {
    expect(await run('een', { 'dry-run': true })).toMatchObject({ code: 0, lines: expect.stringContaining('index.md  nieuw') });
    await expect(run('een', { collection: 'onbekend' })).rejects.toMatchObject({ code: 'collection-unknown' });
    await expect(run('weg')).rejects.toMatchObject({ code: 'path-unreadable' });
    expect(await db.query('SELECT FROM places')).toEqual([]);
  });

  it('gives two folders that come at once two names', async () => {
    await run('een', { 'dry-run': true });
    const request = (path: string) => ({ collectionId: 'los', path, name: undefined, called: 'map', hasFolder: true });
    const places = await Promise.all(['/a/map', '/b/map', '/c/map'].map((path) => keepPlaceOf(db, request(path))));
    expect(places.map(({ name }) => name).toSorted()).toEqual(['map', 'map-2', 'map-3']);
    // `/a/map2` is not within `/a/map`.
    expect(await findPlace(db, request('/a/map2'))).toMatchObject({ path: '/a/map2', name: 'map-4' });
    expect(await findPlace(db, request('/a/map/onder'))).toMatchObject({ path: '/a/map' });
  });
});
