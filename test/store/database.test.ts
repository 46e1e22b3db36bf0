import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { masterKey } from '../../src/audit/content.ts';
import { doctor } from '../../src/cli/commands/doctor.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { connect } from '../../src/store/postgres.ts';
import { readiness } from '../../src/store/ready.ts';
import { createServerDatabase, onServer, openTestDatabase } from '../support/database.ts';
import { AUDIT_KEY, commandOn } from '../support/keys-command.ts';

/** New connections of it can only read, or write again; those that are open stay as they are until they are replaced. */
function setReadOnly(db: Database, isReadOnly: boolean): Promise<void> {
  const value = isReadOnly ? 'on' : 'off';
  return db.session(async (session) => {
    await session.query(`SET default_transaction_read_only = ${onServer ? 'off' : value}`);
    if (!onServer) return;
    await session.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = ${value}', current_database()); END $$`);
    if (isReadOnly) await session.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
  });
}

describe('the database', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
    await db.query('CREATE TABLE numbers (value integer PRIMARY KEY)');
  });
  afterAll(() => db.close());

  test('gives values in the forms that the rooms count on', async () => {
    const [row] = await db.query(
      `SELECT 9007199254740991::bigint AS big, 1.5::numeric AS exact, DATE '2026-03-29' AS day, 'é🙂'::text AS text,
        '\\x00ff'::bytea AS bytes, '{"a":[1]}'::jsonb AS json, TIMESTAMPTZ '2026-01-01T00:00:00Z' AS moment, NULL AS nothing`,
    );
    expect(row).toEqual({
      big: 9007199254740991,
      exact: 1.5,
      day: '2026-03-29',
      text: 'é🙂',
      bytes: Buffer.from([0, 255]),
      json: { a: [1] },
      moment: new Date('2026-01-01T00:00:00Z'),
      nothing: null,
    });
  });

  test('keeps what a transaction did when it resolves, and nothing when it rejects', async () => {
    await db.transaction((tx) => tx.query('INSERT INTO numbers VALUES (1)'));
    const failing = db.transaction(async (tx) => {
      await tx.query('INSERT INTO numbers VALUES (2)');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await db.query('SELECT value FROM numbers WHERE value < 10')).toEqual([{ value: 1 }]);
  });

  test('keeps clients apart: transactions and statements of many at once do not mix', async () => {
    const transactions = Array.from({ length: 8 }, (_, index) =>
      db.transaction(async (tx) => {
        for (let step = 0; step < 10; step += 1) await tx.query('INSERT INTO numbers VALUES ($1)', [100 + index * 10 + step]);
        if (index % 2 === 1) throw new Error('rolled back');
      }),
    );
    const queries = Array.from({ length: 50 }, (_, index) =>
      index % 2 === 0 ? db.query('SELECT $1::integer AS x', [index]) : db.query('SELECT $1::text AS x, 1 AS y', [String(index)]),
    );
    await Promise.allSettled(transactions);
    const answers = await Promise.all(queries);
    expect(answers.map((rows) => Number(rows[0]?.['x']))).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(await db.query('SELECT count(*) FROM numbers WHERE value >= 100')).toEqual([{ count: 40 }]);
  });

  test('keeps a statement once for all clients, whatever else they do', async () => {
    const kept = { isKept: true };
    const double = (value: number) => db.query<{ x: number }>('SELECT $1::integer * 2 AS x, count(*) AS n FROM numbers', [value], kept);
    await expect(db.query('SELECT no_such_column, $1::text', ['a'], kept)).rejects.toThrow('no_such_column');
    // More at once than there are connections, and in transactions that roll back.
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 5 === 0 ? db.transaction(async (tx) => tx.query<{ x: number }>('SELECT $1::integer + 1 AS x', [n], kept)) : double(n))));
    expect(answers.map((rows) => rows[0]?.x)).toEqual(Array.from({ length: 40 }, (_, n) => (n % 5 === 0 ? n + 1 : 2 * n)));
    const undone = db.transaction(async (tx) => {
      await tx.query('SELECT $1::text || $2::text AS x', ['a', 'b'], kept);
      throw new Error('on purpose');
    });
    await expect(undone).rejects.toThrow('on purpose');
    expect(await Promise.all([1, 2, 3].map(() => db.query('SELECT $1::text || $2::text AS x', ['c', 'd'], kept)))).toEqual([[{ x: 'cd' }], [{ x: 'cd' }], [{ x: 'cd' }]]);
    // What a statement reads may change in the meantime.
    await db.query('ALTER TABLE numbers ADD COLUMN note text');
    expect((await double(4))[0]?.x).toBe(8);
  });

  test('a session is in no transaction, without a time limit, and on a server takes its settings with it', async () => {
    await db.session(async (session) => {
      await session.query(`SET work_mem = '5MB'`);
      expect(await session.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '0' }]);
      await session.query('CREATE INDEX CONCURRENTLY numbers_again ON numbers (value)');
      expect(await db.query(`SELECT count(*) FROM pg_indexes WHERE indexname = 'numbers_again'`)).toEqual([{ count: 1 }]);
    });
    await expect(db.session(() => Promise.reject(new Error('on purpose')))).rejects.toThrow('on purpose');
    if (onServer) expect(await db.query('SHOW work_mem')).not.toEqual([{ work_mem: '5MB' }]);
    await db.query('RESET work_mem');
  });

  test('goes on after a statement that is wrong', async () => {
    await expect(db.query('SELECT nothing FROM nowhere', [])).rejects.toMatchObject({ code: '42P01' });
    await expect(db.query('SELECT $1::integer', ['x'])).rejects.toMatchObject({ code: '22P02' });
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('stems Dutch and has vectors', async () => {
    expect(await db.query("SELECT to_tsvector('dutch', 'verhuizingen')::text AS lexemes")).toEqual([{ lexemes: "'verhuiz':1" }]);
    expect(await db.query("SELECT '[1,2]'::vector <=> '[1,2]'::vector AS distance")).toEqual([{ distance: 0 }]);
  });
});

