import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chainKey } from '../../../src/audit/chain.ts';
import { eraseTurns } from '../../../src/audit/retention.ts';
import { createTurnNotes } from '../../../src/audit/turn-notes.ts';
import { verify } from '../../../src/audit/verify.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { masterKey, walked } from '../audit/support.ts';
import { daysAgo, holdsOf, keptTurns, retentionOf, said } from './support.ts';

let db: Database;
beforeEach(async () => void (db = await openTestDatabase()));
afterEach(() => db.close());

const firstFault = async () => (await verify(db, masterKey)).firstFault;
const empty = (turn: string, kind = 'turn.received') => db.query('UPDATE audit_entries SET content = NULL WHERE turn_id = $1 AND kind = $2', [turn, kind]);
const erasures = () => db.query("SELECT body::jsonb -> 'facts' ->> 'of' AS of, body::jsonb -> 'facts' -> 'assistants' AS assistants FROM audit_entries WHERE kind = 'content.erased' ORDER BY number");

describe('the chain after erasures by rules of more than one assistant', () => {
  const RULES = { said: 'P28D', audiences: { employee: 'P3M' }, assistants: { oud: 'P1Y' } };

  test('says which assistants they were of, verifies, and finds what somebody else took away', async () => {
    const [resident, employee, old] = [await said(db, 40), await said(db, 40, { assistant: 'collega', person: randomUUID() }), await said(db, 40, { assistant: 'oud' })];
    expect(await retentionOf(db, RULES).run('hour')).toMatchObject({ erased: { turns: 1 }, failed: {} });
    expect(await keptTurns(db)).toEqual([employee.id, old.id].toSorted());
    expect(await erasures()).toEqual([{ of: 'turns', assistants: ['loket'] }]);
    expect(await firstFault()).toBeUndefined();
    expect(await db.query('SELECT 1 FROM audit_entries WHERE turn_id = $1 AND content IS NOT NULL', [resident.id])).toEqual([]);
    // As old as what went, and of an assistant of which nothing may go yet.
    await empty(employee.id);
    expect(await firstFault()).toMatchObject({ fault: 'content-missing', number: 3 });
  });

  test('is no cover for calls of programs, nor calls for turns', async () => {
    const kept = await said(db, 40);
    const call = randomUUID();
    await db.query(`INSERT INTO calls (id, key_id, model, kind, instance_id, received_at, ended_at, outcome, received_number, ended_number, wrapped) VALUES ($1, 'k', 'm', 'chat', $1, now() - interval '40 days', now(), 'answered', 98, 99, 'x')`, [call]);
    expect(await retentionOf(db, { said: 'P1Y', kinds: { calls: 'P28D' } }).run('hour')).toMatchObject({ erased: { calls: 1 } });
    expect(await erasures()).toEqual([{ of: 'calls', assistants: null }]);
    await empty(kept.id);
    expect(await firstFault()).toMatchObject({ fault: 'content-missing', number: 1 });
  });

  test('lets the words with which somebody said that it did not help go before the rest, and that alone', async () => {
    const turn = await said(db, 10);
    const notes = createTurnNotes(masterKey);
    await db.transaction(async (tx) => {
      const held = await notes.hold(tx, turn.id);
      if (held === undefined) throw new Error('no such turn');
      await tx.query(`INSERT INTO turn_feedback (turn_id, helpful, reasons, given_at, times, number) VALUES ($1, false, '{}', now() - interval '9 days', 1, 3)`, [turn.id]);
      await notes.add(tx, held, { kind: 'turn.feedback', at: new Date(Date.now() - 9 * 86_400_000), facts: { helpful: false, reasons: [] }, said: { text: 'Bel mij op 06 12345678' } });
    });
    expect(await retentionOf(db, { said: 'P28D', kinds: { feedback: 'P14D' } }).run('hour')).toMatchObject({ erased: {} });
    expect(await retentionOf(db, { said: 'P28D', kinds: { feedback: 'P7D' } }).run('hour')).toMatchObject({ erased: { feedback: 1 } });
    expect(await erasures()).toEqual([{ of: 'feedback', assistants: expect.arrayContaining(['loket']) }]);
    expect(await firstFault()).toBeUndefined();
    await empty(turn.id);
    expect(await firstFault()).toMatchObject({ fault: 'content-missing', number: 1 });
  });
});

