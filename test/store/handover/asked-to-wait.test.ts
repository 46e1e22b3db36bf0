import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { openQueue } from '../../../src/jobs/queue.ts';
import type { SendingJob } from '../../../src/jobs/sendings.ts';
import { openTestDatabase } from '../../support/database.ts';

const HOUR_MS = 60 * 60_000;

/** A sending that waits in a queue of its own. */
async function added() {
  const db = await openTestDatabase();
  const queue = await openQueue(db, { onError: () => undefined });
  const job: SendingJob = { handoverId: randomUUID(), way: 'webhook' };
  await db.transaction((tx) => queue.sendings.add(tx, job));
  const close = async () => {
    await queue.close(1_000);
    await db.close();
  };
  return { db, queue, job, close };
}

test.each([
  ['an hour', HOUR_MS, 59, 61],
  ['a month: it is tried within hours', 30 * 24 * HOUR_MS, 239, 241],
  ['a second: no sooner than it would be tried anyhow', 1_000, 0, 1],
])('a receiver that asks to come back after %s', async (_, retryAfterMs, from, to) => {
  const { db, queue, job, close } = await added();
  const tried: SendingJob[] = [];
  await queue.sendings.work(async (given) => {
    tried.push(given);
    throw new BalieError('handover-refused', { detail: 'HTTP 503', retryAfterMs });
  }, async () => undefined);
  const waiting = () =>
    db.query(
      `SELECT data, retry_limit - retry_count AS left, start_after BETWEEN created_on + make_interval(mins => $1) AND now() + make_interval(mins => $2) AS "isThen"
       FROM jobs.job WHERE name = 'handover' AND state IN ('created', 'retry', 'active') AND start_after > now()`,
      [from, to],
    );
  // One, with all of its tries but this one; a job that is tried again has counted it, or counts it as it begins.
  await expect.poll(waiting).toEqual([{ data: job, left: expect.toSatisfy((left) => left === 15 || left === 16) as number, isThen: true }]);
  expect(tried).toEqual([job]);
  await close();
});

test('a receiver that asks for it at the last try is given up', async () => {
  const { db, queue, job, close } = await added();
  await db.query(`UPDATE jobs.job SET retry_limit = 0 WHERE name = 'handover'`);
  const givenUp: SendingJob[] = [];
  await queue.sendings.work(() => Promise.reject(new BalieError('handover-refused', { retryAfterMs: HOUR_MS })), async (given) => void givenUp.push(given));
  await expect.poll(() => givenUp).toEqual([job]);
  await close();
});

test('a receiver that asks for a short wait at every try has used none of them up sooner for it', async () => {
  const { db, queue, close } = await added();
  // In the place of jobs that were tried some times: the next pause is longer than what is asked for.
  await db.query(`UPDATE jobs.job SET retry_limit = retry_limit - 6 WHERE name = 'handover'`);
  await queue.sendings.work(() => Promise.reject(new BalieError('handover-refused', { retryAfterMs: 20_000 })), async () => undefined);
  const jobs = () => db.query(`SELECT state::text, retry_limit FROM jobs.job WHERE name = 'handover'`);
  await expect.poll(jobs).toEqual([{ state: 'retry', retry_limit: 10 }]);
  await close();
});
