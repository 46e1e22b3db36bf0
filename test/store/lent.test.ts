import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openTestDatabase } from '../support/database.ts';

/** Rows of each table that has any, and each number that was given out. */
async function contentOf(db: Database): Promise<unknown> {
  const tables = await db.query<{ name: string }>(`SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text IN ('public', 'jobs') ORDER BY 1`);
  const rows: [string, unknown][] = [];
  for (const { name } of tables) rows.push([name, await db.query(`SELECT to_jsonb(t) AS row FROM ${name} t ORDER BY 1`)]);
  const numbers = await db.query('SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE last_value IS NOT NULL');
  return { rows: rows.filter(([, found]) => (found as unknown[]).length > 0), numbers };
}

/** In tables that others point to, and in one that migrations fill; a number is taken of one that stays empty. */
async function use(db: Database): Promise<void> {
  const person = randomUUID();
  await db.query(`INSERT INTO people (id, issuer, subject, name, claimed, created_at, seen_at) VALUES ($1, 'x', 'noor', 'Noor', '{}', now(), now())`, [person]);
  await db.query(`INSERT INTO conversations (id, person_id, assistant, created_at, used_at) VALUES ($1, $2, 'collega', now(), now())`, [randomUUID(), person]);
  await expect(db.query(`INSERT INTO console_changes (kind, subject, changed_by, changed_at, reason) VALUES ('a', 'b', 'c', now(), NULL)`)).rejects.toThrow('not-null');
  await db.query('UPDATE audit_head SET number = 7');
  await db.query('ANALYZE people');
}

test('a database that tests have after each other has nothing of the one before', async () => {
  // The first may be one that nobody had: it has what the migrations gave out.
  await (await openTestDatabase()).close();
  const contents: unknown[] = [];
  for (let times = 0; times < 3; times += 1) {
    const db = await openTestDatabase();
    contents.push(await contentOf(db));
    await use(db);
    expect(await contentOf(db)).not.toEqual(contents[0]);
    await db.close();
  }
  expect(contents[1]).toEqual(contents[0]);
  expect(contents[2]).toEqual(contents[0]);
});
