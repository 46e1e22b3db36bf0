import { rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingestPath } from '../../../ingest/sync.ts';
import { openWorkers } from '../../../ingest/work.ts';
import { deliver } from '../../../src/jobs/deliveries.ts';
import { startRun } from '../../../src/jobs/listing.ts';
import { cancelPending, dropOthersIn, listPending, retryAllPending, retryPending } from '../../../src/jobs/manage.ts';
import { openQueue } from '../../../src/jobs/queue.ts';
import { lastRuns, listEventsAfter } from '../../../src/jobs/runs.ts';
import { failUnread } from '../../../src/jobs/unread.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import { makeZip } from '../../support/office.ts';
import { collection } from '../knowledge/support.ts';
import { at, put, setUpFolder } from './set-up.ts';

setUpFolder();

const read = (more: { sourcePrefix?: string } = {}) => ingestPath(at.db, { path: at.folder, collection: 'open', workers: at.workers, ...more });
const failed = async () => (await listPending(at.db, { state: 'failed' })).map(({ sourceId, fault }) => `${sourceId} ${fault}`).toSorted();

describe('a document that its source cannot give', () => {
  it('is let go of when another gives it', async () => {
    const about = { collectionId: 'open', source: 'folder', runId: await startRun(at.db, 'open', 'folder') };
    for (const sourceId of ['groot.pdf', 'ander.pdf'])
      await at.db.transaction((tx) => failUnread(tx, { ...about, sourceId, fileName: sourceId, fault: { code: 'document-too-large' } }));
    expect(await at.db.transaction((tx) => dropOthersIn(tx, 'open', 'groot.pdf', 'e'.repeat(64)))).toEqual({ runId: about.runId, state: 'failed' });
    expect(await failed()).toEqual(['ander.pdf document-too-large']);
  });

  it('stands with what failed, with its cause, and goes when the next run succeeds with it', async () => {
    await put({ 'leeg.md': '' });
    await put({ 'groot.pdf': '' });
    await truncate(join(at.folder, 'groot.pdf'), 51 * 1024 * 1024);
    await put({ 'goed.md': 'Goed.' });
    expect((await read()).failed).toHaveLength(2);
    expect(await listPending(at.db)).toMatchObject([
      { sourceId: 'groot.pdf', fileName: 'groot.pdf', state: 'failed', fault: 'document-too-large', detail: '51 MB; dat is 1 MB meer dan het maximum van 50 MB', attempts: 1, isHere: false },
      { sourceId: 'leeg.md', state: 'failed', fault: 'document-empty', isHere: false },
    ]);
    await read();
    expect(await listPending(at.db)).toEqual(expect.arrayContaining([expect.objectContaining({ sourceId: 'leeg.md', attempts: 2 })]));
    await put({ 'leeg.md': 'Nu met tekst.' });
    expect(await read()).toMatchObject({ new: 1, unchanged: 1 });
    expect(await failed()).toEqual(['groot.pdf document-too-large']);
    await rm(join(at.folder, 'groot.pdf'));
    await read();
    expect(await failed()).toEqual([]);
    expect(await lastRuns(at.db)).toMatchObject([{ state: 'ended', found: 2, unchanged: 2, counts: {} }]);
  });

  it('keeps its old version in use, and goes also when the old file comes back', async () => {
    await put({ 'a.md': 'Oud.' });
    await read();
    await put({ 'a.md': '' });
    await read();
    expect(await listDocuments(at.db, 'open')).toHaveLength(1);
    expect(await failed()).toEqual(['a.md document-empty']);
    await put({ 'a.md': 'Oud.' });
    expect(await read()).toMatchObject({ unchanged: 1, failed: [] });
    expect(await failed()).toEqual([]);
  });

  it('is let go of by a person; tried again, its source is read by the desk', async () => {
    await put({ 'a.md': '' });
    await read();
    const [{ id } = { id: '' }] = await listPending(at.db);
    const asked: string[] = [];
    const queue = { ...at.workers.queue, lookThrough: async (collectionId: string) => void asked.push(collectionId) };
    expect(await retryPending(at.db, queue, id)).toBe('source');
    expect(asked).toEqual(['open']);
    // Until then it is what it was.
    expect(await failed()).toEqual(['a.md document-empty']);
    expect(await cancelPending(at.db, id)).toBe(true);
    expect(await listPending(at.db)).toEqual([]);
    await rm(join(at.folder, 'a.md'));
    await put({ 'b.md': '' });
    await read({ sourcePrefix: 'archief:' });
    const [byHand = { id: '' }] = await listPending(at.db);
    expect(await retryPending(at.db, queue, byHand.id)).toBe('by-hand');
    expect(await retryPending(at.db, queue, byHand.id.replaceAll(/[0-9a-f]/g, '0'))).toBeUndefined();
    expect(asked).toEqual(['open']);
  });

  it('is tried anew with all that failed, however many: what has bytes waits, the source is asked once, the rest stays', async () => {
    await syncCollections(at.db, [collection('open'), collection('ander')]);
    await at.db.query(`INSERT INTO originals VALUES (encode(sha256('x'), 'hex'), 'x')`);
    await at.db.query(
      `INSERT INTO deliveries (id, collection_id, source_id, source, file_name, state, fault, original, digest)
       SELECT gen_random_uuid(), c, source || n, source, 'x', 'failed', 'document-empty', CASE WHEN source = 'push' THEN encode(sha256('x'), 'hex') END,
         CASE WHEN source = 'push' THEN repeat('0', 64) END
       FROM (VALUES ('open', 'push', 510), ('open', 'website', 3), ('open', 'folder', 2), ('open', 'path:x', 1), ('ander', 'push', 1)) AS v (c, source, many),
         generate_series(1, many) n`,
    );
    const [asked, added, woken] = [[] as string[], [] as string[], [] as true[]];
    const queue = {
      ...at.workers.queue,
      add: async (_: unknown, id: string) => void added.push(id),
      wake: () => void woken.push(true),
      lookThrough: async (collectionId: string) => void asked.push(collectionId),
    };
    expect(await retryAllPending(at.db, queue, 'open', (source) => source === 'website')).toEqual({ waiting: 510, source: 3, 'by-hand': 3 });
    expect([new Set(added).size, woken.length, asked]).toEqual([510, 1, ['open']]);
    expect(await at.db.query('SELECT collection_id AS c, count(*) AS n FROM deliveries WHERE state = $1 GROUP BY 1 ORDER BY 1', ['failed'])).toEqual([{ c: 'ander', n: 1 }, { c: 'open', n: 6 }]);
    expect(await retryAllPending(at.db, queue, 'leeg', () => true)).toEqual({ waiting: 0, source: 0, 'by-hand': 0 });
    expect(woken).toHaveLength(1);
  });

  it('takes the place of an earlier failure with bytes, but gives up nothing that waits', async () => {
    // Nobody reads from this queue.
    const queue = await openQueue(at.db, { onError: () => undefined });
    const about = { collectionId: 'open', source: 'push', fileName: 'a.md' };
    const runless = { ...about, runId: undefined as unknown as string, fault: { code: 'document-empty' } as const };
    await put({ 'kapot.pdf': '%PDF-1.7 afgebroken' });
    await read();
    expect(await listPending(at.db)).toMatchObject([{ sourceId: 'kapot.pdf', fault: 'document-corrupt', isHere: true }]);
    await put({ 'kapot.pdf': '' });
    await read();
    expect(await listPending(at.db)).toMatchObject([{ sourceId: 'kapot.pdf', fault: 'document-empty', isHere: false }]);
    expect(await at.db.query('SELECT FROM originals')).toEqual([]);

    await at.workers.close();
    const id = await deliver(at.db, queue, { ...about, sourceId: 'wacht.md', bytes: Buffer.from('Wacht.'), digest: '0'.repeat(64) });
    await at.db.transaction((tx) => failUnread(tx, { ...runless, sourceId: 'wacht.md' }));
    expect(await listPending(at.db, { state: 'waiting' })).toMatchObject([{ id, isHere: true }]);
    await queue.close(0);
    at.workers = await openWorkers(at.db);
  });
});

