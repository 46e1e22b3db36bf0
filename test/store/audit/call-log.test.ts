import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCallLog } from '../../../src/audit/call-log.ts';
import { createChainWriter } from '../../../src/audit/writing/chain-writer.ts';
import { contentContext } from '../../../src/audit/writing/acts.ts';
import { unseal } from '../../../src/audit/content.ts';
import { verify } from '../../../src/audit/verify.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { eraseSaid } from '../../support/erased.ts';
import { answered, masterKey, openLog, turn } from './support.ts';

const asked = { messages: [{ role: 'user', content: 'Vat de brief van Jan Jansen samen.' }] };
const end = { outcome: 'answered', said: { text: 'Jan Jansen vraagt uitstel.' }, usage: { promptTokens: 31, answerTokens: 7 }, durationMs: 840 } as const;

const ids = { own: randomUUID(), gone: randomUUID() };
const call = () => ({ id: randomUUID(), key: randomUUID(), model: 'loket-standaard', kind: 'chat' as const, said: asked });
const logOf = (db: Database, instanceId = ids.own) => createCallLog({ masterKey, now: () => new Date(), write: createChainWriter({ db, masterKey, instanceId }) });

async function keepIn(db: Database) {
  const one = call();
  const calls = logOf(db);
  await calls.received(one);
  await calls.ended(one.id, end);
  return one;
}

describe('the log of calls by programs', () => {
  let db: Database;
  const openCalls = (instanceId = ids.own) => logOf(db, instanceId);
  const keep = () => keepIn(db);
  const firstFault = async () => (await verify(db, masterKey)).firstFault;
  beforeEach(async () => {
    db = await openTestDatabase();
  });
  afterEach(() => db.close());

  test('keeps a call in the chain: facts in clear, what was said encrypted', async () => {
    const one = await keep();
    const rows = await db.query<{ body: string; content: Buffer; kind: string }>('SELECT body, content, kind FROM audit_entries ORDER BY number');
    expect(rows.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { kind: 'call.received', callId: one.id, facts: { key: one.key, model: 'loket-standaard', kind: 'chat' } },
      { kind: 'call.ended', callId: one.id, facts: { outcome: 'answered', promptTokens: 31, answerTokens: 7, durationMs: 840 } },
    ]);
    for (const { body, content } of rows) expect(body + content.toString('latin1')).not.toMatch(/Jansen|uitstel/);
    const [{ wrapped } = { wrapped: Buffer.alloc(0) }] = await db.query<{ wrapped: Buffer }>('SELECT wrapped FROM calls');
    const said = rows.map(({ content }, index) => JSON.parse(unseal(unseal(masterKey, wrapped, one.id), content, contentContext({ subject: 'call', id: one.id }, index === 0 ? 'received' : 'ended')).toString()) as object);
    expect(said).toEqual([asked, end.said]);
    expect(await firstFault()).toBeUndefined();
  });

  test('a call ends once, with the cause of a failure', async () => {
    const calls = openCalls();
    const one = call();
    await calls.received(one);
    expect(await calls.ended(one.id, { ...end, outcome: 'failed', reason: 'model-silent', said: undefined })).toBe(true);
    expect(await calls.ended(one.id, end)).toBe(false);
    expect(await calls.ended(randomUUID(), end)).toBe(false);
    expect(await db.query("SELECT body::jsonb #>> '{facts,reason}' AS reason, outcome FROM audit_entries, calls WHERE audit_entries.kind = 'call.ended'")).toEqual([{ reason: 'model-silent', outcome: 'failed' }]);
    expect(await firstFault()).toBeUndefined();
  });

  test('stands in one chain with turns', async () => {
    const write = createChainWriter({ db, masterKey, instanceId: ids.own });
    const calls = createCallLog({ masterKey, now: () => new Date(), write });
    const log = openLog(db, ids.own);
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        const [one, other] = [turn(), call()];
        await Promise.all([log.received(one), calls.received(other)]);
        await Promise.all([log.ended(one.id, answered), calls.ended(other.id, end)]);
      }),
    );
    expect(await verify(db, masterKey)).toMatchObject({ entries: 48 });
    expect(await firstFault()).toBeUndefined();
  });

  test('ends calls as interrupted whose process is gone, and leaves those of one that lives', async () => {
    const log = openLog(db, ids.own);
    await log.sweep();
    const [lost, running] = [call(), call()];
    await openCalls(ids.gone).received(lost);
    await openCalls(ids.own).received(running);
    expect(await log.sweep()).toBe(1);
    expect(await db.query('SELECT id, outcome FROM calls ORDER BY outcome')).toEqual([{ id: lost.id, outcome: 'interrupted' }, { id: running.id, outcome: null }]);
    expect(await openCalls(ids.gone).ended(lost.id, end)).toBe(false);
    expect(await firstFault()).toBeUndefined();
  });

  test('erases what was said past its retention, and the chain says so', async () => {
    const old = await keep();
    const open = call();
    await openCalls().received(open);
    expect(await eraseSaid(db, masterKey, new Date(Date.now() + 60_000))).toBe(1);
    expect(await db.query('SELECT 1 FROM audit_entries WHERE content IS NOT NULL')).toHaveLength(1);
    expect(await db.query('SELECT id FROM calls WHERE wrapped IS NOT NULL')).toEqual([{ id: open.id }]);
    expect(await db.query("SELECT body::jsonb #>> '{facts,calls}' AS calls FROM audit_entries WHERE kind = 'content.erased'")).toEqual([{ calls: '1' }]);
    expect(await firstFault()).toBeUndefined();
    expect(await openCalls().ended(open.id, end)).toBe(true);
    expect(await db.query('SELECT outcome FROM calls WHERE id = $1', [old.id])).toEqual([{ outcome: 'answered' }]);
  });
});

describe('the row of a call', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
    await keepIn(db);
  });
  afterAll(() => db.close());

  test.each([
    ['another key', "UPDATE calls SET key_id = 'iemand anders'", 1, 'call-altered'],
    ['another model', "UPDATE calls SET model = 'ander'", 1, 'call-altered'],
    ['another time', "UPDATE calls SET received_at = received_at - interval '1 year'", 1, 'call-altered'],
    ['another place in the log', 'UPDATE calls SET received_number = 7', 1, 'call-altered'],
    ['another place of its end', 'UPDATE calls SET ended_number = 1', 2, 'call-altered'],
    ['another outcome', "UPDATE calls SET outcome = 'failed'", 2, 'outcome-altered'],
    ['no row', 'DELETE FROM calls', 1, 'call-altered'],
    ['no key of its content', 'UPDATE calls SET wrapped = NULL', 1, 'content-missing'],
    ['no answer', "UPDATE audit_entries SET content = NULL WHERE kind = 'call.ended'", 2, 'content-missing'],
    ['a text that holds no id', `UPDATE audit_entries SET body = replace(body, '"callId":"', '"callId":"x') WHERE number = 1`, 1, 'altered'],
  ])('names the first entry of a call that was given %s', async (_, sql, number, fault) => {
    const undo = new Error('undone');
    let found: unknown;
    // Rolled back, so that the next one begins with the same call.
    await db
      .transaction(async (tx) => {
        await tx.query(sql);
        found = (await verify({ ...db, query: tx.query }, masterKey)).firstFault;
        throw undo;
      })
      .catch((error: unknown) => expect(error).toBe(undo));
    expect(found).toEqual({ number, fault });
  });
});
