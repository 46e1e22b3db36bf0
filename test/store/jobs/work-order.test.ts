import { describe, expect, it } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { listPending, retryPending } from '../../../src/jobs/manage.ts';
import { correctDocument } from '../../../src/knowledge/documents/corrections.ts';
import { listDocuments, removeDocument } from '../../../src/knowledge/documents/documents.ts';
import { at, bring, outcomes, plain, texts, until, setUpWorkers } from './work-set-up.ts';

setUpWorkers();

/** What the queue itself knows of those that wait: most urgent first, with the tries that are left after the next. */
const waitingJobs = () => at.db.query(
  `SELECT priority, retry_limit - retry_count AS left FROM jobs.job 
   WHERE name = 'document' AND state < 'active' AND data->>'deliveryId' IN (SELECT id::text FROM deliveries) ORDER BY priority DESC`,
);

describe('workers, of several documents', () => {
  it('take what a person has tried again before what waits', async () => {
    at.read = () => Promise.reject(new BalieError('document-corrupt'));
    const id = await bring('a.txt', 'Tekst.');
    await until(async () => expect(await outcomes()).toEqual(['a.txt failed']));
    const gate = Promise.withResolvers<void>();
    at.read = (text) => gate.promise.then(() => plain(text));
    for (const name of ['b', 'c', 'd']) await bring(name, name);
    await until(async () => expect((await listPending(at.db)).filter(({ state, attempts }) => state === 'waiting' && attempts > 0)).toHaveLength(2));
    await retryPending(at.db, at.workers.queue, id);
    expect(await waitingJobs()).toMatchObject([{ priority: 20 }, { priority: 0 }]);
    gate.resolve();
    await until(async () => expect(await listPending(at.db)).toEqual([]));
  });

  it('raise what waits when it is delivered again more urgently, and never lower it', async () => {
    const gate = Promise.withResolvers<void>();
    const order: string[] = [];
    at.read = async (text) => {
      await gate.promise;
      order.push(text);
      return plain(text);
    };
    for (const name of ['a', 'b', 'c', 'd']) await bring(name, name);
    await until(async () => expect((await listPending(at.db)).filter(({ attempts }) => attempts > 0)).toHaveLength(2));
    const last = (await listPending(at.db)).filter(({ attempts }) => attempts === 0).map(({ sourceId }) => sourceId).toSorted().at(-1) ?? '';
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
    at.read = async (text) => {
      await gate.promise;
      order.push(text);
      return plain(text);
    };
    for (const name of ['a', 'b', 'c', 'd']) await bring(name, name);
    await until(async () => expect((await listPending(at.db)).filter(({ attempts }) => attempts > 0)).toHaveLength(2));
    await bring('e', 'dringend', 20);
    gate.resolve();
    await until(async () => expect(await outcomes()).toHaveLength(5));
    // Two readers take one each; which of them is ready first is chance.
    expect(order.slice(2, 4)).toContain('dringend');
  });

  it('make documents of what is inside one, and remove what is no longer in it', async () => {
    const inside = (...names: string[]) => names.map((name) => ({ name, bytes: Buffer.from(name) }));
    at.read = async (text) => (text.startsWith('zip') ? plain('', { attachments: inside(...text.split(' ').slice(1)) }) : plain(text));
    // Not from inside it, though its name says so.
    await bring('map.zip/los.txt', 'Los.');
    await until(async () => expect(await outcomes()).toHaveLength(1));
    await bring('map.zip', 'zip een.txt twee.txt');
    await until(async () => expect(await outcomes()).toHaveLength(4));
    expect(await texts('map.zip/een.txt')).toEqual(['een.txt']);
    await bring('map.zip', 'zip twee.txt drie.txt');
    await until(async () => expect(await outcomes()).toHaveLength(7));
    expect((await listDocuments(at.db, 'open')).map(({ sourceId }) => sourceId).toSorted()).toEqual(['map.zip', 'map.zip/drie.txt', 'map.zip/los.txt', 'map.zip/twee.txt']);
    // What had not changed was not read again.
    expect(await outcomes()).toEqual(expect.arrayContaining(['map.zip changed', 'map.zip/drie.txt new', 'map.zip/een.txt removed']));
  });

  it('do not bring back a part that left its container while it waited', async () => {
    const slow = Promise.withResolvers<void>();
    const inside = (...names: string[]) => names.map((name) => ({ name, bytes: Buffer.from(name) }));
    at.read = async (text) => {
      if (text === 'traag.txt') await slow.promise;
      return text.startsWith('zip') ? plain('', { attachments: inside(...text.split(' ').slice(1)) }) : plain(text);
    };
    await bring('map.zip', 'zip traag.txt b.txt');
    await until(async () => expect(await outcomes()).toHaveLength(2));
    await bring('map.zip', 'zip b.txt');
    await until(async () => expect(await outcomes()).toHaveLength(3));
    slow.resolve();
    await at.workers.close();
    expect((await listDocuments(at.db, 'open')).map(({ sourceId }) => sourceId).toSorted()).toEqual(['map.zip', 'map.zip/b.txt']);
    expect(await listPending(at.db)).toEqual([]);
  });

  it('name the contradiction between a date set by hand and one of a new version', async () => {
    await bring('a.txt', 'Oud.');
    await until(async () => expect(await outcomes()).toHaveLength(1));
    await correctDocument(at.db, 'open', 'a.txt', { validUntil: '2025-01-01' });
    at.read = async (text) => plain(text, { metadata: { validFrom: '2025-06-01' } });
    await bring('a.txt', 'Nieuw.');
    await until(async () => expect(await listPending(at.db, { state: 'failed' })).toMatchObject([{ fault: 'document-metadata-invalid', detail: expect.stringContaining('met de hand') }]));
    expect(await texts('a.txt')).toEqual(['Oud.']);
  });

  it('swap in and remove the same document at once without waiting for each other', async () => {
    for (let n = 0; n < 8; n += 1) await Promise.all([bring('a.txt', `Tekst ${n}.`), at.db.transaction((tx) => removeDocument(tx, 'open', 'a.txt'))]);
    await until(async () => expect(await listPending(at.db)).toEqual([]));
    expect(new Set((await outcomes()).map((line) => line.replace('changed', 'new')))).toEqual(new Set(['a.txt new']));
  });
});