describe('what a folder holds besides documents', () => {
  it('names a description whose document is not there', async () => {
    await put({ 'leges.pdf.yaml': 'title: Leges\n' });
    await put({ 'a.md': 'Tekst.' });
    await put({ 'a.md.yaml': 'title: Beschreven\n' });
    expect(await read()).toMatchObject({ looked: 2, new: 1 });
    expect(await listPending(at.db)).toMatchObject([
      { sourceId: 'leges.pdf.yaml', fault: 'document-metadata-invalid', detail: 'beschrijft leges.pdf, en dat staat er niet naast' },
    ]);
    await rm(join(at.folder, 'leges.pdf.yaml'));
    await read();
    expect(await failed()).toEqual([]);
  });

  it('reads a zip but for the entry with an unsafe name, which its event names, and says that an empty one is empty', async () => {
    await put({ 'map.zip': makeZip({ '../weg.txt': 'Naar buiten.', 'goed.txt': 'Goed.' }) });
    await put({ 'leeg.zip': makeZip({}) });
    expect(await read()).toMatchObject({ looked: 2, new: 2, failed: [{ file: 'leeg.zip' }] });
    const [event] = (await listEventsAfter(at.db, ['open'], 0)).filter(({ sourceId }) => sourceId === 'map.zip');
    expect(event?.warnings.join()).toContain('weg.txt');
    expect((await listDocuments(at.db, 'open')).map(({ sourceId }) => sourceId).toSorted()).toEqual(['map.zip', 'map.zip/goed.txt']);
    expect(await listPending(at.db)).toMatchObject([{ sourceId: 'leeg.zip', fault: 'document-empty' }]);
  });
});

it('what is on its way in out of a container is found without reading all that waits', async () => {
  const plan = await at.db.transaction(async (tx) => {
    // A table of a few rows is read whole, whatever there is to find them by.
    await tx.query('SET LOCAL enable_seqscan = off');
    return tx.query(`EXPLAIN SELECT FROM deliveries WHERE collection_id = 'open' AND container = 'a.zip'`);
  });
  expect(JSON.stringify(plan)).toContain('deliveries_container');
});
