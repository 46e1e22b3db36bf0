import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { conversationMark } from '../../../src/audit/conversation-mark.ts';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import type { SendingWay } from '../../../src/handover/handover.ts';
import { agedHandovers, createHandovers, type Sending, takeHandovers } from '../../../src/handover/handovers.ts';
import { eraserOf } from '../../../src/retention/aged.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

const masterKey = Buffer.alloc(32, 7);
const SAID = 'Ik ben Jan Jansen en mijn gas is afgesloten.';

describe('conversations that are passed on', () => {
  let db: Database;
  let queued: Sending[];
  let moment: Date;
  const open = (ways: readonly SendingWay[] = ['webhook', 'email']) =>
    createHandovers({
      db,
      masterKey,
      now: () => moment,
      ways,
      enqueue: async (_, sending) => void queued.push(sending),
      record: createManagementLog({ masterKey, now: () => moment }),
    });
  const given = (parts: { id?: string; conversationId?: string } = {}) => ({
    id: randomUUID(),
    conversationId: randomUUID(),
    createdAt: moment.toISOString(),
    summary: SAID,
    name: 'Jan Jansen',
    email: 'jan@voorbeeld.nl',
    phone: undefined,
    ...parts,
  });
  const everything = async () =>
    JSON.stringify(await Promise.all(['SELECT * FROM handovers', 'SELECT * FROM handover_sendings', 'SELECT body FROM audit_entries'].map((sql) => db.query(sql)))).toLowerCase();

  beforeEach(async () => {
    db = await openTestDatabase();
    queued = [];
    moment = new Date('2026-11-26T10:00:00Z');
  });
  afterEach(() => db.close());

  test('wait for each way, encrypted, and stand in the audit log without what was said', async () => {
    const handover = given();
    await open().add(handover);
    expect(queued).toEqual([{ handoverId: handover.id, way: 'webhook' }, { handoverId: handover.id, way: 'email' }]);
    const kept = await everything();
    for (const said of [SAID, 'jansen', 'jan@voorbeeld.nl', Buffer.from(SAID).toString('hex')]) expect(kept).not.toContain(said.toLowerCase());
    const acts = await db.query<{ body: string }>('SELECT body FROM audit_entries');
    expect(JSON.parse(acts[0]?.body ?? '{}')).toMatchObject({ kind: 'handover.requested', facts: { handover: handover.id, conversation: conversationMark(handover.conversationId), ways: 'webhook email' } });
    expect((await verify(db, masterKey)).firstFault).toBeUndefined();
  });

  test('open only with the master key that they were kept under', async () => {
    const handover = given();
    await open().add(handover);
    const other = createHandovers({ db, masterKey: Buffer.alloc(32, 8), now: () => moment, ways: [], enqueue: async () => undefined, record: async () => undefined });
    await expect(other.takeUp({ handoverId: handover.id, way: 'email' })).rejects.toThrow();
    expect(await open().takeUp({ handoverId: handover.id, way: 'email' })).toEqual(JSON.parse(JSON.stringify(handover)));
  });

  test('sent twice from one form are one', async () => {
    const handover = given();
    await Promise.all([open().add(handover), open().add(handover)]);
    expect(queued).toHaveLength(2);
  });

  test('of one conversation more than three are refused', async () => {
    const conversationId = randomUUID();
    for (let n = 0; n < 3; n += 1) await open().add(given({ conversationId }));
    await expect(open().add(given({ conversationId }))).rejects.toMatchObject({ code: 'handover-limit' });
    await expect(open().add(given())).resolves.toBeUndefined();
  });

  test('of all conversations more than three hundred in an hour are refused, until the hour is over', async () => {
    await db.query(`INSERT INTO handovers (id, conversation_id, created_at) SELECT gen_random_uuid(), gen_random_uuid(), $1 FROM generate_series(1, 300)`, [moment]);
    await expect(open().add(given())).rejects.toMatchObject({ code: 'handover-limit', retryAfterMs: 3_600_000 });
    moment = new Date('2026-11-26T11:00:01Z');
    await expect(open().add(given())).resolves.toBeUndefined();
  });

  test('are refused where there is nowhere to send them', async () => {
    await expect(open([]).add(given())).rejects.toMatchObject({ code: 'handover-unavailable' });
  });

  const recorded = async () => (await db.query<{ kind: string }>('SELECT kind FROM audit_entries ORDER BY number')).map(({ kind }) => kind);

  test('once sent are not taken up again, and say so in the audit log', async () => {
    const handovers = open(['email']);
    const handover = given();
    await handovers.add(handover);
    const sending = { handoverId: handover.id, way: 'email' } as const;
    await handovers.takeUp(sending);
    await handovers.sent(sending);
    await handovers.sent(sending);
    expect(await handovers.takeUp(sending)).toBeUndefined();
    expect(await recorded()).toEqual(['handover.requested', 'handover.sent']);
    expect(await handovers.unsent(10)).toEqual([]);
  });

  test('that do not arrive are told, with their cause, and when they are given up', async () => {
    const handovers = open(['webhook']);
    const handover = given();
    await handovers.add(handover);
    const sending = { handoverId: handover.id, way: 'webhook' } as const;
    await handovers.takeUp(sending);
    await handovers.failing(sending, { code: 'handover-unreachable', detail: 'ECONNREFUSED' });
    expect(await handovers.unsent(10)).toMatchObject([{ handoverId: handover.id, way: 'webhook', state: 'waiting', attempts: 1, fault: 'handover-unreachable' }]);
    await handovers.giveUp(sending);
    await handovers.giveUp(sending);
    expect(await handovers.unsent(10)).toMatchObject([{ state: 'failed' }]);
    expect(await handovers.takeUp(sending)).toBeUndefined();
    expect(await recorded()).toEqual(['handover.requested', 'handover.failed']);
  });

  test('are erased after their time, and then not sent any more', async () => {
    const handovers = open(['email']);
    const handover = given();
    await handovers.add(handover);
    const erase = (before: string) => eraserOf(db, agedHandovers).erase({ kind: 'handovers', before: new Date(before) });
    expect(await erase('2026-11-26T09:00:00Z')).toBe(0);
    expect(await erase('2026-11-26T10:00:01Z')).toBe(1);
    expect(await db.query('SELECT id FROM handovers WHERE content IS NOT NULL OR wrapped IS NOT NULL')).toEqual([]);
    expect(await handovers.takeUp({ handoverId: handover.id, way: 'email' })).toBeUndefined();
  });

  test('count as unsent when they are erased only where no try began by any way', async () => {
    const handovers = open();
    const conversationId = randomUUID();
    const [sent, tried, waiting] = [given({ conversationId }), given({ conversationId }), given({ conversationId })];
    for (const handover of [sent, tried, waiting]) await handovers.add(handover);
    const arrived = { handoverId: sent.id, way: 'webhook' } as const;
    await handovers.takeUp(arrived);
    await handovers.sent(arrived);
    // Its answer came too late: it may have arrived.
    const lost = { handoverId: tried.id, way: 'email' } as const;
    await handovers.takeUp(lost);
    await handovers.failing(lost, { code: 'handover-unreachable', detail: undefined });
    expect(await db.transaction((tx) => takeHandovers(tx, [conversationId]))).toEqual({ handovers: 3, unsent: 1 });
    for (const { id } of [sent, tried, waiting]) expect(await handovers.takeUp({ handoverId: id, way: 'email' })).toBeUndefined();
  });

  test('that are being erased are not taken up: the try waits, and finds nothing', async () => {
    const handovers = open(['email']);
    const handover = given();
    await handovers.add(handover);
    let taken: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      expect(await takeHandovers(tx, [handover.conversationId])).toEqual({ handovers: 1, unsent: 1 });
      taken = handovers.takeUp({ handoverId: handover.id, way: 'email' });
      await sleep(200);
    });
    expect(await taken).toBeUndefined();
  });
});
