import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../../src/audit/verify.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { answered, masterKey, openLog, turn } from './support.ts';

describe('the log of turns', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  const open = () => openLog(db);

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
    expect(await log.history(first.conversationId, 'loket')).toEqual([{ question: first.question, answer: answered.answer, sources: [] }]);
    await log.ended(second.id, { ...answered, outcome: 'abstained' });
  });

  test('shows the model the last three answers, and reads no more than these', async () => {
    const log = open();
    const first = turn();
    const turns = [first, ...Array.from({ length: 5 }, () => turn(first.conversationId, false))];
    for (const [index, one] of turns.entries()) {
      await log.received({ ...one, question: `Vraag ${index}?` });
      await log.ended(one.id, { ...answered, outcome: index === 4 ? 'abstained' : index === 3 ? 'quoted' : 'answered' });
    }
    // A key that opens nothing: reading it would fail.
    const unread = [[turns[0]?.id, turns[1]?.id, turns[4]?.id]];
    await db.query("UPDATE turn_keys SET wrapped = 'x'::bytea || wrapped WHERE turn_id = ANY($1::uuid[])", unread);
    const history = await log.history(first.conversationId, 'loket');
    expect(history.map(({ question }) => question)).toEqual(['Vraag 2?', 'Vraag 3?', 'Vraag 5?']);
    await db.query('UPDATE turn_keys SET wrapped = substr(wrapped, 2) WHERE turn_id = ANY($1::uuid[])', unread);
  });

  test('gives the last fifty turns of a conversation', async () => {
    const log = open();
    const first = turn();
    const turns = [first, ...Array.from({ length: 51 }, () => turn(first.conversationId, false))];
    for (const one of turns) await log.received(one);
    const kept = (await log.conversation(first.conversationId, 'loket')).map(({ id }) => id);
    expect(kept).toHaveLength(50);
    expect(kept).toContain(turns.at(-1)?.id);
    expect(kept).not.toContain(first.id);
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
    expect(await log.ended(one.id, answered)).toBe(true);
    expect(await log.ended(one.id, { ...answered, outcome: 'failed' })).toBe(false);
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

  test('many turns at once make one chain', async () => {
    const log = open();
    const before = (await verify(db, masterKey)).entries;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const one = turn();
        await log.received(one);
        await log.ended(one.id, answered);
      }),
    );
    expect(await verify(db, masterKey)).toMatchObject({ entries: before + 40 });
    expect((await verify(db, masterKey)).firstFault).toBeUndefined();
  });
});
