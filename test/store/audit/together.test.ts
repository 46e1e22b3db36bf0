import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../../src/audit/verify.ts';
import { BalieError } from '../../../src/errors.ts';
import type { Database } from '../../../src/store/database.ts';
import { onServer, openTestDatabase } from '../../support/database.ts';
import { eraseSaid } from '../../support/erased.ts';
import { randomNumbers } from '../../support/random.ts';
import { answered, masterKey, openLog, turn } from './support.ts';

const away = () => new BalieError('database-unavailable', { detail: 'Connection terminated' });

describe('what is recorded together', () => {
  let db: Database;
  beforeEach(async () => {
    db = await openTestDatabase();
  });
  afterEach(() => db.close());

  const whole = async () => (await verify(db, masterKey)).firstFault === undefined;
  const count = async (kind: string) => (await db.query('SELECT 1 FROM audit_entries WHERE kind = $1', [kind])).length;

  /** The database with something done to the statements that write a batch. */
  function withBatches(write: (run: () => Promise<object[]>, index: number) => Promise<object[]>): Database {
    let index = 0;
    return {
      ...db,
      query: <Row extends object>(sql: string, params?: readonly unknown[]) => {
        const run = () => db.query<Row>(sql, params);
        return sql.startsWith('WITH moved') ? (write(run, (index += 1)) as Promise<Row[]>) : run();
      },
    };
  }

  test('goes in a few statements, and is whole', async () => {
    let statements = 0;
    const log = openLog(withBatches((run) => ((statements += 1), run())));
    await log.received(turn());
    const turns = Array.from({ length: 100 }, () => turn());
    await Promise.all(turns.map((one) => log.received(one)));
    const kept = await Promise.all(turns.map(({ id }) => log.ended(id, answered)));
    expect(kept.every(Boolean)).toBe(true);
    expect(statements).toBeLessThan(10);
    expect(await verify(db, masterKey)).toMatchObject({ entries: 201 });
    expect(await whole()).toBe(true);
  });

  test('by several processes at once, in any order, is one chain in which each turn ends once', async () => {
    const logs = [openLog(db), openLog(db), openLog(db)];
    const random = randomNumbers(60);
    const any = () => logs[random(logs.length)]!;
    const ends = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const one = turn();
        await any().received(one);
        // Two that want to end it, sometimes the same one twice.
        const both = await Promise.all([any().ended(one.id, answered), any().ended(one.id, { ...answered, outcome: 'failed' })]);
        if (index === 30) await eraseSaid(db, masterKey, new Date());
        return both.filter(Boolean).length;
      }),
    );
    expect(ends).toEqual(ends.map(() => 1));
    expect([await count('turn.received'), await count('turn.ended')]).toEqual([60, 60]);
    expect(await whole()).toBe(true);
  });

  test('loses nothing to what cannot be written', async () => {
    const log = openLog(db);
    const twice = turn();
    const open = turn();
    await log.received(twice);
    await log.received(open);
    const bad = [log.received(twice), log.received({ ...turn(), id: 'geen id' }), log.received(turn(randomUUID(), false)), log.ended(open.id, { ...answered, outcome: 'onzin' })];
    const good = Array.from({ length: 20 }, () => turn());
    const results = await Promise.allSettled([...good.slice(0, 7).map((one) => log.received(one)), ...bad, ...good.slice(7).map((one) => log.received(one)), log.ended(twice.id, answered)]);
    expect(results.filter(({ status }) => status === 'rejected').map((result) => 'reason' in result && (result.reason as { code: string }).code)).toEqual(['23505', '22P02', 'conversation-unknown', '23514']);
    expect(await count('turn.received')).toBe(22);
    expect(await log.ended(open.id, answered)).toBe(true);
    expect(await whole()).toBe(true);
  });

  test('a turn whose end comes twice in one batch ends once', async () => {
    const log = openLog(db);
    const one = turn();
    await log.received(one);
    expect(await Promise.all([log.ended(one.id, answered), log.ended(one.id, answered), log.ended(randomUUID(), answered)])).toEqual([true, false, false]);
    expect(await whole()).toBe(true);
  });

  test('is not written again when the connection was lost after it was written', async () => {
    const log = openLog(withBatches(async (run, index) => (await run(), index === 2 ? Promise.reject(away()) : [{}])));
    // The first one is read under a lock: only then there is something to remember.
    await log.received(turn());
    await log.received(turn());
    const three = [turn(), turn(), turn()];
    await Promise.all(three.map((one) => log.received(one)));
    expect(await count('turn.received')).toBe(5);
    expect(await whole()).toBe(true);
    expect(await log.ended(three[1]!.id, answered)).toBe(true);
    expect(await whole()).toBe(true);
  });

  test('is written again when the connection was lost before it was written', async () => {
    const log = openLog(withBatches((run, index) => (index === 1 ? Promise.reject(away()) : run())));
    await log.received(turn());
    const three = [turn(), turn(), turn()];
    await Promise.all(three.map((one) => log.received(one)));
    expect(await count('turn.received')).toBe(4);
    expect(await whole()).toBe(true);
  });

  test('is there once when the lost statement runs later than its repetition', async () => {
    let late: (() => Promise<object[]>) | undefined;
    const log = openLog(
      withBatches((run, index) => {
        if (index > 1) return run();
        late = run;
        return Promise.reject(away());
      }),
    );
    await log.received(turn());
    await Promise.all([log.received(turn()), log.received(turn())]);
    expect(await late?.()).toEqual([]);
    expect(await count('turn.received')).toBe(3);
    expect(await whole()).toBe(true);
  });

  test('fails when the database is away, and goes on when it is back', async () => {
    let isAway = false;
    const log = openLog({
      ...db,
      query: (sql, params) => (isAway ? Promise.reject(away()) : db.query(sql, params)),
      transaction: (work) => (isAway ? Promise.reject(away()) : db.transaction(work)),
    });
    const one = turn();
    await log.received(one);
    isAway = true;
    expect(await Promise.allSettled([log.received(turn()), log.ended(one.id, answered)])).toMatchObject([{ reason: { code: 'database-unavailable' } }, { reason: { code: 'database-unavailable' } }]);
    isAway = false;
    expect(await log.ended(one.id, answered)).toBe(true);
    expect(await count('turn.received')).toBe(1);
    expect(await whole()).toBe(true);
  });

  test('is not tried by halves when it was no fault of any of it', async () => {
    let statements = 0;
    const timedOut = Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
    const log = openLog(withBatches((run, index) => ((statements += 1), index === 1 ? Promise.reject(timedOut) : run())));
    await log.received(turn());
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => log.received(turn())));
    expect(results.map((result) => 'reason' in result && (result.reason as unknown))).toEqual(results.map(() => timedOut));
    expect(statements).toBe(1);
    await log.received(turn());
    expect(await whole()).toBe(true);
  });

  test('loses nothing that was acknowledged when the disk is full, says so, and goes on when there is room', async () => {
    let isFull = false;
    const full = new BalieError('log-full');
    const log = openLog(withBatches((run) => (isFull ? Promise.reject(full) : run())));
    const open = turn();
    await log.received(open);
    const kept = Array.from({ length: 10 }, () => turn());
    await Promise.all(kept.map((one) => log.received(one)));
    isFull = true;
    const refused = await Promise.allSettled([...Array.from({ length: 10 }, () => log.received(turn())), log.ended(open.id, answered)]);
    expect(refused.map((result) => 'reason' in result && (result.reason as { code: string }).code)).toEqual(refused.map(() => 'log-full'));
    isFull = false;
    expect(await log.ended(open.id, answered)).toBe(true);
    await log.received(turn());
    expect([await count('turn.received'), await count('turn.ended')]).toEqual([12, 1]);
    expect(await whole()).toBe(true);
  });

  test.runIf(onServer)('survives a connection that the server ends while a batch waits for the head', async () => {
    const log = openLog(db);
    await log.received(turn());
    const hold = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const holder = db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM audit_head FOR UPDATE');
      held.resolve();
      await hold.promise;
    });
    await held.promise;
    const waiting = Promise.all([log.received(turn()), log.received(turn())]);
    const waiters = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'WITH moved%' AND wait_event_type = 'Lock' AND datname = current_database()";
    await expect.poll(() => db.query(waiters)).toHaveLength(1);
    await db.query(`SELECT pg_terminate_backend(pid) FROM (${waiters}) w`);
    hold.resolve();
    await holder;
    await waiting;
    expect(await count('turn.received')).toBe(3);
    expect(await whole()).toBe(true);
  });
});
