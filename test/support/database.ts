import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openInMemory } from '../../src/store/embedded/open.ts';
import { templatePath } from './template.ts';
import { connect } from '../../src/store/postgres.ts';

/** Whether the tests run against a PostgreSQL server (`DATABASE_URL`) instead of the embedded database. */
export const onServer = (process.env['DATABASE_URL'] ?? '') !== '';

/** A fresh, migrated database of this test's own, on PostgreSQL where DATABASE_URL is set, embedded in memory otherwise. */
export async function openTestDatabase(): Promise<Database> {
  const url = process.env['DATABASE_URL'] ?? '';
  if (url === '') return openInMemory(templatePath);
  const { db, drop } = await createServerDatabase(url);
  await migrate(db);
  return { ...db, close: () => db.close().then(drop) };
}

/** A new, empty database on the server, and its URL. */
export async function createServerDatabase(url: string): Promise<{ db: Database; url: string; drop: () => Promise<void> }> {
  const name = `balie_test_${randomUUID().replaceAll('-', '')}`;
  const admin = async (sql: string): Promise<void> => {
    const server = connect({ kind: 'postgresql', connection: { connectionString: url, max: 1 } });
    await server.query(sql);
    await server.close();
  };
  await admin(`CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const db = connect({ kind: 'postgresql', connection: { connectionString: own.href } });
  return { db, url: own.href, drop: () => admin(`DROP DATABASE ${name} WITH (FORCE)`) };
}
