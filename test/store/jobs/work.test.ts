import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExtractPool } from '../../../ingest/extract/pool.ts';
import type { ExtractedDocument } from '../../../ingest/extract/types.ts';
import { openWorkers, type Workers } from '../../../ingest/work.ts';
import { BalieError } from '../../../src/errors.ts';
import { deliver, failedBefore } from '../../../src/jobs/deliveries.ts';
import { cancelPending, listPending, retryPending } from '../../../src/jobs/manage.ts';
import { endListing, startRun } from '../../../src/jobs/listing.ts';
import { endRunIfDone, listEvents } from '../../../src/jobs/runs.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { correctDocument } from '../../../src/knowledge/documents/corrections.ts';
import { listDocuments, listPassages, removeDocument } from '../../../src/knowledge/documents/documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { clearCollections } from '../../support/collections.ts';
import { openTestDatabase } from '../../support/database.ts';
import { collection } from '../knowledge/support.ts';

let db: Database;
let workers: Workers;
/** What becomes of a document, by its text; the real reader has tests of its own. */
let read: (text: string, signal: AbortSignal | undefined) => Promise<ExtractedDocument>;
const pool: ExtractPool = {
  extract: (bytes, _context, signal) => read(Buffer.from(bytes).toString(), signal),
  close: async () => undefined,
};
const plain = (text: string, more: Partial<ExtractedDocument> = {}): ExtractedDocument => ({
  mediaType: 'text/plain', metadata: {}, sections: text === '' ? [] : [{ headings: [], text }], warnings: [], ...more,
});

beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  await clearCollections(db);
  await syncCollections(db, [collection('open')]);
  read = async (text) => plain(text);
  workers = await openWorkers(db, { pool, concurrency: 2 });
});
afterEach(() => workers.close());

let runId: string;
const digestOf = (text: string) => Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64);
async function bring(sourceId: string, text: string, priority = 0): Promise<string> {
  const digest = digestOf(text);
  const id = await deliver(db, workers.queue, {
    collectionId: 'open', sourceId, source: 'push', runId, fileName: sourceId, bytes: Buffer.from(text), digest, priority,
  });
  workers.queue.wake();
  return id;
}
/** What the queue itself knows of those that wait: most urgent first, with the tries that are left after the next. */
const waitingJobs = () => db.query(
  `SELECT priority, retry_limit - retry_count AS left FROM jobs.job 
   WHERE name = 'document' AND state < 'active' AND data->>'deliveryId' IN (SELECT id::text FROM deliveries) ORDER BY priority DESC`,
);
const outcomes = async () => (await listEvents(db, runId)).map(({ sourceId, outcome }) => `${sourceId} ${outcome}`);
const until = (check: () => Promise<unknown>) => vi.waitFor(check, { timeout: 60_000, interval: 50 });
const texts = async (sourceId: string) => (await listPassages(db, 'open', sourceId)).map(({ text }) => text);