test('a database that is away is said to be away', async () => {
  const db = connect({ kind: 'postgresql', connection: { connectionString: 'postgres://x:y@127.0.0.1:1/none' } });
  await expect(db.query('SELECT 1')).rejects.toMatchObject({ code: 'database-unavailable' });
  await expect(db.transaction(async () => undefined)).rejects.toMatchObject({ code: 'database-unavailable' });
  await db.close();
});

test('a database that can only be read, as one that is still being put back: is said to be so, is not ready, and is asked again by another connection', async () => {
  const db = await openTestDatabase();
  const ready = readiness(db);
  const write = () => db.transaction((tx) => tx.query('CREATE TABLE written ()'));
  await ready();
  await setReadOnly(db, true);
  const refused = { code: 'database-unavailable', detail: expect.stringMatching(/alleen te lezen.*hersteld.*replica.*25006/) };
  await expect(write()).rejects.toMatchObject(refused);
  await expect(db.query('CREATE TABLE written ()')).rejects.toMatchObject(refused);
  await expect(migrate(db)).rejects.toMatchObject(refused);
  await expect(masterKey(db, AUDIT_KEY, '')).rejects.toMatchObject(refused);
  expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await expect(ready()).rejects.toMatchObject({ code: 'database-unavailable' });
  const told = await commandOn(doctor, db, {})('--json');
  expect(told.code).toBe(2);
  expect(JSON.parse(told.out)).toMatchObject({ checks: expect.arrayContaining([expect.objectContaining({ what: 'Database', state: 'fault', said: expect.stringContaining('alleen te lezen'), action: expect.stringContaining('DATABASE_URL') })]) });

  await setReadOnly(db, false);
  await expect.poll(() => write().then(() => 'written', () => 'refused')).toBe('written');
  await ready();
  await db.close();
});

test.runIf(onServer)('connections that the server cuts are said to be away, and replaced', async () => {
  const { db, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
  const other = connect({ kind: 'postgresql', connection: { connectionString: url, max: 1 } });
  const sleeping = db.query('SELECT pg_sleep(30)');
  const caught = sleeping.catch((error: unknown) => error);
  await expect.poll(() => other.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'")).toHaveLength(1);
  await other.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
  expect(await caught).toMatchObject({ code: 'database-unavailable' });
  expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await other.close();
  await db.close();
  await drop();
});

test.runIf(onServer)('what another stands in the way of is said to be worth another try, and a transaction that is not ended by its own fault leaves the connection usable', async () => {
  const { db, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
  await db.query('CREATE TABLE kept ()');
  const limited = connect({ kind: 'postgresql', connection: { connectionString: url, max: 1, statement_timeout: 100 } });
  await db.transaction(async (tx) => {
    await tx.query('LOCK TABLE kept IN SHARE MODE');
    await expect(limited.query('INSERT INTO kept DEFAULT VALUES')).rejects.toMatchObject({ code: 'database-unavailable', detail: expect.stringContaining('57014') });
    await expect(limited.transaction((other) => other.query('INSERT INTO kept DEFAULT VALUES'))).rejects.toMatchObject({ code: 'database-unavailable' });
  });
  await limited.transaction((other) => other.query('INSERT INTO kept DEFAULT VALUES'));
  await limited.close();
  await db.close();
  await drop();
});

test.runIf(onServer)('a user who may make nothing in a database is told at the start which right is lacking', async () => {
  const { db, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
  const role = `lezer_${randomUUID().replaceAll('-', '')}`;
  await db.query(`CREATE ROLE ${role} LOGIN PASSWORD 'wachtwoord-van-een-toets'`);
  const own = new URL(url);
  [own.username, own.password] = [role, 'wachtwoord-van-een-toets'];
  await expect(openStore({ databaseUrl: own.href, dataDir: '', onFailure: () => undefined })).rejects.toMatchObject({ code: 'config-invalid', detail: expect.stringMatching(/^DATABASE_URL: .*OWNER TO/) });
  await db.query(`DROP ROLE ${role}`);
  await db.close();
  await drop();
});
