import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
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

/** The same database, in which that something was sent cannot be written for as long as `isFull` says. */
function whereSentFails(db: Database, isFull: () => boolean): Database {
  return {
    ...db,
    transaction: (work) =>
      db.transaction((tx) =>
        work({
          async query(sql, ...given) {
            if (sql.includes(`state = 'sent'`) && isFull()) throw Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });
            return tx.query(sql, ...given);
          },
        }),
      ),
  };
}

describe('what arrived is not sent once more because that cannot be written', () => {
  let db: Database;
  let job: SendingJob;
  beforeEach(async () => {
    db = await openTestDatabase();
    job = { handoverId: randomUUID(), way: 'email' };
    const handovers = createHandovers({ db, masterKey: auditKey, now, ways: ['email'], enqueue: async () => undefined, record: recordAct });
    await handovers.add({ id: job.handoverId, conversationId: randomUUID(), createdAt: now().toISOString(), summary: 'Mijn vraag', name: undefined, email: undefined, phone: undefined });
  });
  afterEach(() => db.close());

  async function open(isFull: () => boolean) {
    const email = vi.fn(async () => undefined);
    const onUnwritten = vi.fn();
    let works: Parameters<SendingQueue['work']> | undefined;
    const sendings: SendingQueue = { add: async () => undefined, work: async (...given) => void (works = given) };
    const desk = { auditKey, recordAct, assistants: new Map(), log: undefined as never, spoken: undefined as never };
    const close = await keepSending({ config: readConfig({}), desk, db: whereSentFails(db, isFull), sendings }, { email }, onUnwritten);
    if (works === undefined) throw new Error('nothing works');
    const [run, giveUp] = works;
    return { email, onUnwritten, run, giveUp, close };
  }

  const states = async () => (await db.query<{ state: string }>('SELECT state FROM handover_sendings')).map(({ state }) => state);
  const told = async () => (await db.query<{ kind: string }>(`SELECT kind FROM audit_entries WHERE kind IN ('handover.sent', 'handover.failed') ORDER BY number`)).map(({ kind }) => kind);

  test('which is tried on: one mail, and it is known that it was sent', async () => {
    let failures = 2;
    const { email, onUnwritten, run } = await open(() => (failures -= 1) >= 0);
    await run(job);
    expect([email.mock.calls.length, onUnwritten.mock.calls.length, await states(), await told()]).toEqual([1, 1, ['sent'], ['handover.sent']]);
    await run(job);
    expect(email).toHaveBeenCalledOnce();
  });

  test('also where the queue tries the job again meanwhile, or gives it up', async () => {
    let isFull = true;
    const { email, onUnwritten, run, giveUp } = await open(() => isFull);
    const first = run(job);
    await expect.poll(() => onUnwritten.mock.calls.length, { timeout: 20_000 }).toBe(1);
    const others = [run(job), run(job), giveUp(job)];
    isFull = false;
    await Promise.all([first, ...others]);
    expect([email.mock.calls.length, await states(), await told()]).toEqual([1, ['sent'], ['handover.sent']]);
  });

  test('until the desk stops: then it is tried once more, and the queue is told what is left', async () => {
    let isFull = true;
    const left = await open(() => isFull);
    const failing = left.run(job);
    await expect.poll(() => left.onUnwritten.mock.calls.length, { timeout: 20_000 }).toBe(1);
    await left.close();
    await expect(failing).rejects.toMatchObject({ code: '53100' });
    expect(await states()).toEqual(['waiting']);
    const written = await open(() => isFull);
    const ending = written.run(job);
    await expect.poll(() => written.onUnwritten.mock.calls.length, { timeout: 20_000 }).toBe(1);
    isFull = false;
    await Promise.all([written.close(), ending]);
    expect(await states()).toEqual(['sent']);
  });
});
