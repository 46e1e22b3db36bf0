import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey, revokeKey } from '../../../src/identity/keys.ts';
import { createLiveSessions } from '../../../src/identity/logins/live.ts';
import { openSession, takeSession } from '../../../src/identity/sessions.ts';
import type { Database } from '../../../src/store/database.ts';
import { altered } from '../../support/altered.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
const start = new Date('2026-11-25T08:30:45Z');
const whoseSession = (db: Database, token: string, now: Date) => createLiveSessions({ db, groups: [], login: { stepUp: { maxAgeMinutes: 60 } }, now: () => now })(token);
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

async function login(expiresAt?: Date) {
  const key = await createKey(db, { name: 'Redactie', collections: ['a'], ...(expiresAt && { expiresAt }) });
  const session = await openSession(db, key.token, start);
  if (session === undefined) throw new Error('a valid key opens a session');
  return { ...key, session: session.token };
}

test('a session stands for its key, and its token is nowhere in the database', async () => {
  const { id, session } = await login();
  expect(session).toMatch(/^[\w-]{43}$/);
  expect(await whoseSession(db, session, start)).toEqual({ id, name: 'Redactie', group: null, collections: ['a'], models: [], assistants: [], isAdmin: false, isReviewer: false });
  const rows = await db.query<{ all: string }>('SELECT s::text AS all FROM sessions s');
  for (const { all } of rows) {
    expect(all).not.toContain(session);
    expect(all).not.toContain(Buffer.from(session).toString('hex'));
    expect(all).not.toContain(Buffer.from(session, 'base64url').toString('hex'));
  }
});

test('each login is a session of its own; closing one leaves the other', async () => {
  const { token, session } = await login();
  const other = await openSession(db, token, start);
  expect(other?.token).not.toBe(session);
  await takeSession(db, session);
  expect(await whoseSession(db, session, start)).toBeUndefined();
  expect(await whoseSession(db, other?.token ?? '', start)).toBeDefined();
  await takeSession(db, session);
});

test('a key that is wrong, revoked or expired opens none', async () => {
  const { id, token } = await createKey(db, { name: 'Redactie', collections: ['a'], expiresAt: after(1) });
  expect(await openSession(db, altered(token), start)).toBeUndefined();
  expect(await openSession(db, '', start)).toBeUndefined();
  expect(await openSession(db, token, after(1))).toBeUndefined();
  await revokeKey(db, id);
  expect(await openSession(db, token, start)).toBeUndefined();
});

test('an hour without use ends it; use keeps it, to ten hours at most', async () => {
  const idle = (await login()).session;
  expect(await whoseSession(db, idle, after(62))).toBeUndefined();
  const used = (await login()).session;
  for (let minutes = 55; minutes < 600; minutes += 55) expect(await whoseSession(db, used, after(minutes)), `${minutes}`).toBeDefined();
  expect(await whoseSession(db, used, after(599.9))).toBeDefined();
  expect(await whoseSession(db, used, after(600))).toBeUndefined();
});

test('ends with its key', async () => {
  const revoked = await login();
  await revokeKey(db, revoked.id);
  expect(await whoseSession(db, revoked.session, start)).toBeUndefined();
  const expiring = await login(after(10));
  expect(await whoseSession(db, expiring.session, after(9))).toBeDefined();
  expect(await whoseSession(db, expiring.session, after(10))).toBeUndefined();
});

test('malformed tokens are none, and sessions that are over are swept when one is opened', async () => {
  const { session, token } = await login();
  for (const wrong of ['', 'x', `${session}x`, session.slice(1), `${session.slice(1)}\0`, `${session}\n`]) expect(await whoseSession(db, wrong, start)).toBeUndefined();
  await openSession(db, token, after(700));
  expect(await db.query('SELECT FROM sessions WHERE expires_at <= $1', [after(700)])).toEqual([]);
});
