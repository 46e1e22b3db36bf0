import { afterAll, beforeAll, expect, it } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { openQueue } from '../../../src/jobs/queue.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());

it('a database that goes away is told in words, for the log', async () => {
  let isAway = false;
  const failing: Database = {
    ...db,
    query: (sql, params, options) => (isAway ? Promise.reject(new BalieError('database-unavailable', { detail: 'weg' })) : db.query(sql, params, options)),
  };
  const { promise: told, resolve } = Promise.withResolvers<unknown>();
  const queue = await openQueue(failing, { onError: resolve });
  await queue.work({ concurrency: 1, run: async () => 'done', giveUp: async () => undefined });
  isAway = true;
  expect(String(await told)).toContain('database-unavailable: weg');
  isAway = false;
  await queue.close(0);
});
