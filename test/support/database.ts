import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { connect } from '../../src/store/postgres.ts';
import { openReused } from './reused.ts';

/** Whether the tests run against a PostgreSQL server (`DATABASE_URL`) instead of the embedded database. */
export const onServer = (process.env['DATABASE_URL'] ?? '') !== '';

/** A fresh, migrated database of this test's own, on PostgreSQL where DATABASE_URL is set, embedded in memory otherwise. */
export async function openTestDatabase(): Promise<Database> {
  const url = process.env['DATABASE_URL'] ?? '';
  if (url === '') return openReused();
  const { db, drop } = await createServerDatabase(url, inject('serverTemplate'));
  return { ...db, close: () => db.close().then(drop) };
}

/** A new database on the server, and its URL: a copy of `template`, or else an empty one. */
export async function createServerDatabase(url: string, template = 'template1'): Promise<{ db: Database; url: string; drop: () => Promise<void> }> {
  const name = `balie_test_${randomUUID().replaceAll('-', '')}`;
  const admin = async (sql: string): Promise<void> => {
    const server = connect({ kind: 'postgresql', connection: { connectionString: url, max: 1 } });
    await server.query(sql);
    await server.close();
  };
  await admin(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const db = connect({ kind: 'postgresql', connection: { connectionString: own.href } });
  return { db, url: own.href, drop: () => admin(`DROP DATABASE ${name} WITH (FORCE)`) };
}
