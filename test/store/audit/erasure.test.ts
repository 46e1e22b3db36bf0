import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTurnNotes } from '../../../src/audit/turn-notes.ts';
import type { TurnLog } from '../../../src/audit/turn-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { eraseTalk } from '../../support/erased.ts';
import { answered, masterKey, openLog, turn, walked } from './support.ts';

describe('a conversation that who held it has erased', () => {
  let db: Database;
  let log: TurnLog;
  beforeEach(async () => {
    db = await openTestDatabase();
    log = openLog(db);
  });
  afterEach(() => db.close());

  const firstFault = async () => (await verify(db, masterKey)).firstFault;
  const erase = (conversationId: string) => eraseTalk(db, masterKey, conversationId, ['loket']);
  const withContent = (id: string) => db.query('SELECT 1 FROM audit_entries WHERE turn_id = $1 AND content IS NOT NULL', [id]);

  async function keep(conversationId = randomUUID(), isNew = true) {
    const one = turn(conversationId, isNew);
    await log.received(one);
    await log.ended(one.id, answered);
    return one;
  }

  test('is gone at once, key and content of each turn, and the chain says so and stays whole', async () => {
    const first = await keep();
    const second = await keep(first.conversationId, false);
    const other = await keep();
    expect(await erase(first.conversationId)).toBe(true);
    expect(await log.conversation(first.conversationId, 'loket')).toMatchObject([{ question: undefined, end: undefined }, { question: undefined, end: undefined }]);
    for (const { id } of [first, second]) expect(await withContent(id)).toEqual([]);
    expect(await db.query('SELECT 1 FROM turn_keys')).toHaveLength(1);
    expect(await log.conversation(other.conversationId, 'loket')).toMatchObject([{ question: other.question }]);
    const said = await db.query<{ body: string }>("SELECT body FROM audit_entries WHERE kind = 'turn.erased' ORDER BY number");
    expect(said.map(({ body }) => JSON.parse(body) as object)).toMatchObject([{ facts: { by: 'asker' } }, { facts: { by: 'asker' } }]);
    expect(await firstFault()).toBeUndefined();
  });

  test('can be erased again, with no second word of it, and not when it is not there or of another assistant', async () => {
    const { conversationId } = await keep();
    expect(await Promise.all([erase(conversationId), erase(conversationId)])).toEqual([true, true]);
    expect(await db.query("SELECT 1 FROM audit_entries WHERE kind = 'turn.erased'")).toHaveLength(1);
    expect(await erase(randomUUID())).toBe(false);
    const kept = await keep();
    expect(await eraseTalk(db, masterKey, kept.conversationId, ['medewerkers'])).toBe(false);
    expect(await withContent(kept.id)).toHaveLength(2);
  });

  test('keeps nothing of an answer that was being made, whichever process ends it', async () => {
    const running = turn();
    await log.received(running);
    await eraseTalk(db, masterKey, running.conversationId, ['loket']);
    expect(await log.ended(running.id, answered)).toBe(true);
    expect(await withContent(running.id)).toEqual([]);
    expect(await firstFault()).toBeUndefined();
  });

  test('takes no more notes, and what is asked in it later is kept as ever', async () => {
    const { id, conversationId } = await keep();
    await erase(conversationId);
    expect(await db.transaction((tx) => createTurnNotes(masterKey).hold(tx, id))).toBeUndefined();
    const later = await keep(conversationId, false);
    expect(await log.history(conversationId, 'loket')).toEqual([{ question: later.question, answer: answered.answer, sources: [] }]);
    // The word about the first turn is no cover for this one.
    await db.query('UPDATE audit_entries SET content = NULL WHERE turn_id = $1', [later.id]);
    expect(await firstFault()).toMatchObject({ fault: 'content-missing' });
  });

  test('is no fault where that happens while the log is walked', async () => {
    const [first, second] = [await keep(), await keep()];
    await keep(first.conversationId, false);
    expect(await verify(walked(db, () => erase(first.conversationId)), masterKey)).toEqual({ entries: 9, head: expect.any(String) });
    // Again and again, as the desk goes on: each walk ends where nothing is missed.
    const asked = [second, ...(await Promise.all(Array.from({ length: 6 }, () => keep())))];
    const erased = asked.reduce((before, { conversationId }) => before.then(() => erase(conversationId)).then(() => undefined), Promise.resolve());
    for (let isDone = false; !isDone; ) {
      isDone = await Promise.race([erased.then(() => true), verify(db, masterKey).then(({ firstFault: found }) => (expect(found).toBeUndefined(), false))]);
    }
    expect(await firstFault()).toBeUndefined();
  });

  test('is missed where somebody takes it away while the log is walked, whatever was erased', async () => {
    const [kept, other] = [await keep(), await keep()];
    const walk = walked(db, async () => {
      await db.query('UPDATE audit_entries SET content = NULL WHERE turn_id = $1', [kept.id]);
      await erase(other.conversationId);
    });
    expect((await verify(walk, masterKey)).firstFault).toEqual({ number: 1, fault: 'content-missing' });
  });

  test.each([
    ["DELETE FROM audit_entries WHERE kind = 'turn.erased'"],
    [`UPDATE audit_entries SET body = replace(body, 'turn.erased', 'turn.erased ') WHERE kind = 'turn.erased'`],
  ])('is missed in the log when its word in the chain was tampered with: %s', async (sql) => {
    const { conversationId } = await keep();
    await erase(conversationId);
    await keep();
    await db.query(sql);
    expect(await firstFault()).toEqual({ number: 1, fault: 'content-missing' });
  });

  test('is missed when somebody made such a word up', async () => {
    const { id } = await keep();
    await keep();
    await db.query('DELETE FROM turn_keys WHERE turn_id = $1', [id]);
    await db.query(
      `UPDATE audit_entries SET body = jsonb_set(jsonb_set(body::jsonb, '{kind}', '"turn.erased"'), '{turnId}', to_jsonb($1::text))::text WHERE number = 4`,
      [id],
    );
    expect(await firstFault()).toEqual({ number: 4, fault: 'altered' });
  });
});
