import { verifyKey } from '../../src/identity/keys.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { migrate, type Migration, readMigrations } from '../../src/store/migrate.ts';
import { connect } from '../../src/store/postgres.ts';
import { createServerDatabase, onServer, openEmptyDatabase, openTestDatabase } from '../support/database.ts';

describe('migrations', () => {
  test('run once each, in order', async () => {
    const db = await openTestDatabase();
    const rows = await db.query('SELECT version, name, sha256 FROM schema_migrations ORDER BY version');
    expect(rows).toEqual((await readMigrations()).map(({ version, name, sha256 }) => ({ version, name, sha256 })));
    expect(await migrate(db)).toEqual([]);
    expect(await db.query('SELECT FROM live_upgrade'), 'a new installation').toEqual([]);
    await db.close();
  });

  test('refuse a schema of a newer version', async () => {
    const db = await openTestDatabase();
    await db.query("INSERT INTO schema_migrations (version, name, sha256) VALUES (9999, '9999_later.sql', '')");
    await expect(migrate(db)).rejects.toMatchObject({ code: 'schema-newer', detail: '9999_later.sql' });
    await db.close();
  });

  test('refuse files that were changed after they were run', async () => {
    const db = await openTestDatabase();
    await db.query("UPDATE schema_migrations SET sha256 = 'other' WHERE version = 1");
    await expect(migrate(db)).rejects.toMatchObject({ code: 'schema-changed' });
    await db.close();
  });

  test('give vectors that are there the collection of their passage', async () => {
    const db = await openEmptyDatabase();
    const all = await readMigrations();
    const later = 10;
    for (const { sql } of all.slice(0, later)) await db.query(sql);
    await db.query(`INSERT INTO collections (id, title, owner, readers) VALUES ('a', 'A', 'x', '{resident}'), ('b', 'B', 'x', '{employee}')`);
    await db.query(`INSERT INTO originals VALUES (encode(sha256(''), 'hex'), '')`);
    await db.query(`INSERT INTO documents (id, collection_id, source_id, source, title, media_type, original, digest)
      SELECT repeat(id, 20), id, id, 'push', id, 'text/plain', encode(sha256(''), 'hex'), repeat('0', 64) FROM collections`);
    await db.query(`INSERT INTO passages (document_id, collection_id, ordinal, headings, text, digest, words)
      SELECT id, collection_id, 1, '{}', id, digest, to_tsvector('simple', id) FROM documents`);
    await db.query(`INSERT INTO embedding_models (model, dimensions) VALUES ('m', 2)`);
    await db.query(`INSERT INTO passage_embeddings (passage_id, model, embedding) SELECT id, 'm', '[1,0]' FROM passages`);
    for (const { sql } of all.slice(later)) await db.query(sql);
    expect(await db.query('SELECT e.collection_id AS of, p.collection_id AS passage FROM passage_embeddings e JOIN passages p ON p.id = passage_id ORDER BY 1')).toEqual([
      { of: 'a', passage: 'a' },
      { of: 'b', passage: 'b' },
    ]);
    expect(await db.query('SELECT FROM live_upgrade'), 'one that was in use').toHaveLength(1);
    // Whoever says otherwise is not believed.
    await db.query(`UPDATE passage_embeddings SET collection_id = 'a'`);
    expect(await db.query('SELECT count(DISTINCT collection_id) FROM passage_embeddings')).toEqual([{ count: 2 }]);
    await db.close();
  });

  test('leave keys that are there as they are', async () => {
    const db = await openEmptyDatabase();
    const all = await readMigrations();
    const later = 13;
    for (const { sql } of all.slice(0, later)) await db.query(sql);
    const [id, secret] = ['0123456789abcdef', 'S'.repeat(43)];
    await db.query(`INSERT INTO api_keys (id, name, hash, collections) VALUES ($1, 'CMS', sha256($2::text::bytea), '{producten}')`, [id, secret]);
    for (const { sql } of all.slice(later)) await db.query(sql);
    expect(await verifyKey(db, `balie_${id}_${secret}`, new Date())).toEqual({ id, name: 'CMS', group: null, collections: ['producten'], models: [], assistants: [], isAdmin: false, isReviewer: false });
    await db.close();
  });

  const migration = (version: number, sql: string): Migration => ({ version, name: `000${version}_test.sql`, sql, sha256: `${version}` });

  test('that fail leave nothing behind, and can be run again', async () => {
    const db = await openEmptyDatabase();
    const first = migration(1, 'CREATE TABLE one ()');
    await expect(migrate(db, [first, migration(2, 'CREATE TABLE two (); SELECT 1 / 0')])).rejects.toMatchObject({ code: '22012' });
    expect(await db.query(`SELECT relname FROM pg_class WHERE relname IN ('one', 'two')`)).toEqual([{ relname: 'one' }]);
    expect(await db.query('SELECT version FROM schema_migrations')).toEqual([{ version: 1 }]);
    expect(await migrate(db, [first, migration(2, 'CREATE TABLE two ()')])).toEqual(['0002_test.sql']);
    await db.close();
  });

  test('that wait for a table that others hold end at once when their process is told to stop', async () => {
    const db = await openEmptyDatabase();
    const stop = new AbortController();
    const held = migration(1, `DO $$ BEGIN RAISE EXCEPTION 'held' USING ERRCODE = '55P03'; END $$`);
    const end: unknown = await migrate(db, [held], { pauseMs: 60_000, signal: stop.signal, note: () => stop.abort() }).catch((error: unknown) => error);
    expect(end).toBe(stop.signal.reason);
    expect(await db.query('SELECT FROM schema_migrations')).toEqual([]);
    await db.close();
  });

  test.runIf(onServer)('run on, and are waited for, where any other statement would have been ended', async () => {
    const { db, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
    await db.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = 100', current_database()); END $$`);
    const limited = [1, 2].map(() => connect({ kind: 'postgresql', connection: { connectionString: url, statement_timeout: 200, query_timeout: 1_000 } }));
    const slow = [migration(1, 'CREATE TABLE one (); SELECT pg_sleep(1.5)')];
    const ran = await Promise.all(limited.map((one) => migrate(one, slow)));
    expect(ran.flat()).toEqual(['0001_test.sql']);
    await expect(limited[0]?.query('SELECT pg_sleep(1.5)')).rejects.toMatchObject({ code: 'database-unavailable', detail: expect.stringContaining('57014') });
    for (const one of [db, ...limited]) await one.close();
    await drop();
  });

  test.runIf(onServer)('do not keep others waiting behind a backup that is being made, and run when it is done', async () => {
    const { db, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
    const older = [migration(1, 'CREATE TABLE one ()')];
    const newer = [...older, migration(2, 'ALTER TABLE one ADD COLUMN later text')];
    await migrate(db, older);
    const done = Promise.withResolvers<void>();
    const reading = Promise.withResolvers<void>();
    const backup = db.session(async (session) => {
      await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await session.query('SELECT FROM one');
      reading.resolve();
      await done.promise;
      await session.query('COMMIT');
    });
    await reading.promise;
    const notes: string[] = [];
    const other = connect({ kind: 'postgresql', connection: { connectionString: url } });
    const patience = { note: (line: string) => void notes.push(line), lockMs: 200, pauseMs: 100 };
    await expect(migrate(other, newer, { ...patience, limitMs: 0 })).rejects.toMatchObject({ code: 'schema-held', detail: '0002_test.sql' });
    const ran = migrate(other, newer, patience);
    await expect.poll(() => notes.length).toBeGreaterThan(0);
    // Time and again somebody asks the table: nobody waits longer than it does.
    for (let n = 0; n < 10; n += 1) {
      expect(await db.query('SELECT FROM one', undefined, { limitMs: 2_000 })).toEqual([]);
      await sleep(50);
    }
    done.resolve();
    await backup;
    expect(await ran).toEqual(['0002_test.sql']);
    expect(notes).toEqual([expect.stringContaining('0002_test.sql')]);
    for (const one of [db, other]) await one.close();
    await drop();
  });

  test.runIf(onServer)('of two processes at once run each file once', async () => {
    const { db, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
    const others = Array.from({ length: 4 }, () => connect({ kind: 'postgresql', connection: { connectionString: url } }));
    const ran = await Promise.all([db, ...others].map((one) => migrate(one)));
    expect(ran.flat().toSorted()).toEqual((await readMigrations()).map(({ name }) => name));
    for (const one of [db, ...others]) await one.close();
    await drop();
  });
});
