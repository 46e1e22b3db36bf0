import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createExtractPool } from '../../../ingest/extract/pool.ts';
import { previewPath } from '../../../ingest/preview.ts';
import type { IngestEvent } from '../../../ingest/run.ts';
import { ingestPath, type IngestOptions } from '../../../ingest/sync.ts';
import { openWorkers, type Workers } from '../../../ingest/work.ts';
import { listPending } from '../../../src/jobs/manage.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { clearCollections } from '../../support/collections.ts';
import { openTestDatabase } from '../../support/database.ts';
import { makeZip } from '../../support/office.ts';
import { makePdf } from '../../support/pdf.ts';
import { collection } from '../knowledge/support.ts';

let db: Database;
let folder: string;
const pool = createExtractPool();
let workers: Workers;
beforeAll(async () => {
  db = await openTestDatabase();
  workers = await openWorkers(db, { pool });
});
afterAll(async () => {
  await workers.close();
  await pool.close();
  await db.close();
});
beforeEach(async () => {
  await clearCollections(db);
  await syncCollections(db, [collection('open'), collection('andere')]);
  folder = await mkdtemp(join(tmpdir(), 'balie-ingest-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

async function ingest(more: Partial<IngestOptions> = {}) {
  const events: IngestEvent[] = [];
  const result = await ingestPath(db, {
    path: folder,
    collection: 'open',
    workers,
    onProgress: (event) => events.push(event),
    ...more,
  });
  return {
    ...result,
    failed: result.failed.map(({ file, error }) => [file, error.code, error.detail]).toSorted(([a = ''], [b = '']) => a.localeCompare(b)),
    events: events.map(({ sourceId, outcome }) => `${sourceId} ${outcome}`).toSorted(),
  };
}

async function preview(more: { removeMissing?: boolean } = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const { sourceId, outcome } of previewPath(db, { path: folder, collection: 'open', ...more })) found.push(`${sourceId} ${outcome}`);
  return found;
}

const stored = async () =>
  (await listDocuments(db, 'open')).map(({ sourceId, title }) => `${sourceId}: ${title}`).toSorted();
const nothing = { looked: 3, new: 0, changed: 0, unchanged: 0, removed: 0, cancelled: 0, failed: [], passages: 0, kept: [] };
const three = {
  'a.md': '# Afval\n\nGrijze container.',
  'b/c.txt': 'Belasting betalen.',
  'd.pdf': makePdf([[{ text: 'Dakkapel', size: 20 }, 'Een vergunning is nodig.']]),
};

describe('ingestPath', () => {
  it('reads a folder, and the second time leaves all as it is', async () => {
    await put(three);
    expect(await ingest()).toEqual({
      ...nothing,
      new: 3,
      passages: 3,
      events: ['a.md new', 'b/c.txt new', 'd.pdf new'],
    });
    expect(await stored()).toEqual(['a.md: Afval', 'b/c.txt: c', 'd.pdf: Dakkapel']);
    const reading = vi.spyOn(pool, 'extract');
    expect(await ingest()).toMatchObject({ ...nothing, unchanged: 3 });
    expect(reading).not.toHaveBeenCalled();
  });

  it('takes a change of the text or of the sidecar', async () => {
    await put({
      ...three,
      'd.pdf.yaml':
        'title: Dakkapel plaatsen\nowner: Team Wonen\nurl: https://a.example/dakkapel\nvalidUntil: 2026-12-31\n',
    });
    await ingest();
    const [document] = (await listDocuments(db, 'open')).filter(({ sourceId }) => sourceId === 'd.pdf');
    expect(document).toMatchObject({
      title: 'Dakkapel plaatsen',
      owner: 'Team Wonen',
      url: 'https://a.example/dakkapel',
      validUntil: '2026-12-31',
    });
    await put({ 'a.md': '# Afval\n\nGroene container.', 'd.pdf.yaml': 'title: Een dakkapel\n' });
    expect(await ingest()).toMatchObject({ changed: 2, unchanged: 1 });
    expect(await stored()).toContain('d.pdf: Een dakkapel');
  });

  it('reports what fails, goes on, and keeps the old version in use', async () => {
    await put(three);
    await ingest();
    await put({
      'a.md': '---\nvalidFrom: 31-01-2026\n---\nNieuw.',
      'd.pdf': three['d.pdf'].subarray(0, 400),
      'e.md': '',
      'f.txt': 'Nieuw en goed.',
      'f.txt.yaml': '- geen\n- kop',
      'g.bin': 'x',
      'h.md': 'Goed.',
    });
    expect(await ingest()).toMatchObject({
      new: 1,
      unchanged: 1,
      removed: 0,
      failed: [
        ['a.md', 'document-metadata-invalid', 'validFrom moet een bestaande datum zijn, zoals 2026-01-31'],
        ['d.pdf', 'document-corrupt', 'het einde van het bestand ontbreekt'],
        ['e.md', 'document-empty', undefined],
        ['f.txt', 'document-metadata-invalid', 'verwacht regels zoals "title: Paspoort"'],
        ['g.bin', 'document-type-unknown', '.bin'],
      ],
    });
    expect(await stored()).toEqual(['a.md: Afval', 'b/c.txt: c', 'd.pdf: Dakkapel', 'h.md: h']);
  });

  it('does not read again what failed, and forgets it with its file', async () => {
    await put({ ...three, 'd.pdf': three['d.pdf'].subarray(0, 400) });
    const failed = [['d.pdf', 'document-corrupt', 'het einde van het bestand ontbreekt']];
    expect(await ingest()).toMatchObject({ new: 2, failed });
    const [before] = await listPending(db);
    const reading = vi.spyOn(pool, 'extract');
    expect(await ingest()).toMatchObject({ unchanged: 2, failed });
    expect(reading).not.toHaveBeenCalled();
    expect(await listPending(db)).toMatchObject([{ id: before?.id, attempts: 1 }]);
    await rm(join(folder, 'd.pdf'));
    expect(await ingest()).toMatchObject({ unchanged: 2, failed: [] });
    expect(await listPending(db)).toEqual([]);
  });

  it('removes what is gone from the folder, but never more than a third at once', async () => {
    await put({ ...three, 'e.md': 'Evenement.' });
    await ingest();
    await rm(join(folder, 'a.md'));
    expect(await ingest()).toMatchObject({
      removed: 1,
      unchanged: 3,
      kept: [],
      events: expect.arrayContaining(['a.md removed']),
    });
    await rm(join(folder, 'b'), { recursive: true });
    await rm(join(folder, 'e.md'));
    expect(await ingest()).toMatchObject({ removed: 0, unchanged: 1, kept: ['b/c.txt', 'e.md'] });
    // Asked again with the word that they may go.
    expect(await preview({ removeMissing: true })).toEqual(['d.pdf unchanged', 'b/c.txt removed', 'e.md removed']);
    expect(await preview()).toEqual(['d.pdf unchanged', 'b/c.txt kept', 'e.md kept']);
    expect(await stored()).toHaveLength(3);
  });

  it('lets a third go, and of what is left no half', async () => {
    await put(Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}.md`, `Over ${name}.`])));
    await ingest();
    for (const name of ['a.md', 'b.md']) await rm(join(folder, name));
    expect(await ingest()).toMatchObject({ removed: 2, kept: [] });
    for (const name of ['c.md', 'd.md']) await rm(join(folder, name));
    expect(await ingest()).toMatchObject({ removed: 0, kept: ['c.md', 'd.md'] });
  });

  it('removes nothing for a file, from another folder, or from elsewhere', async () => {
    await put({ 'sub/a.md': 'Een.', 'sub/b.md': 'Twee.', 'sub/c.md': 'Drie.', 'x.md': 'Vier.' });
    await ingest();
    await ingest({ path: join(folder, 'x.md'), sourcePrefix: 'archief:' });
    await rm(join(folder, 'x.md'));
    await rm(join(folder, 'sub/a.md'));
    expect(await ingest({ path: join(folder, 'sub/b.md'), documentsRoot: folder })).toMatchObject({
      ...nothing,
      looked: 1,
      unchanged: 1,
    });
    expect(await ingest({ path: join(folder, 'sub'), documentsRoot: folder })).toMatchObject({
      removed: 1,
      unchanged: 2,
    });
    expect(await stored()).toEqual(['archief:x.md: x', 'sub/b.md: b', 'sub/c.md: c', 'x.md: x']);
    expect(await ingest()).toMatchObject({ removed: 1, kept: [] });
    expect(await stored()).toEqual(['archief:x.md: x', 'sub/b.md: b', 'sub/c.md: c']);
  });

  it('skips hidden files and links that lead out of the folder', async () => {
    await put({ 'a.md': 'Een.', '.git/config.md': 'Nee.', '.verborgen.md': 'Nee.' });
    const outside = await mkdtemp(join(tmpdir(), 'balie-buiten-'));
    await writeFile(join(outside, 'geheim.md'), 'Geheim.');
    await symlink(join(outside, 'geheim.md'), join(folder, 'link.md'));
    await symlink(outside, join(folder, 'map'));
    await symlink(folder, join(folder, 'kring'));
    await symlink(join(folder, 'a.md'), join(folder, 'binnen.md'));
    expect(await ingest()).toMatchObject({ new: 2, failed: [], events: ['a.md new', 'binnen.md new'] });
    await rm(outside, { recursive: true });
  });

  it('says what a dry run would do and writes nothing', async () => {
    await put(three);
    await ingest();
    await put({ 'a.md': 'Anders.', 'e.md': 'Evenement.' });
    await rm(join(folder, 'd.pdf'));
    expect(await preview()).toEqual(['a.md changed', 'b/c.txt unchanged', 'e.md new', 'd.pdf removed']);
    expect(await stored()).toEqual(['a.md: Afval', 'b/c.txt: c', 'd.pdf: Dakkapel']);
  });

  it('says of what is inside a described container what a run then does, by its own title', async () => {
    await put({ 'd.zip': makeZip({ 'x.md': '# Een\n\nTekst van een.' }), 'd.zip.yaml': 'title: Dossier\nurl: https://www.gemeente.example/dossier\nowner: Team\n' });
    await ingest();
    await put({ 'd.zip': makeZip({ 'x.md': '# Een\n\nTekst van een.', 'y.md': '# Twee\n\nTekst van twee.' }) });
    const titles: (string | undefined)[] = [];
    for await (const { title } of previewPath(db, { path: folder, collection: 'open' })) titles.push(title);
    expect(titles).toEqual(['Dossier', undefined, 'Twee']);
    expect(await preview()).toEqual(['d.zip changed', 'd.zip/x.md unchanged', 'd.zip/y.md new']);
    expect(await ingest()).toMatchObject({ new: 1, changed: 1, unchanged: 1 });
  });

  it('refuses an unknown collection and a path that is not there', async () => {
    await put(three);
    await expect(ingest({ collection: 'onbekend' })).rejects.toMatchObject({
      code: 'collection-unknown',
      detail: 'onbekend',
    });
    await expect(ingest({ path: join(folder, 'weg') })).rejects.toMatchObject({ code: 'path-unreadable' });
    await expect(ingest({ documentsRoot: join(folder, 'b') })).rejects.toMatchObject({ code: 'path-unreadable' });
  });

  it.skipIf(process.getuid?.() === 0)('names a file that may not be read', async () => {
    await put(three);
    await chmod(join(folder, 'a.md'), 0);
    expect(await ingest()).toMatchObject({ new: 2, failed: [['a.md', 'path-unreadable', undefined]] });
  });

  it('stops between documents when told to, and keeps what is done', async () => {
    await put(three);
    await ingest();
    await put({ 'd.pdf': 'Geen PDF meer.' });
    const stop = new AbortController();
    await expect(ingest({ signal: stop.signal, onProgress: () => stop.abort(new Error('genoeg')) })).rejects.toThrow('genoeg');
    expect(await listPending(db)).toEqual([]);
    expect(await stored()).toEqual(['a.md: Afval', 'b/c.txt: c', 'd.pdf: Dakkapel']);
  });
});
