import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { keepSending } from '../../../src/cli/deps/handover-deps.ts';
import { readConfig } from '../../../src/config/config.ts';
import { createHandovers } from '../../../src/handover/handovers.ts';
import type { SendingJob, SendingQueue } from '../../../src/jobs/sendings.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

const auditKey = Buffer.alloc(32, 7);
const now = () => new Date();
const recordAct = createManagementLog({ masterKey: auditKey, now });

let db: Database;
beforeEach(async () => {
  db = await openTestDatabase();
});
afterEach(() => db.close());

test('what was passed on by a way that is not configured any more was not sent, and that is told', async () => {
  const handovers = createHandovers({ db, masterKey: auditKey, now, ways: ['webhook', 'email'], enqueue: async () => undefined, record: recordAct });
  const handoverId = randomUUID();
  await handovers.add({ id: handoverId, conversationId: randomUUID(), createdAt: now().toISOString(), summary: 'Mijn vraag', name: undefined, email: undefined, phone: undefined });
  let works: Parameters<SendingQueue['work']> | undefined;
  const sendings: SendingQueue = { add: async () => undefined, work: async (...given) => void (works = given) };
  const desk = { auditKey, recordAct, assistants: new Map(), log: undefined as never, spoken: undefined as never };
  await keepSending({ config: readConfig({}), desk, db, sendings }, { email: async () => undefined }, () => undefined);
  const [run, giveUp] = works ?? [];
  const job = (way: SendingJob['way']) => ({ handoverId, way });
  await run?.(job('email'));
  await expect(run?.(job('webhook'))).rejects.toMatchObject({ code: 'handover-way-gone' });
  expect(await handovers.unsent(10)).toEqual([expect.objectContaining({ handoverId, way: 'webhook', state: 'waiting', attempts: 1, fault: 'handover-way-gone' })]);
  await giveUp?.(job('webhook'));
  expect(await handovers.unsent(10)).toEqual([expect.objectContaining({ handoverId, way: 'webhook', state: 'failed', fault: 'handover-way-gone' })]);
  const acts = await db.query<{ kind: string }>(`SELECT kind FROM audit_entries WHERE kind IN ('handover.sent', 'handover.failed') ORDER BY number`);
  expect(acts.map(({ kind }) => kind)).toEqual(['handover.sent', 'handover.failed']);
});
