import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { SILENCE_MS } from '../../../src/handover/sending/mail.ts';
import { openQueue } from '../../../src/jobs/queue.ts';
import { openTestDatabase } from '../../support/database.ts';

test('what is sent is not taken for lost while a mail server may still take it, also in a queue that an older version made', async () => {
  const db = await openTestDatabase();
  const onError = () => undefined;
  await (await openQueue(db, { onError })).close(1_000);
  await db.query(`UPDATE jobs.queue SET expire_seconds = 120 WHERE name = 'handover'`);
  const queue = await openQueue(db, { onError });
  await db.transaction((tx) => queue.sendings.add(tx, { handoverId: randomUUID(), way: 'email' }));
  const [job] = await db.query<{ seconds: number }>(`SELECT expire_seconds AS seconds FROM jobs.job WHERE name = 'handover'`);
  // For what comes before it, of which each has its own silence.
  expect(job?.seconds).toBeGreaterThanOrEqual((2 * SILENCE_MS) / 1_000);
  await queue.close(1_000);
  await db.close();
});
