import { describe, expect, test } from 'vitest';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { connect } from '../../src/store/postgres.ts';
import { createServerDatabase, onServer, openTestDatabase } from '../support/database.ts';

describe('migrations', () => {
  test('run once each, in order', async () => {
    const db = await openTestDatabase();
    const rows = await db.query('SELECT version, name, sha256 FROM schema_migrations ORDER BY version');
    expect(rows).toEqual((await readMigrations()).map(({ version, name, sha256 }) => ({ version, name, sha256 })));
    expect(await migrate(db)).toEqual([]);
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

  test.runIf(onServer)('of two processes at once run each file once', async () => {
    const { db, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
    const others = Array.from({ length: 4 }, () => connect({ kind: 'postgresql', connection: { connectionString: url } }));
    const ran = await Promise.all([db, ...others].map((one) => migrate(one)));
    expect(ran.flat().toSorted()).toEqual((await readMigrations()).map(({ name }) => name));
    for (const one of [db, ...others]) await one.close();
    await drop();
  });
});
