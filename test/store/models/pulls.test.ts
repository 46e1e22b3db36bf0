import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PullProgress } from '../../../src/models/call.ts';
import { Pulls } from '../../../src/models/pulls.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());

/** Steps of a host that go on when they are let. */
function steps(progress: Omit<PullProgress, 'status'>, end: Promise<void>): AsyncIterable<PullProgress> & { readonly begun: () => boolean } {
  let isBegun = false;
  return {
    begun: () => isBegun,
    async *[Symbol.asyncIterator]() {
      isBegun = true;
      yield { status: 'pulling', ...progress };
      await end;
    },
  };
}

test('one process shows what another brings and how far it is, and does not begin it again; its end is seen by both', async () => {
  const [here, there] = [new Pulls(db), new Pulls(db)];
  const end = Promise.withResolvers<void>();
  await here.start('ollama', 'klein', steps({ completedBytes: 3, totalBytes: 10 }, end.promise));
  expect(await there.isRunning('ollama', 'klein')).toBe(true);
  await expect.poll(() => there.list(), { timeout: 5_000 }).toMatchObject([{ backend: 'ollama', model: 'klein', state: 'running', completedBytes: 3, totalBytes: 10 }]);
  const twice = steps({}, Promise.resolve());
  await there.start('ollama', 'klein', twice);
  expect(twice.begun()).toBe(false);
  end.resolve();
  await expect.poll(() => there.list()).toMatchObject([{ model: 'klein', state: 'done' }]);
  const away = Promise.reject(new Error('away'));
  away.catch(() => undefined);
  await there.start('ollama', 'klein', steps({}, away));
  await expect.poll(() => here.list()).toMatchObject([{ model: 'klein', state: 'failed', fault: 'internal' }]);
});

test('one of a process that was killed is told as such, and may begin again; those of long ago go', async () => {
  const pulls = new Pulls(db);
  const never = new Promise<void>(() => undefined);
  await pulls.start('ollama', 'groot', steps({}, never));
  await db.query(`UPDATE model_pulls SET id = gen_random_uuid(), beat_at = now() - interval '31 seconds' WHERE model = 'groot'`);
  expect((await pulls.list())[0]).toMatchObject({ model: 'groot', state: 'interrupted' });
  expect(await pulls.isRunning('ollama', 'groot')).toBe(false);
  await pulls.start('ollama', 'groot', steps({}, Promise.resolve()));
  await expect.poll(async () => (await pulls.list())[0]).toMatchObject({ model: 'groot', state: 'done' });
  for (let number = 0; number < 12; number += 1) await pulls.start('ollama', `model-${number}`, steps({}, Promise.resolve()));
  await expect.poll(async () => (await db.query('SELECT 1 FROM model_pulls')).length).toBeLessThan(14);
  expect(await pulls.list()).toHaveLength(10);
});
