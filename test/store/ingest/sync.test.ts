import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { listPending } from '../../../src/jobs/manage.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import { at, ingest, nothing, put, setUpFolder, stored, three } from './set-up.ts';

setUpFolder(['open', 'andere']);

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
    const reading = vi.spyOn(at.workers.pool, 'extract');
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
    const [document] = (await listDocuments(at.db, 'open')).filter(({ sourceId }) => sourceId === 'd.pdf');
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
    const [before] = await listPending(at.db);
    const reading = vi.spyOn(at.workers.pool, 'extract');
    expect(await ingest()).toMatchObject({ unchanged: 2, failed });
    expect(reading).not.toHaveBeenCalled();
    expect(await listPending(at.db)).toMatchObject([{ id: before?.id, attempts: 1 }]);
    await rm(join(at.folder, 'd.pdf'));
    expect(await ingest()).toMatchObject({ unchanged: 2, failed: [] });
    expect(await listPending(at.db)).toEqual([]);
  });

  it('skips hidden files and links that lead out of the folder', async () => {
    await put({ 'a.md': 'Een.', '.git/config.md': 'Nee.', '.verborgen.md': 'Nee.' });
    const outside = await mkdtemp(join(tmpdir(), 'balie-buiten-'));
    await writeFile(join(outside, 'geheim.md'), 'Geheim.');
    await symlink(join(outside, 'geheim.md'), join(at.folder, 'link.md'));
    await symlink(outside, join(at.folder, 'map'));
    await symlink(at.folder, join(at.folder, 'kring'));
    await symlink(join(at.folder, 'a.md'), join(at.folder, 'binnen.md'));
    expect(await ingest()).toMatchObject({ new: 2, failed: [], events: ['a.md new', 'binnen.md new'] });
    await rm(outside, { recursive: true });
  });

  it('refuses an unknown collection and a path that is not there', async () => {
    await put(three);
    await expect(ingest({ collection: 'onbekend' })).rejects.toMatchObject({
      code: 'collection-unknown',
      detail: 'onbekend',
    });
    await expect(ingest({ path: join(at.folder, 'weg') })).rejects.toMatchObject({ code: 'path-unreadable' });
    await expect(ingest({ documentsRoot: join(at.folder, 'b') })).rejects.toMatchObject({ code: 'path-unreadable' });
  });

  it.skipIf(process.getuid?.() === 0)('names a file that may not be read', async () => {
    await put(three);
    await chmod(join(at.folder, 'a.md'), 0);
    expect(await ingest()).toMatchObject({ new: 2, failed: [['a.md', 'path-unreadable', undefined]] });
  });

  it('stops between documents when told to, and keeps what is done', async () => {
    await put(three);
    await ingest();
    await put({ 'd.pdf': 'Geen PDF meer.' });
    const stop = new AbortController();
    await expect(ingest({ signal: stop.signal, onProgress: () => stop.abort(new Error('genoeg')) })).rejects.toThrow('genoeg');
    expect(await listPending(at.db)).toEqual([]);
    expect(await stored()).toEqual(['a.md: Afval', 'b/c.txt: c', 'd.pdf: Dakkapel']);
  });
});
