import { randomUUID } from 'node:crypto';
import { connect as dial } from 'node:net';
import { inject } from 'vitest';
import { JOBS_SCHEMA } from '../../src/jobs/queue.ts';
import type { Database } from '../../src/store/database.ts';
import { joinInMemory } from '../../src/store/embedded/open.ts';
import { connect } from '../../src/store/postgres.ts';

/** Whether the tests run against a PostgreSQL server (`DATABASE_URL`) instead of the embedded database. */
export const onServer = (process.env['DATABASE_URL'] ?? '') !== '';

/** A fresh, migrated database of this test's own, on PostgreSQL where DATABASE_URL is set, embedded in memory otherwise. */
export async function openTestDatabase(): Promise<Database> {
  const url = process.env['DATABASE_URL'] ?? '';
  if (url === '') return openLent(inject('lender'));
  const { db, drop } = await createServerDatabase(url, inject('serverTemplate'));
  return { ...db, close: () => db.close().then(drop) };
}

/** A fresh database without anything in it. */
export async function openEmptyDatabase(): Promise<Database> {
  if (onServer) {
    const { db, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
    return { ...db, close: () => db.close().then(drop) };
  }
  const db = await openTestDatabase();
  await db.query(`DROP SCHEMA public, ${JOBS_SCHEMA} CASCADE; CREATE SCHEMA public`);
  return db;
}

async function openLent(lender: string): Promise<Database> {
  const socket = dial(lender);
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const socketDir = await new Promise<string>((resolve, reject) => {
    socket.once('data', (told) => resolve(String(told)));
    socket.once('error', reject);
    void ended.then(() => reject(new Error('no database was lent')));
  });
  const db = joinInMemory(socketDir);
  const giveBack = () => {
    socket.end();
    return ended;
  };
  let closing: Promise<void> | undefined;
  return { ...db, close: () => (closing ??= db.close().then(giveBack)) };
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
