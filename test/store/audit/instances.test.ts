import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TurnLog } from '../../../src/audit/turn-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import { watchTurns } from '../../../src/cli/keeping/keep-sweeping.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { answered, masterKey, openLog, turn } from './support.ts';

describe('processes that take turns', () => {
  const ids = { own: randomUUID(), other: randomUUID() };
  let db: Database;
  let own: TurnLog;
  let other: TurnLog;
  /** Milliseconds that have passed, whatever the clocks on the wall say. */
  let elapsed = 0;
  beforeEach(async () => {
    db = await openTestDatabase();
    own = openLog(db, ids.own, masterKey, () => elapsed);
    other = openLog(db, ids.other);
  });
  afterEach(() => db.close());

  /** By the order of the chain: two may come in one millisecond. */
  const open = async () => (await db.query<{ id: string }>("SELECT t.id FROM turns t JOIN audit_entries e ON e.turn_id = t.id AND e.kind = 'turn.received' WHERE t.ended_at IS NULL ORDER BY e.number")).map(({ id }) => id);
  /** What so many seconds do in which no process can reach the database. */
  const away = (seconds: number) =>
    db.query('UPDATE instances SET seen_at = seen_at - make_interval(secs => $1), since = since - make_interval(secs => $1)', [seconds]);
  const silent = (id: string, seconds: number) =>
    db.query('UPDATE instances SET seen_at = now() - make_interval(secs => $2) WHERE id = $1', [id, seconds]);
  const settled = (id: string) => db.query("UPDATE instances SET since = now() - interval '16 seconds' WHERE id = $1", [id]);

  async function receive(log: TurnLog) {
    const one = turn();
    await log.sweep();
    await log.received(one);
    return one;
  }

  test('that are gone lose their turns, those that live do not', async () => {
    const [lost, kept] = [await receive(other), await receive(own)];
    await settled(ids.own);
    await silent(ids.other, 10);
    expect(await own.sweep()).toBe(0);
    await silent(ids.other, 60);
    expect(await own.sweep()).toBe(1);
    expect(await own.conversation(lost.conversationId, 'loket')).toMatchObject([{ outcome: 'interrupted', question: lost.question }]);
    expect(await open()).toEqual([kept.id]);
    expect(await other.ended(lost.id, answered)).toBe(false);
    expect((await verify(db, masterKey)).firstFault).toBeUndefined();
  });

  test.each([40, 22])('do not end each other’s turns after a database that was away for %d seconds', async (seconds) => {
    const running = [await receive(own), await receive(other)].map(({ id }) => id);
    await settled(ids.own);
    // The other one was last seen a whole sweep before this one.
    await silent(ids.other, 10);
    await away(seconds);
    expect(await own.sweep()).toBe(0);
    // Sweeps that hung come through right after each other.
    expect(await own.sweep()).toBe(0);
    expect(await open()).toEqual(running);
    await other.sweep();
    await settled(ids.own);
    expect(await own.sweep()).toBe(0);
  });

  test('do not judge others when they have just begun, but do soon', async () => {
    await receive(other);
    await silent(ids.other, 60);
    expect(await own.sweep()).toBe(0);
    await settled(ids.own);
    expect(await own.sweep()).toBe(1);
  });

  test('that an owner of the data folder knows to be gone lose their turns at once', async () => {
    await receive(other);
    await silent(ids.other, 5);
    await own.claim(new Date());
    expect(await own.sweep()).toBe(1);
  });

  test('lose a turn that is open for more than a quarter of an hour, unless it is work on a file that goes on', async () => {
    const [long, work] = [await receive(own), await receive(own)];
    expect(await own.sweep()).toBe(0);
    elapsed += 16 * 60_000;
    const { conversationId } = work;
    await db.query("INSERT INTO people (id, issuer, subject, name, created_at, seen_at) VALUES ($1, 'proef', 'p', 'P', now(), now())", [ids.other]);
    await db.query("INSERT INTO chat_folders (conversation_id, person_id, wrapped, created_at) VALUES ($1, $2, '', now())", [conversationId, ids.other]);
    await db.query('INSERT INTO chat_works (id, conversation_id, started_at, seen_at) VALUES ($1, $2, now(), now())', [work.id, conversationId]);
    expect(await own.sweep()).toBe(1);
    expect(await open()).toEqual([work.id]);
    expect(await own.ended(long.id, answered)).toBe(false);
    await db.query("UPDATE chat_works SET seen_at = now() - interval '3 minutes'");
    expect(await own.sweep()).toBe(1);
    expect(await open()).toEqual([]);
  });

  test.each([1, -1])('keep their turns when the clock of the database jumps by an hour (%d), and those of one that is killed then do not wait for that hour', async (hours) => {
    const [running, killed] = [await receive(own), await receive(other)];
    await settled(ids.own);
    await own.sweep();
    // What was written before the jump lies an hour further back now, or in the time to come.
    for (const [table, columns] of [['instances', ['seen_at', 'since']], ['turns', ['received_at']]] as const) {
      await db.query(`UPDATE ${table} SET ${columns.map((column) => `${column} = ${column} - make_interval(hours => $1)`).join(', ')}`, [hours]);
    }
    expect([await own.sweep(), await own.sweep()]).toEqual([0, 0]);
    await settled(ids.own);
    expect(await own.sweep()).toBe(1);
    expect(await open()).toEqual([running.id]);
    expect(await other.ended(killed.id, answered)).toBe(false);
    expect(await own.ended(running.id, answered)).toBe(true);
  });

  test('are forgotten after a day', async () => {
    await own.sweep();
    await other.sweep();
    await silent(ids.other, 25 * 60 * 60);
    await settled(ids.own);
    await own.sweep();
    expect(await db.query('SELECT id FROM instances')).toEqual([{ id: ids.own }]);
  });

  test('end a turn whose key cannot be read, and report one that cannot be ended', async () => {
    const turns = [await receive(other), await receive(other), await receive(other)] as const;
    await db.query("UPDATE turn_keys SET wrapped = 'kapot' WHERE turn_id = $1", [turns[0].id]);
    await db.query("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'geweigerd'; END $$");
    await db.query(`CREATE TRIGGER refuse BEFORE UPDATE ON turns FOR EACH ROW WHEN (OLD.id = '${turns[1].id}') EXECUTE FUNCTION refuse()`);
    await own.claim(new Date(Date.now() + 60_000));
    const errors: unknown[] = [];
    expect(await own.sweep((error) => errors.push(error))).toBe(2);
    expect(await open()).toEqual([turns[1].id]);
    expect(String(errors)).toMatch(/geweigerd/);
  });

  describe('while they run', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
    afterEach(() => void vi.useRealTimers());

    test('end what others left now and every few seconds, whatever becomes of it', async () => {
      const logged: string[] = [];
      const say = (_: unknown, message: string) => void logged.push(message);
      let sweeps = 0;
      const stop = await watchTurns({ sweep: () => ((sweeps += 1) === 1 ? Promise.resolve(2) : Promise.reject(new Error('weg'))) }, { warn: say, error: say });
      expect(logged).toEqual(['turns were interrupted']);
      await vi.advanceTimersByTimeAsync(10_000);
      expect([sweeps, logged.at(-1)]).toEqual([2, 'sweep failed']);
      stop();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(sweeps).toBe(2);
    });

    test('sweep one at a time while the database is silent, and tell it once', async () => {
      const logged: string[] = [];
      const say = (_: unknown, message: string) => void logged.push(message);
      let sweeps = 0;
      let answer: ((error: Error) => void) | undefined;
      const sweep = () => ((sweeps += 1) === 1 ? Promise.resolve(0) : new Promise<number>((_, reject) => (answer = reject)));
      const stop = await watchTurns({ sweep }, { warn: say, error: say });
      await vi.advanceTimersByTimeAsync(60_000);
      expect(sweeps).toBe(2);
      for (let each = 3; each < 6; each += 1) {
        answer?.(new Error('stil'));
        await vi.advanceTimersByTimeAsync(10_000);
        expect(sweeps).toBe(each);
      }
      stop();
      expect(logged).toEqual(['sweep failed']);
    });
  });
});