describe('workers', () => {
  beforeEach(async () => void (runId = await startRun(db, 'open', 'push')));

  it('make a document of what is delivered, and end its run', async () => {
    await bring('a.txt', 'Een tekst.');
    await endListing(db, runId, { found: 1, unchanged: 0, kept: [] });
    await until(async () => expect(await endRunIfDone(db, runId)).toBe(true));
    expect(await outcomes()).toEqual(['a.txt new']);
    expect(await texts('a.txt')).toEqual(['Een tekst.']);
    expect(await listPending(db)).toEqual([]);
    expect((await listDocuments(db, 'open'))[0]).toMatchObject({ source: 'push' });
  });

  it('keep the old version and show the cause of what fails for good; a person can have it tried again', async () => {
    await bring('a.txt', 'Oud.');
    await until(async () => expect(await outcomes()).toHaveLength(1));
    read = () => Promise.reject(new BalieError('document-corrupt', { detail: 'pagina 3' }));
    const id = await bring('a.txt', 'Nieuw.');
    await until(async () => expect(await outcomes()).toEqual(['a.txt new', 'a.txt failed']));
    expect(await texts('a.txt')).toEqual(['Oud.']);
    expect(await listPending(db, { state: 'failed' })).toMatchObject([{ id, attempts: 1, fault: 'document-corrupt', detail: 'pagina 3' }]);
    read = async (text) => plain(text);
    expect(await retryPending(db, workers.queue, id)).toBe('waiting');
    await until(async () => expect(await texts('a.txt')).toEqual(['Nieuw.']));
    expect(await listPending(db)).toEqual([]);
    expect(await retryPending(db, workers.queue, id)).toBeUndefined();
  });

  it('take what a person has tried again before what waits', async () => {
    read = () => Promise.reject(new BalieError('document-corrupt'));
    const id = await bring('a.txt', 'Tekst.');
    await until(async () => expect(await outcomes()).toEqual(['a.txt failed']));
    const gate = Promise.withResolvers<void>();
    read = (text) => gate.promise.then(() => plain(text));
    for (const name of ['b', 'c', 'd']) await bring(name, name);
    await until(async () => expect((await listPending(db)).filter(({ state, attempts }) => state === 'waiting' && attempts > 0)).toHaveLength(2));
    await retryPending(db, workers.queue, id);
    expect(await waitingJobs()).toMatchObject([{ priority: 20 }, { priority: 0 }]);
    gate.resolve();
    await until(async () => expect(await listPending(db)).toEqual([]));
  });

  it('do not come to the same failure twice, unless it was the machine’s', async () => {
    read = () => Promise.reject(new BalieError('document-corrupt', { detail: 'pagina 3' }));
    const id = await bring('a.txt', 'Tekst.');
    await until(async () => expect(await outcomes()).toEqual(['a.txt failed']));
    const again = { collectionId: 'open', sourceId: 'a.txt', digest: digestOf('Tekst.'), runId };
    expect(await failedBefore(db, again)).toEqual({ code: 'document-corrupt', detail: 'pagina 3' });
    expect(await failedBefore(db, { ...again, digest: digestOf('Anders.') })).toBeUndefined();
    await db.query(`UPDATE deliveries SET fault = 'database-unavailable' WHERE id = $1`, [id]);
    expect(await failedBefore(db, again)).toBeUndefined();
  });

  it('try again by themselves what may succeed later', async () => {
    let tries = 0;
    read = async (text) => {
      if (++tries === 1) throw new BalieError('database-unavailable');
      return plain(text);
    };
    const id = await bring('a.txt', 'Tekst.');
    await until(async () => expect(await listPending(db)).toMatchObject([{ id, state: 'waiting', attempts: 1, fault: 'database-unavailable' }]));
    await until(async () => expect(await outcomes()).toEqual(['a.txt new']));
    expect(tries).toBe(2);
  });

  it('throw away what was replaced or cancelled while it was read', async () => {
    const slow = Promise.withResolvers<void>();
    read = async (text) => {
      if (text === 'Eerste.') await slow.promise;
      return plain(text);
    };
    await bring('a.txt', 'Eerste.');
    await until(async () => expect((await listPending(db))[0]).toMatchObject({ attempts: 1 }));
    await bring('a.txt', 'Tweede.');
    await until(async () => expect(await texts('a.txt')).toEqual(['Tweede.']));
    slow.resolve();
    await workers.close();
    expect(await texts('a.txt')).toEqual(['Tweede.']);
    expect(await outcomes()).toEqual(['a.txt new']);
  });

  it('stop reading what is cancelled', async () => {
    const stopped = Promise.withResolvers<void>();
    read = (_, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => { stopped.resolve(); reject(signal.reason as Error); }));
    const id = await bring('a.txt', 'Tekst.');
    await endListing(db, runId, { found: 1, unchanged: 0, kept: [] });
    await until(async () => expect((await listPending(db))[0]).toMatchObject({ attempts: 1 }));
    expect(await cancelPending(db, id)).toBe(true);
    await stopped.promise;
    expect(await outcomes()).toEqual(['a.txt cancelled']);
    expect(await endRunIfDone(db, runId)).toBe(true);
    expect(await cancelPending(db, id)).toBe(false);
  });

  it('leave what they had not done to the next ones', async () => {
    read = (_, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    await bring('a.txt', 'Tekst.');
    await until(async () => expect((await listPending(db))[0]).toMatchObject({ attempts: 1 }));
    await workers.close();
    // The stop was not the document's doing: it costs no try, of those that are shown or of those that the queue counts.
    expect(await listPending(db)).toMatchObject([{ state: 'waiting', fault: null, attempts: 0 }]);
    expect(await waitingJobs()).toEqual([{ priority: 0, left: 8 }]);
    read = async (text) => plain(text);
    workers = await openWorkers(db, { pool });
    await until(async () => expect(await outcomes()).toEqual(['a.txt new']));
  });

  it('give back no try that a document spent itself, when they stop at the next', async () => {
    let tries = 0;
    read = (_, signal) => {
      if (++tries === 1) return Promise.reject(new BalieError('database-unavailable'));
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    await bring('a.txt', 'Tekst.', 10);
    await until(async () => expect((await listPending(db))[0]).toMatchObject({ attempts: 2 }));
    await workers.close();
    expect(await listPending(db)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    expect(await waitingJobs()).toEqual([{ priority: 10, left: 7 }]);
    workers = await openWorkers(db, { pool });
  });

  it('raise what waits when it is delivered again more urgently, and never lower it', async () => {
    const gate = Promise.withResolvers<void>();
    const order: string[] = [];
    read = async (text) => {
      await gate.promise;
      order.push(text);
      return plain(text);
    };
    for (const name of ['a', 'b', 'c', 'd']) await bring(name, name);
    await until(async () => expect((await listPending(db)).filter(({ attempts }) => attempts > 0)).toHaveLength(2));
    const last = (await listPending(db)).filter(({ attempts }) => attempts === 0).map(({ sourceId }) => sourceId).toSorted().at(-1) ?? '';
    await bring(last, last, 10);
    await bring(last, last, 20);
    await bring(last, last, 10);
    await bring(last, last);
    expect(await waitingJobs()).toEqual([{ priority: 20, left: 8 }, { priority: 0, left: 8 }]);
    gate.resolve();
    await until(async () => expect(await outcomes()).toHaveLength(4));
    expect(order.slice(2, 4)).toContain(last);
    expect(await waitingJobs()).toEqual([]);
  });

  it('take what a person waits for first', async () => {
    const gate = Promise.withResolvers<void>();
    const order: string[] = [];
    read = async (text) => {
      await gate.promise;
      order.push(text);
      return plain(text);
    };
    for (const name of ['a', 'b', 'c', 'd']) await bring(name, name);
    await until(async () => expect((await listPending(db)).filter(({ attempts }) => attempts > 0)).toHaveLength(2));
    await bring('e', 'dringend', 20);
    gate.resolve();
    await until(async () => expect(await outcomes()).toHaveLength(5));
    // Two readers take one each; which of them is ready first is chance.
    expect(order.slice(2, 4)).toContain('dringend');
  });

  it('make documents of what is inside one, and remove what is no longer in it', async () => {
    const inside = (...names: string[]) => names.map((name) => ({ name, bytes: Buffer.from(name) }));
    read = async (text) => (text.startsWith('zip') ? plain('', { attachments: inside(...text.split(' ').slice(1)) }) : plain(text));
    // Not from inside it, though its name says so.
    await bring('map.zip/los.txt', 'Los.');
    await until(async () => expect(await outcomes()).toHaveLength(1));
    await bring('map.zip', 'zip een.txt twee.txt');
    await until(async () => expect(await outcomes()).toHaveLength(4));
    expect(await texts('map.zip/een.txt')).toEqual(['een.txt']);
    await bring('map.zip', 'zip twee.txt drie.txt');
    await until(async () => expect(await outcomes()).toHaveLength(7));
    expect((await listDocuments(db, 'open')).map(({ sourceId }) => sourceId).toSorted()).toEqual(['map.zip', 'map.zip/drie.txt', 'map.zip/los.txt', 'map.zip/twee.txt']);
    // What had not changed was not read again.
    expect(await outcomes()).toEqual(expect.arrayContaining(['map.zip changed', 'map.zip/drie.txt new', 'map.zip/een.txt removed']));
  });

  it('do not bring back a part that left its container while it waited', async () => {
    const slow = Promise.withResolvers<void>();
    const inside = (...names: string[]) => names.map((name) => ({ name, bytes: Buffer.from(name) }));
    read = async (text) => {
      if (text === 'traag.txt') await slow.promise;
      return text.startsWith('zip') ? plain('', { attachments: inside(...text.split(' ').slice(1)) }) : plain(text);
    };
    await bring('map.zip', 'zip traag.txt b.txt');
    await until(async () => expect(await outcomes()).toHaveLength(2));
    await bring('map.zip', 'zip b.txt');
    await until(async () => expect(await outcomes()).toHaveLength(3));
    slow.resolve();
    await workers.close();
    expect((await listDocuments(db, 'open')).map(({ sourceId }) => sourceId).toSorted()).toEqual(['map.zip', 'map.zip/b.txt']);
    expect(await listPending(db)).toEqual([]);
  });

  it('name the contradiction between a date set by hand and one of a new version', async () => {
    await bring('a.txt', 'Oud.');
    await until(async () => expect(await outcomes()).toHaveLength(1));
    await correctDocument(db, 'open', 'a.txt', { validUntil: '2025-01-01' });
    read = async (text) => plain(text, { metadata: { validFrom: '2025-06-01' } });
    await bring('a.txt', 'Nieuw.');
    await until(async () => expect(await listPending(db, { state: 'failed' })).toMatchObject([{ fault: 'document-metadata-invalid', detail: expect.stringContaining('met de hand') }]));
    expect(await texts('a.txt')).toEqual(['Oud.']);
  });

  it('swap in and remove the same document at once without waiting for each other', async () => {
    for (let n = 0; n < 8; n += 1) await Promise.all([bring('a.txt', `Tekst ${n}.`), db.transaction((tx) => removeDocument(tx, 'open', 'a.txt'))]);
    await until(async () => expect(await listPending(db)).toEqual([]));
    expect(new Set((await outcomes()).map((line) => line.replace('changed', 'new')))).toEqual(new Set(['a.txt new']));
  });
});
