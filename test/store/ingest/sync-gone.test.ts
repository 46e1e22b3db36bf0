import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { correctDocument } from '../../../src/knowledge/documents/corrections.ts';
import { previewPath } from '../../../ingest/preview.ts';
import { lastRuns } from '../../../src/jobs/runs.ts';
import { makeZip } from '../../support/office.ts';
import { at, ingest, nothing, preview, put, setUpFolder, stored, three } from './set-up.ts';

setUpFolder(['open', 'andere']);

describe('ingestPath, of what is gone or would be', () => {
  it('removes what is gone from the folder, but never more than a third at once', async () => {
    await put({ ...three, 'e.md': 'Evenement.' });
    await ingest();
    await rm(join(at.folder, 'a.md'));
    expect(await ingest()).toMatchObject({
      removed: 1,
      unchanged: 3,
      kept: [],
      events: expect.arrayContaining(['a.md removed']),
    });
    await rm(join(at.folder, 'b'), { recursive: true });
    await rm(join(at.folder, 'e.md'));
    expect(await ingest()).toMatchObject({ removed: 0, unchanged: 1, kept: ['b/c.txt', 'e.md'] });
    // Asked again with the word that they may go.
    expect(await preview({ removeMissing: true })).toEqual(['d.pdf unchanged', 'b/c.txt removed', 'e.md removed']);
    expect(await preview()).toEqual(['d.pdf unchanged', 'b/c.txt kept', 'e.md kept']);
    expect(await stored()).toHaveLength(3);
  });

  it('gives what was set by hand back to a document that was away for a while, unless it says itself that this cannot be', async () => {
    await put({ ...three, 'e.md': 'Evenement.', 'f.md': 'Feest.' });
    await ingest();
    const set = { title: 'Met de hand', validUntil: '2026-11-30', owner: 'Team Regels' };
    for (const name of ['a.md', 'e.md']) expect(await correctDocument(at.db, 'open', name, name === 'a.md' ? set : { validUntil: '2026-11-30' })).toBe(true);
    const about = async () => (await at.db.query(`SELECT source_id, title, valid_until, owner, corrections FROM documents WHERE source_id IN ('a.md', 'e.md') ORDER BY source_id`)).map((row) => Object.values(row));
    const [before] = await about();
    const away = async (name: string, text: string) => {
      await rm(join(at.folder, name));
      expect(await ingest()).toMatchObject({ removed: 1 });
      await put({ [name]: text });
      expect(await ingest()).toMatchObject({ new: 1 });
    };
    await away('a.md', three['a.md']);
    expect((await about())[0]).toEqual(before);
    expect(before).toMatchObject(['a.md', 'Met de hand', '2026-11-30', 'Team Regels', set]);
    // It is found by that title, too.
    expect(await at.db.query(`SELECT 1 FROM postings WHERE term = 'hand'`)).not.toEqual([]);
    // Now it begins after the day on which it was said to end: what was set is of another time.
    await away('e.md', '---\nvalidFrom: 2027-01-01\n---\nEvenement.');
    expect((await about())[1]).toMatchObject(['e.md', 'e', null, null, {}]);
    expect(await at.db.query('SELECT FROM kept_corrections')).toEqual([]);

    // Away for longer than that, it is another one.
    await rm(join(at.folder, 'a.md'));
    await ingest();
    await at.db.query(`UPDATE kept_corrections SET gone_at = now() - interval '31 days'`);
    await put({ 'a.md': three['a.md'] });
    await ingest();
    expect((await about())[0]).toMatchObject(['a.md', 'Afval', null, null, {}]);
  });

  it('reads the rest where a folder below cannot be read, removes nothing of that, and says so with what was read of the source', async () => {
    await put({ ...three, 'e.md': 'Evenement.' });
    await ingest();
    // A name that is not UTF-8 leads nowhere, for root as well.
    const closed = Buffer.concat([Buffer.from(`${at.folder}/caf`), Buffer.from([0xe9])]);
    await mkdir(closed);
    await rm(join(at.folder, 'e.md'));
    await put({ 'f.md': 'Feest.' });
    await expect(ingest()).rejects.toMatchObject({ code: 'path-unreadable', detail: expect.stringContaining('UTF-8') });
    await expect(preview()).rejects.toMatchObject({ code: 'path-unreadable' });
    await expect.poll(stored).toEqual(expect.arrayContaining(['e.md: e', 'f.md: f']));
    expect((await lastRuns(at.db)).find(({ source }) => source === 'folder')).toMatchObject({ fault: 'path-unreadable' });
    await rm(closed, { recursive: true });
    expect(await ingest()).toMatchObject({ removed: 1 });
  });

  it('lets a third go, and of what is left no half', async () => {
    await put(Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}.md`, `Over ${name}.`])));
    await ingest();
    for (const name of ['a.md', 'b.md']) await rm(join(at.folder, name));
    expect(await ingest()).toMatchObject({ removed: 2, kept: [] });
    for (const name of ['c.md', 'd.md']) await rm(join(at.folder, name));
    expect(await ingest()).toMatchObject({ removed: 0, kept: ['c.md', 'd.md'] });
  });

  it('removes nothing for a file, from another folder, or from elsewhere', async () => {
    await put({ 'sub/a.md': 'Een.', 'sub/b.md': 'Twee.', 'sub/c.md': 'Drie.', 'x.md': 'Vier.' });
    await ingest();
    await ingest({ path: join(at.folder, 'x.md'), sourcePrefix: 'archief:' });
    await rm(join(at.folder, 'x.md'));
    await rm(join(at.folder, 'sub/a.md'));
    expect(await ingest({ path: join(at.folder, 'sub/b.md'), documentsRoot: at.folder })).toMatchObject({
      ...nothing,
      looked: 1,
      unchanged: 1,
    });
    expect(await ingest({ path: join(at.folder, 'sub'), documentsRoot: at.folder })).toMatchObject({
      removed: 1,
      unchanged: 2,
    });
    expect(await stored()).toEqual(['archief:x.md: x', 'sub/b.md: b', 'sub/c.md: c', 'x.md: x']);
    expect(await ingest()).toMatchObject({ removed: 1, kept: [] });
    expect(await stored()).toEqual(['archief:x.md: x', 'sub/b.md: b', 'sub/c.md: c']);
  });

  it('says what a dry run would do and writes nothing', async () => {
    await put(three);
    await ingest();
    await put({ 'a.md': 'Anders.', 'e.md': 'Evenement.' });
    await rm(join(at.folder, 'd.pdf'));
    expect(await preview()).toEqual(['a.md changed', 'b/c.txt unchanged', 'e.md new', 'd.pdf removed']);
    expect(await stored()).toEqual(['a.md: Afval', 'b/c.txt: c', 'd.pdf: Dakkapel']);
  });

  it('says of what is inside a described container what a run then does, by its own title', async () => {
    await put({ 'd.zip': makeZip({ 'x.md': '# Een\n\nTekst van een.' }), 'd.zip.yaml': 'title: Dossier\nurl: https://www.gemeente.example/dossier\nowner: Team\n' });
    await ingest();
    await put({ 'd.zip': makeZip({ 'x.md': '# Een\n\nTekst van een.', 'y.md': '# Twee\n\nTekst van twee.' }) });
    const titles: (string | undefined)[] = [];
    for await (const { title } of previewPath(at.db, { path: at.folder, collection: 'open' })) titles.push(title);
    expect(titles).toEqual(['Dossier', undefined, 'Twee']);
    expect(await preview()).toEqual(['d.zip changed', 'd.zip/x.md unchanged', 'd.zip/y.md new']);
    expect(await ingest()).toMatchObject({ new: 1, changed: 1, unchanged: 1 });
  });
});
