import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCallLog } from '../../../src/audit/call-log.ts';
import { createChainWriter } from '../../../src/audit/writing/chain-writer.ts';
import { masterKey } from '../../../src/audit/content.ts';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { createTurnLog } from '../../../src/audit/turn-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import type { Database } from '../../../src/store/database.ts';
import { readMigrations } from '../../../src/store/migrate.ts';
import { openEmptyDatabase } from '../../support/database.ts';
import { eraseSaid } from '../../support/erased.ts';
import { answered, exported, turn } from './support.ts';

const KEY = Buffer.from('0123456789abcdef'.repeat(4), 'hex');
const HEAD = { number: 12, hash: '330ef08772c6dfab9a8f2a6d14b0217605dc43cbaa60ca79010c2b5903761268' };
/** The last migration of the version that wrote the fixture. */
const OLDER = 13;
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as const;

let db: Database;
beforeAll(async () => {
  db = await openEmptyDatabase();
  const all = await readMigrations();
  for (const { sql } of all.slice(0, OLDER)) await db.query(sql);
  await db.query('DELETE FROM audit_head');
  const kept = JSON.parse(await readFile(new URL('../../fixtures/audit/chain-at-0013.json', import.meta.url), 'utf8')) as Record<string, readonly Record<string, unknown>[]>;
  for (const [table, rows] of Object.entries(kept)) {
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    await db.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`, [JSON.stringify(rows)]);
  }
  for (const { sql } of all.slice(OLDER)) await db.query(sql);
});
afterAll(() => db.close());

/** What is found after a change, which is taken back. */
async function faultAfter(changes: readonly string[], key = KEY, expected?: typeof HEAD) {
  const undo = new Error('undo');
  let found: Awaited<ReturnType<typeof verify>> | undefined;
  await db.transaction(async (tx) => {
    for (const sql of changes) await tx.query(sql);
    found = await verify({ ...db, query: (...asked) => tx.query(...asked) }, key, { expected });
    throw undo;
  }).catch((error: unknown) => expect(error).toBe(undo));
  return found?.firstFault;
}

function openLogs() {
  const own = { db, masterKey: KEY, instanceId: randomUUID(), now: () => new Date() };
  const write = createChainWriter(own);
  return { turns: createTurnLog({ ...own, write }), calls: createCallLog({ ...own, write }), manage: createManagementLog(own) };
}

describe('the audit log of an older version, after an update', () => {
  test('verifies to the head that was kept then, and is read as before', async () => {
    expect(await masterKey(db, KEY.toString('hex'), '/nowhere')).toEqual(KEY);
    expect(await verify(db, KEY, { expected: HEAD })).toEqual({ entries: HEAD.number, head: HEAD.hash });
    const { turns } = openLogs();
    const said = await turns.conversation(id(502), 'loket');
    expect(said.map(({ question, outcome, end }) => [question, outcome, end?.answer])).toEqual([
      ['Wat kost een paspoort? Ik ben Zoë — "spoed" 😀', 'answered', 'Dat kost € 83,90 [1].'],
      ['En voor kinderen?', 'quoted', '> Een paspoort voor kinderen kost € 62,75. [1]'],
    ]);
    expect(await turns.conversation(id(501), 'loket')).toMatchObject([{ question: undefined, end: undefined }]);
  });
});

describe('a change in an entry of an older version is found', () => {
  const first = (kind: string, turnId: string) => `(SELECT number FROM audit_entries WHERE kind = '${kind}' AND turn_id = '${turnId}')`;

  test.each([
    ['of its facts', `UPDATE audit_entries SET body = replace(body, '"abstained"', '"answered"') WHERE number = ${first('turn.ended', id(3))}`, 6, 'altered'],
    ['of its moment', `UPDATE audit_entries SET body = replace(body, '2026-09-01', '2026-09-02') WHERE number = 1`, 1, 'altered'],
    ['of what was said', `UPDATE audit_entries SET content = content || 'x' WHERE number = ${first('turn.received', id(4))}`, 7, 'content-altered'],
    ['of its outcome', `UPDATE turns SET outcome = 'answered' WHERE id = '${id(3)}'`, 6, 'outcome-altered'],
    ['of its conversation', `UPDATE turns SET conversation_id = '${id(1)}' WHERE id = '${id(2)}'`, 3, 'turn-altered'],
    ['by taking its key away', `DELETE FROM turn_keys WHERE turn_id = '${id(2)}'`, 3, 'content-missing'],
    ['by taking it away', 'DELETE FROM audit_entries WHERE number = 5', 5, 'missing'],
    ['by cutting off the end', `DELETE FROM audit_entries WHERE number = 12`, 12, 'cut-off'],
  ])('%s', async (_, sql, number, fault) => {
    expect(await faultAfter([sql])).toEqual({ number, fault });
  });

  test('by who can write the database and moves head and rows along, but has no key', async () => {
    const cutOff = ['DELETE FROM audit_entries WHERE number > 11', 'UPDATE audit_head SET number = 11, hash = (SELECT hash FROM audit_entries WHERE number = 11)'];
    // Nothing within tells; what was kept elsewhere does.
    expect(await faultAfter(cutOff)).toBeUndefined();
    expect(await faultAfter(cutOff, KEY, HEAD)).toEqual({ number: 12, fault: 'head-gone' });
    expect(await faultAfter([], Buffer.alloc(32, 1))).toEqual({ number: 1, fault: 'altered' });
  });
});

test('the audit log of an older version goes on: what was open ends, and turns, calls, acts and erasure of this version come behind it', async () => {
  const { turns, calls, manage } = openLogs();
  expect(await turns.sweep()).toBe(1);
  const one = turn(id(502), false);
  await turns.received({ ...one, key: '4f1c9a02b7e35d68' });
  await turns.ended(one.id, answered);
  const call = randomUUID();
  await calls.received({ id: call, key: '4f1c9a02b7e35d68', model: 'chat', kind: 'chat', said: {} });
  await calls.ended(call, { outcome: 'answered', said: {}, usage: { promptTokens: 1, answerTokens: 1 }, durationMs: 1 });
  await db.transaction((tx) => manage(tx, { kind: 'key.made', facts: { key: '4f1c9a02b7e35d68' } }));
  expect(await eraseSaid(db, KEY, new Date(Date.now() + 1_000))).toBe(7);
  const { entries, firstFault } = await verify(db, KEY, { expected: HEAD });
  expect([entries, firstFault]).toEqual([HEAD.number + 9, undefined]);
  const [opened] = await db.query<{ body: string }>('SELECT body FROM audit_entries WHERE number = $1', [HEAD.number + 1]);
  expect(JSON.parse(opened?.body ?? '')).toMatchObject({ v: 2, kind: 'chain.opened', facts: { entries: HEAD.number } });
  // An outsider cannot check the older ones one by one, but does see that one was changed.
  const { text, check } = await exported(db, KEY);
  expect((await check(text)).faults).toEqual([]);
  expect((await check(text.replace('2026-09-01', '2026-09-02'))).faults.join()).toContain(`entries 1 to ${HEAD.number}`);
});
