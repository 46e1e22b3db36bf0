import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chainKey } from '../../../src/audit/chain.ts';
import { eraseTurns } from '../../../src/audit/retention.ts';
import type { TurnLog } from '../../../src/audit/turn-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { eraseSaid } from '../../support/erased.ts';
import { answered, masterKey, openLog, turn } from './support.ts';

describe('what was said', () => {
  let db: Database;
  let log: TurnLog;
  beforeEach(async () => {
    db = await openTestDatabase();
    log = openLog(db);
  });
  afterEach(() => db.close());

  const firstFault = async () => (await verify(db, masterKey)).firstFault;

  async function keep() {
    const one = turn();
    await log.received(one);
    await log.ended(one.id, answered);
    return one;
  }

  test('is erased past its retention, key and content, and the chain says so', async () => {
    const old = await keep();
    await sleep(2);
    const moment = new Date();
    await sleep(2);
    const fresh = await keep();
    expect(await eraseSaid(db, masterKey, moment)).toBe(1);
    expect(await log.conversation(old.conversationId, 'loket')).toMatchObject([{ question: undefined, end: undefined }]);
    expect(await log.conversation(fresh.conversationId, 'loket')).toMatchObject([{ question: fresh.question }]);
    expect(await db.query('SELECT 1 FROM audit_entries WHERE turn_id = $1 AND content IS NOT NULL', [old.id])).toEqual([]);
    expect(await db.query("SELECT 1 FROM audit_entries WHERE kind = 'content.erased'")).toHaveLength(1);
    expect(await firstFault()).toBeUndefined();
    expect(await eraseSaid(db, masterKey, moment)).toBe(0);
    // The erasure of older turns is no cover for this one.
    await db.query('UPDATE audit_entries SET content = NULL WHERE turn_id = $1', [fresh.id]);
    expect(await firstFault()).toEqual({ number: 3, fault: 'content-missing' });
  });

  test('is erased in steps where it is much, each with its own word in the chain', async () => {
    const turns = Array.from({ length: 7 }, () => turn());
    await Promise.all(turns.map((one) => log.received(one)));
    await Promise.all(turns.slice(1).map(({ id }) => log.ended(id, answered)));
    expect(await eraseTurns({ db, key: chainKey(masterKey), now: () => new Date() }, { before: new Date(Date.now() + 60_000), assistants: ['loket'] }, 4)).toBe(6);
    expect(await db.query("SELECT body::jsonb #> '{facts,turns}' AS turns FROM audit_entries WHERE kind = 'content.erased' ORDER BY number")).toEqual([{ turns: 4 }, { turns: 2 }]);
    // The one that still runs keeps its own.
    expect(await db.query('SELECT turn_id FROM audit_entries WHERE content IS NOT NULL')).toEqual([{ turn_id: turns[0]?.id }]);
    expect(await firstFault()).toBeUndefined();
  });

  test('tells of each step when it is done: one that fails later takes that back from nobody', async () => {
    for (let kept = 0; kept < 3; kept += 1) await keep();
    const gone: number[] = [];
    const moments = [new Date()];
    const now = () => moments.pop() ?? raise();
    await expect(eraseTurns({ db, key: chainKey(masterKey), now, onGone: (count) => gone.push(count) }, { before: new Date(Date.now() + 60_000), assistants: ['loket'] }, 2)).rejects.toThrow('het begaf het');
    expect(gone).toEqual([2]);
    expect(await db.query('SELECT 1 FROM turn_keys')).toHaveLength(1);
  });

  test('of a later turn is not covered by an erasure before it', async () => {
    await keep();
    await eraseSaid(db, masterKey, new Date(Date.now() + 60_000));
    const later = await keep();
    await db.query('DELETE FROM turn_keys WHERE turn_id = $1', [later.id]);
    expect(await firstFault()).toEqual({ number: 4, fault: 'content-missing' });
  });

  test.each([
    ['its key is deleted', 'DELETE FROM turn_keys WHERE turn_id = $1', 1],
    ['its key is changed', "UPDATE turn_keys SET wrapped = 'iets anders' WHERE turn_id = $1", 1],
    ['its answer is taken away', "UPDATE audit_entries SET content = NULL WHERE turn_id = $1 AND kind = 'turn.ended'", 2],
  ])('is missed when %s without a word in the chain', async (_, sql, number) => {
    const { id } = await keep();
    await db.query(sql, [id]);
    expect(await firstFault()).toEqual({ number, fault: 'content-missing' });
  });

  test('is missed when the entry that covers it was made up', async () => {
    const { id } = await keep();
    await db.query('UPDATE audit_entries SET content = NULL WHERE turn_id = $1', [id]);
    const body = JSON.stringify({ number: 3, kind: 'content.erased', facts: { receivedBefore: '9999-01-01T00:00:00.000Z' } });
    await db.query('INSERT INTO audit_entries (number, body, hash) VALUES (3, $1, $2)', [body, randomBytes(32)]);
    expect(await firstFault()).toEqual({ number: 1, fault: 'content-missing' });
  });

  test.each([
    ['assistant', ["UPDATE turns SET assistant = 'collega'"]],
    ['conversation', ['UPDATE turns SET conversation_id = gen_random_uuid()']],
    ['time', ["UPDATE turns SET received_at = received_at - interval '1 year'"]],
    ['row', ['DELETE FROM turn_keys', 'DELETE FROM turns']],
  ])('belongs to a turn whose %s cannot be changed unseen', async (_, statements) => {
    await keep();
    for (const sql of statements) await db.query(sql);
    expect(await firstFault()).toEqual({ number: 1, fault: 'turn-altered' });
  });
});

function raise(): never {
  throw new Error('het begaf het');
}