describe('while the log is walked', () => {
  test('what is erased by its age is no fault', async () => {
    await said(db, 40);
    expect(await verify(walked(db, () => retentionOf(db, { said: 'P28D' }).run('hand')), masterKey)).toEqual({ entries: 4, head: expect.any(String) });
  });

  test('a word of an erasure that was made up behind the head, or before the first, is no cover', async () => {
    const { id } = await said(db, 40);
    const body = (number: number) => JSON.stringify({ v: 2, number, kind: 'content.erased', at: '2999-01-01T00:00:00Z', facts: { receivedBefore: '2999-01-01T00:00:00Z' } });
    const put = (number: number, text: string) => db.query(`INSERT INTO audit_entries (number, body, hash) VALUES ($1, $2, sha256(convert_to($2, 'UTF8')))`, [number, text]);
    await db.query('ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_number_check');
    const walk = walked(db, async () => {
      await empty(id);
      await put(999, body(999));
      await put(-1, body(2));
    });
    expect((await verify(walk, masterKey)).firstFault).toEqual({ number: 1, fault: 'content-missing' });
  });
});

describe('what is held', () => {
  const make = (scope: Parameters<ReturnType<typeof holdsOf>['make']>[0]['scope'], id = randomUUID()) => holdsOf(db).make({ id, scope, reason: 'Bezwaar van mevrouw Jansen', by: randomUUID() }).then(() => id);
  const run = () => retentionOf(db, { said: 'P28D' }).run('hand');

  test.each([
    ['a conversation', (turn: { conversationId: string }) => ({ conversationId: turn.conversationId })],
    ['a person', (_: unknown, person: string) => ({ personId: person })],
    ['an assistant', () => ({ assistant: 'collega' })],
    ['an assistant in a time', () => ({ assistant: 'collega', saidFrom: new Date(Date.now() - 45 * 86_400_000), saidUntil: new Date(Date.now() - 35 * 86_400_000) })],
  ] as const)('is not erased by its age: %s; and goes once that ended', async (_, scopeOf) => {
    const person = randomUUID();
    const held = await said(db, 40, { assistant: 'collega', person });
    const [other] = [await said(db, 40), await said(db, 50, { assistant: 'loket', person: randomUUID() })];
    const id = await make(scopeOf(held, person));
    expect(await run()).toMatchObject({ erased: { turns: 2 }, held: { turns: 1 } });
    expect(await keptTurns(db)).toEqual([held.id]);
    expect(other.id).not.toBe(held.id);
    expect(await firstFault()).toBeUndefined();
    await holdsOf(db).end({ id, by: person, reason: 'Afgehandeld' });
    expect(await run()).toMatchObject({ erased: { turns: 1 }, held: {} });
    expect(await firstFault()).toBeUndefined();
  });

  test('of an assistant in a time is that time alone, and one that ended by itself holds nothing', async () => {
    const [inside, outside] = [await said(db, 40), await said(db, 60)];
    await make({ assistant: 'loket', saidFrom: new Date(Date.now() - 45 * 86_400_000) });
    const over = await make({ conversationId: outside.conversationId });
    await db.query(`UPDATE legal_holds SET made_at = now() - interval '2 days', ends_at = now() - interval '1 day' WHERE id = $1`, [over]);
    await run();
    expect(await keptTurns(db)).toEqual([inside.id]);
  });

  test('until a moment that is over for the database, and not for the clock of the desk, is not, and that it went is no fault', async () => {
    const turn = await said(db, 40);
    await holdsOf(db, () => daysAgo(1)).make({ id: randomUUID(), scope: { conversationId: turn.conversationId }, reason: 'Bezwaar', by: randomUUID(), endsAt: new Date(Date.now() - 1_000) });
    const behind = () => new Date(Date.now() - 120_000);
    expect(await eraseTurns({ db, key: chainKey(masterKey), now: behind }, { before: daysAgo(28), assistants: ['loket'] })).toBe(1);
    expect(await keptTurns(db)).toEqual([]);
    expect(await firstFault()).toBeUndefined();
  });

  test('and was taken away by hand is found, though all of its age went', async () => {
    const held = await said(db, 40);
    await said(db, 40);
    await make({ conversationId: held.conversationId });
    await run();
    expect(await firstFault()).toBeUndefined();
    await empty(held.id);
    expect(await firstFault()).toMatchObject({ fault: 'content-missing', number: 1 });
    await db.query('DELETE FROM legal_holds');
    expect(await firstFault()).toMatchObject({ fault: 'content-missing', number: 1 });
  });
});
