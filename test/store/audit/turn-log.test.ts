import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../../src/audit/chain.ts';
import { createTurnLog } from '../../../src/audit/turn-log.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

const masterKey = randomBytes(32);
const answered = { outcome: 'answered', answer: 'Dat kost € 83,90 [1].', sources: [], model: 'test', durationMs: 12 };

describe('the log of turns', () => {
  let db: Database;
  let instanceId: string;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  function open() {
    instanceId = randomUUID();
    return createTurnLog({ db, masterKey, instanceId, now: () => new Date() });
  }

  function turn(conversationId = randomUUID(), isNew = true) {
    return { id: randomUUID(), conversationId, isNew, assistant: 'loket', question: 'Wat kost een paspoort voor Jan Jansen?' };
  }

  test('gives a conversation back in order', async () => {
    const log = open();
    const first = turn();
    const second = turn(first.conversationId, false);
    await log.received(first);
    await log.ended(first.id, answered);
    await log.received(second);
    const turns = await log.conversation(first.conversationId, 'loket');
    expect(turns.map(({ id, outcome, question, end }) => ({ id, outcome, question, answer: end?.answer }))).toEqual([
      { id: first.id, outcome: 'answered', question: first.question, answer: answered.answer },
      { id: second.id, outcome: undefined, question: second.question, answer: undefined },
    ]);
    expect(await log.history(first.conversationId, 'loket')).toEqual([{ question: first.question, answer: answered.answer }]);
    await log.ended(second.id, { ...answered, outcome: 'abstained' });
  });

  test('keeps conversations of another assistant apart, and knows no others', async () => {
    const log = open();
    const first = turn();
    await log.received(first);
    await log.ended(first.id, answered);
    expect(await log.conversation(first.conversationId, 'collega')).toEqual([]);
    const strange = { ...turn(first.conversationId, false), assistant: 'collega' };
    await expect(log.received(strange)).rejects.toMatchObject({ code: 'conversation-unknown' });
    await expect(log.received(turn(randomUUID(), false))).rejects.toMatchObject({ code: 'conversation-unknown' });
  });

  test('a turn ends once', async () => {
    const log = open();
    const one = turn();
    await log.received(one);
    await log.ended(one.id, answered);
    await log.ended(one.id, { ...answered, outcome: 'failed' });
    const [kept] = await log.conversation(one.conversationId, 'loket');
    expect(kept?.outcome).toBe('answered');
  });

  test('holds no content in clear', async () => {
    const log = open();
    const one = turn();
    await log.received(one);
    await log.ended(one.id, answered);
    const rows = await db.query<{ all: string }>("SELECT e.body || encode(coalesce(e.content, ''), 'escape') AS all FROM audit_entries e");
    for (const row of rows) expect(row.all).not.toMatch(/paspoort|Jansen|83,90/);
  });

  test('erasing a turn’s key erases its content and leaves the chain whole', async () => {
    const log = open();
    const one = turn();
    await log.received(one);
    await log.ended(one.id, answered);
    await db.query('DELETE FROM turn_keys WHERE turn_id = $1', [one.id]);
    expect(await log.conversation(one.conversationId, 'loket')).toMatchObject([{ outcome: 'answered', question: undefined, end: undefined }]);
    expect((await verify(db)).firstFault).toBeUndefined();
    await db.query('UPDATE audit_entries SET content = NULL WHERE turn_id = $1', [one.id]);
    expect((await verify(db)).firstFault).toBeUndefined();
  });

  test('what is past its retention is erased, key and content, and the chain says so', async () => {
    const log = open();
    const old = turn();
    await log.received(old);
    await log.ended(old.id, answered);
    const moment = new Date();
    await expect.poll(() => Date.now()).toBeGreaterThan(moment.getTime() + 1);
    const fresh = turn();
    await log.received(fresh);
    await log.ended(fresh.id, answered);
    expect(await log.erase(new Date(moment.getTime() + 1))).toBeGreaterThanOrEqual(1);
    expect(await log.conversation(old.conversationId, 'loket')).toMatchObject([{ question: undefined, end: undefined }]);
    expect(await log.conversation(fresh.conversationId, 'loket')).toMatchObject([{ question: fresh.question }]);
    expect(await db.query('SELECT 1 FROM audit_entries WHERE turn_id = $1 AND content IS NOT NULL', [old.id])).toEqual([]);
    expect(await db.query("SELECT 1 FROM audit_entries WHERE kind = 'content.erased'")).toHaveLength(1);
    expect((await verify(db)).firstFault).toBeUndefined();
    expect(await log.erase(new Date(moment.getTime() + 1))).toBe(0);
  });

  test('turns of a process that is gone are interrupted; those of a living one are not', async () => {
    const gone = open();
    const lost = turn();
    await gone.received(lost);
    const goneId = instanceId;
    await db.query("INSERT INTO instances (id, seen_at) VALUES ($1, now() - interval '10 seconds')", [goneId]);
    const living = open();
    const own = turn();
    await living.sweep();
    await living.received(own);
    await living.sweep();
    expect(await living.conversation(lost.conversationId, 'loket')).toMatchObject([{ outcome: undefined }]);
    await db.query("UPDATE instances SET seen_at = now() - interval '60 seconds' WHERE id = $1", [goneId]);
    expect(await living.sweep()).toBeGreaterThanOrEqual(1);
    expect(await living.conversation(lost.conversationId, 'loket')).toMatchObject([{ outcome: 'interrupted' }]);
    expect(await living.conversation(own.conversationId, 'loket')).toMatchObject([{ outcome: undefined }]);
    await living.ended(own.id, answered);
    expect((await verify(db)).firstFault).toBeUndefined();
  });

  test('many turns at once make one chain', async () => {
    const log = open();
    const before = (await verify(db)).entries;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const one = turn();
        await log.received(one);
        await log.ended(one.id, answered);
      }),
    );
    expect(await verify(db)).toMatchObject({ entries: before + 40 });
    expect((await verify(db)).firstFault).toBeUndefined();
  });
});
