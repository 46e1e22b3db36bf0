import { describe, expect, it } from 'vitest';
import { sourceDigester } from '../../../ingest/read/read-source.ts';
import { openWorkers } from '../../../ingest/work.ts';
import { BalieError } from '../../../src/errors.ts';
import { failedBefore } from '../../../src/jobs/deliveries.ts';
import { endListing } from '../../../src/jobs/listing.ts';
import { cancelPending, listPending, retryPending } from '../../../src/jobs/manage.ts';
import { createPush } from '../../../src/jobs/push.ts';
import { endRunIfDone } from '../../../src/jobs/runs.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import { at, bring, digestOf, outcomes, plain, pool, texts, until, setUpWorkers } from './work-set-up.ts';

setUpWorkers();

/** What the queue itself knows of those that wait: most urgent first, with the tries that are left after the next. */
const waitingJobs = () => at.db.query(
  `SELECT priority, retry_limit - retry_count AS left FROM jobs.job 
   WHERE name = 'document' AND state < 'active' AND data->>'deliveryId' IN (SELECT id::text FROM deliveries) ORDER BY priority DESC`,
);

describe('workers', () => {
  it('make a document of what is delivered, and end its run', async () => {
    await bring('a.txt', 'Een tekst.');
    await endListing(at.db, at.runId, { found: 1, unchanged: 0, kept: [] });
    await until(async () => expect(await endRunIfDone(at.db, at.runId)).toBe(true));
    expect(await outcomes()).toEqual(['a.txt new']);
    expect(await texts('a.txt')).toEqual(['Een tekst.']);
    expect(await listPending(at.db)).toEqual([]);
    expect((await listDocuments(at.db, 'open'))[0]).toMatchObject({ source: 'push' });
  });

  it('keep the old version and show the cause of what fails for good; a person can have it tried again', async () => {
    await bring('a.txt', 'Oud.');
    await until(async () => expect(await outcomes()).toHaveLength(1));
    at.read = () => Promise.reject(new BalieError('document-corrupt', { detail: 'pagina 3' }));
    const id = await bring('a.txt', 'Nieuw.');
    await until(async () => expect(await outcomes()).toEqual(['a.txt new', 'a.txt failed']));
    expect(await texts('a.txt')).toEqual(['Oud.']);
    expect(await listPending(at.db, { state: 'failed' })).toMatchObject([{ id, attempts: 1, fault: 'document-corrupt', detail: 'pagina 3' }]);
    at.read = async (text) => plain(text);
    expect(await retryPending(at.db, at.workers.queue, id)).toBe('waiting');
    await until(async () => expect(await texts('a.txt')).toEqual(['Nieuw.']));
    expect(await listPending(at.db)).toEqual([]);
    expect(await retryPending(at.db, at.workers.queue, id)).toBeUndefined();
  });

  it('do not come to the same failure twice, unless it was the machine’s', async () => {
    at.read = () => Promise.reject(new BalieError('document-corrupt', { detail: 'pagina 3' }));
    const id = await bring('a.txt', 'Tekst.');
    await until(async () => expect(await outcomes()).toEqual(['a.txt failed']));
    const again = { collectionId: 'open', sourceId: 'a.txt', digest: digestOf('Tekst.'), runId: at.runId };
    expect(await failedBefore(at.db, again)).toEqual({ code: 'document-corrupt', detail: 'pagina 3' });
    expect(await failedBefore(at.db, { ...again, digest: digestOf('Anders.') })).toBeUndefined();
    await at.db.query(`UPDATE deliveries SET fault = 'database-unavailable' WHERE id = $1`, [id]);
    expect(await failedBefore(at.db, again)).toBeUndefined();
  });

  it('try again by themselves what may succeed later', async () => {
    let tries = 0;
    at.read = async (text) => {
      if (++tries === 1) throw new BalieError('database-unavailable');
      return plain(text);
    };
    const id = await bring('a.txt', 'Tekst.');
    await until(async () => expect(await listPending(at.db)).toMatchObject([{ id, state: 'waiting', attempts: 1, fault: 'database-unavailable' }]));
    await until(async () => expect(await outcomes()).toEqual(['a.txt new']));
    expect(tries).toBe(2);
  });

  it('throw away what was replaced or cancelled while it was read', async () => {
    const slow = Promise.withResolvers<void>();
    at.read = async (text) => {
      if (text === 'Eerste.') await slow.promise;
      return plain(text);
    };
    await bring('a.txt', 'Eerste.');
    await until(async () => expect((await listPending(at.db))[0]).toMatchObject({ attempts: 1 }));
    await bring('a.txt', 'Tweede.');
    await until(async () => expect(await texts('a.txt')).toEqual(['Tweede.']));
    slow.resolve();
    await at.workers.close();
    expect(await texts('a.txt')).toEqual(['Tweede.']);
    expect(await outcomes()).toEqual(['a.txt new']);
  });

  it('stop reading what is cancelled', async () => {
    const stopped = Promise.withResolvers<void>();
    at.read = (_, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => { stopped.resolve(); reject(signal.reason as Error); }));
    const id = await bring('a.txt', 'Tekst.');
    await endListing(at.db, at.runId, { found: 1, unchanged: 0, kept: [] });
    await until(async () => expect((await listPending(at.db))[0]).toMatchObject({ attempts: 1 }));
    expect(await cancelPending(at.db, id)).toBe(true);
    await stopped.promise;
    expect(await outcomes()).toEqual(['a.txt cancelled']);
    expect(await endRunIfDone(at.db, at.runId)).toBe(true);
    expect(await cancelPending(at.db, id)).toBe(false);
  });

  it('are done with a run when the last document that waited in it is removed, by itself or with others', async () => {
    const read = Promise.withResolvers<never>();
    at.read = () => read.promise;
    read.promise.catch(() => undefined);
    const push = createPush({ db: at.db, queue: at.workers.queue, isRead: () => false, digesterOf: sourceDigester });
    const ended = async () => (await at.db.query<{ ended: boolean }>('SELECT ended_at IS NOT NULL AS ended FROM runs WHERE id = $1', [at.runId]))[0]?.ended;
    for (const name of ['a.txt', 'b.txt']) await bring(name, 'Tekst.');
    await endListing(at.db, at.runId, { found: 2, unchanged: 0, kept: [] });
    await push.remove('open', 'a.txt');
    expect(await ended()).toBe(false);
    await push.removeAll('open', ['b.txt'], async () => undefined);
    expect(await ended()).toBe(true);
    read.reject(new Error('weg'));
  });

  it('leave what they had not done to the next ones', async () => {
    at.read = (_, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    await bring('a.txt', 'Tekst.');
    await until(async () => expect((await listPending(at.db))[0]).toMatchObject({ attempts: 1 }));
    await at.workers.close();
    // The stop was not the document's doing: it costs no try, of those that are shown or of those that the queue counts.
    expect(await listPending(at.db)).toMatchObject([{ state: 'waiting', fault: null, attempts: 0 }]);
    expect(await waitingJobs()).toEqual([{ priority: 0, left: 8 }]);
    at.read = async (text) => plain(text);
    at.workers = await openWorkers(at.db, { pool });
    await until(async () => expect(await outcomes()).toEqual(['a.txt new']));
  });

  it('give back no try that a document spent itself, when they stop at the next', async () => {
    let tries = 0;
    at.read = (_, signal) => {
      if (++tries === 1) return Promise.reject(new BalieError('database-unavailable'));
      return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    await bring('a.txt', 'Tekst.', 10);
    await until(async () => expect((await listPending(at.db))[0]).toMatchObject({ attempts: 2 }));
    await at.workers.close();
    expect(await listPending(at.db)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    expect(await waitingJobs()).toEqual([{ priority: 10, left: 7 }]);
    at.workers = await openWorkers(at.db, { pool });
  });
});
