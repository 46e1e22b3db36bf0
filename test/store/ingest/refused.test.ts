import { describe, expect, it } from 'vitest';
import { ingestPath } from '../../../ingest/sync.ts';
import { listPending } from '../../../src/jobs/manage.ts';
import { lastRuns } from '../../../src/jobs/runs.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import { at, ingest, put, refusing, setUpFolder, stored } from './set-up.ts';

setUpFolder(['open']);

describe('what PostgreSQL cannot keep of a description', () => {
  it.each([
    ['a NUL', String.raw`foo: "x\0y"`, 'foo'],
    ['half a sign', String.raw`foo: "x\ud83d"`, 'foo'],
    ['either of them deep inside', String.raw`foo: [1, { a: "\0" }]`, 'foo'],
    ['or in a name', String.raw`"a\0b": 1`, 'ab'],
    ['what holds itself', 'foo: &x [*x]', 'foo'],
  ])('%s is named, and all other documents are read', async (_, sidecar, name) => {
    await put({ 'a.md': 'Een.', 'a.md.yaml': sidecar, 'b.md': 'Twee.' });
    expect(await ingest()).toMatchObject({
      new: 1,
      failed: [['a.md', 'document-metadata-invalid', `${name} bevat iets dat niet te bewaren is`]],
      events: ['a.md failed', 'b.md new'],
    });
    expect(await stored()).toEqual(['b.md: b']);
    expect(await lastRuns(at.db)).toMatchObject([{ state: 'ended' }]);
  });

  it('is nothing that only looks like it', async () => {
    await put({ 'a.md': 'Een.', 'a.md.yaml': String.raw`foo: 'C:\u0000 en \ud83d'` });
    expect(await ingest()).toMatchObject({ new: 1, failed: [] });
  });
});

/** A path that no compression makes shorter: of more bytes than an index of PostgreSQL takes. */
const farAway = `${Array.from({ length: 14 }, (_, at) => Array.from({ length: 70 }, (__, n) => String.fromCodePoint(0x4e00 + ((at * 70 + n) * 7919) % 20_000)).join('')).join('/')}/ver.md`;

describe('a path that is longer than the database keeps', () => {
  it('is named, look after look, and all other documents are read', async () => {
    await put({ 'a.md': 'Een.' });
    await put({ [farAway]: 'Ver weg.' });
    for (const seen of [{ new: 1 }, { unchanged: 1 }]) {
      expect(await ingest()).toMatchObject({
        ...seen,
        failed: [[farAway, 'path-unreadable', 'de naam is te lang, met die van de mappen erboven: 2.960 bytes']],
      });
      expect(await lastRuns(at.db)).toMatchObject([{ state: 'ended', counts: { failed: 1 } }]);
    }
    expect(await stored()).toEqual(['a.md: a']);
    expect(await listPending(at.db)).toEqual([]);
    expect(await listDocuments(at.db, 'open')).toHaveLength(1);
  });
});

describe('a fault of PostgreSQL', () => {
  it('that is about one document is that one’s alone, and told to who runs the desk', async () => {
    await put({ 'a.md': 'Een.', 'b.md': 'Twee.' });
    const told: unknown[] = [];
    const workers = { ...at.workers, onUnforeseen: (_: unknown, about: object) => void told.push(about) };
    const { failed, ...result } = await ingestPath(refusing(at.db, 'a.md', '22P02'), { path: at.folder, collection: 'open', workers });
    expect(result).toMatchObject({ looked: 2, new: 1 });
    expect(failed).toMatchObject([{ file: 'a.md', error: { code: 'internal', detail: 'PostgreSQL 22P02' } }]);
    expect(told).toEqual([{ collection: 'open', document: 'a.md' }]);
    expect(await listPending(at.db)).toMatchObject([{ sourceId: 'a.md', state: 'failed', fault: 'internal', detail: 'PostgreSQL 22P02' }]);
    expect(await ingest()).toMatchObject({ new: 1, unchanged: 1, failed: [] });
    expect(await listPending(at.db)).toEqual([]);
  });

  it('that any other would meet too ends the look, which says where it came from', async () => {
    await put({ 'a.md': 'Een.', 'b.md': 'Twee.' });
    await expect(ingestPath(refusing(at.db, 'a.md', '42P01'), { path: at.folder, collection: 'open', workers: at.workers })).rejects.toMatchObject({ code: '42P01' });
    expect(await lastRuns(at.db)).toMatchObject([{ state: 'failed', fault: 'internal', detail: 'PostgreSQL 42P01' }]);
    expect(await listPending(at.db)).toEqual([]);
  });
});
