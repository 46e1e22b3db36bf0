import { afterEach, beforeEach, expect, test } from 'vitest';
import { type JobQueue, JOBS_SCHEMA, openQueue } from '../../../src/jobs/queue.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

let db: Database;
let queue: JobQueue;
/** What was begun, in order, and what ends it. */
const begun: { readonly id: string; end(): void }[] = [];
const ids = () => begun.map(({ id }) => id);

beforeEach(async () => {
  begun.length = 0;
  db = await openTestDatabase();
  queue = await openQueue(db, { onError: () => undefined });
});
afterEach(async () => {
  for (const { end } of begun) end();
  await queue.close(0);
  await db.close();
});

const work = (of = queue) =>
  of.workSources((id) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    begun.push({ id, end: resolve });
    return promise;
  });

test('one that takes long keeps no other from being read, and is read once more after it when that was asked meanwhile', { timeout: 90_000 }, async () => {
  await work();
  await queue.lookThrough('website');
  await until(() => expect(ids()).toEqual(['website']));
  await queue.lookThrough('website');
  await queue.lookThrough('website');
  await queue.lookThrough('map');
  await until(() => expect(ids()).toEqual(['website', 'map']));
  // A worker is free, and yet the website is read by one at a time.
  begun[1]?.end();
  await queue.lookThrough('andere map');
  await until(() => expect(ids()).toEqual(['website', 'map', 'andere map']));
  begun[0]?.end();
  await until(() => expect(ids()).toEqual(['website', 'map', 'andere map', 'website']));
  begun[3]?.end();
  await queue.lookThrough('laatste');
  await until(() => expect(ids().slice(4)).toEqual(['laatste']));
});

/** What waits is there by the timetable, as if nobody asked. */
const tick = () => db.query(`UPDATE ${JOBS_SCHEMA}.job SET data = data || '{"isScheduled": true}' WHERE name = 'source' AND state = 'created'`);

test('a turn of the timetable that comes while it is being read is passed over, but not when somebody asks meanwhile', { timeout: 90_000 }, async () => {
  await queue.keepSchedule(new Map([['website', '* * * * *']]));
  expect(await db.query(`SELECT data FROM ${JOBS_SCHEMA}.schedule WHERE name = 'source'`)).toEqual([{ data: { collectionId: 'website', isScheduled: true } }]);
  await queue.lookThrough('website');
  await tick();
  await work();
  // Nothing was being read when this one came.
  await until(() => expect(ids()).toEqual(['website']));
  await queue.lookThrough('website');
  await tick();
  begun[0]?.end();
  const done = () => db.query(`SELECT FROM ${JOBS_SCHEMA}.job WHERE name = 'source' AND state = 'completed'`);
  await expect.poll(done).toHaveLength(2);
  expect(ids()).toEqual(['website']);
  // The next turn is its own.
  await queue.lookThrough('website');
  await tick();
  await until(() => expect(ids()).toEqual(['website', 'website']));
  await queue.lookThrough('website');
  await tick();
  await queue.lookThrough('website');
  begun[1]?.end();
  await until(() => expect(ids()).toEqual(['website', 'website', 'website']));
});

test.each([['what was in its queue is in the new one', 'exclusive'], ['and so is what a process that knew it added once it was new', 'stately']])('in a database of before as well: %s', { timeout: 60_000 }, async (_, policy) => {
  await db.query(`UPDATE ${JOBS_SCHEMA}.queue SET policy = 'exclusive' WHERE name = 'source'`);
  const before = await openQueueOf();
  await work(before);
  await before.lookThrough('website');
  await until(() => expect(ids()).toEqual(['website']));
  await db.query(`UPDATE ${JOBS_SCHEMA}.queue SET policy = $1 WHERE name = 'source'`, [policy]);
  await db.query(`UPDATE ${JOBS_SCHEMA}.job SET policy = 'exclusive' WHERE name = 'source'`);
  const after = await openQueueOf();
  await work(after);
  await after.lookThrough('website');
  await after.lookThrough('map');
  await until(() => expect(ids()).toEqual(['website', 'map']));
  begun[0]?.end();
  await until(() => expect(ids()).toEqual(['website', 'map', 'website']));
  for (const { end } of begun) end();
  await before.close(0);
  await after.close(0);
});

const openQueueOf = () => openQueue(db, { onError: () => undefined });
