import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey, listKeys, revokeKey, verifyKey } from '../../../src/identity/keys.ts';
import type { Database } from '../../../src/store/database.ts';
import { altered } from '../../support/altered.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
const now = new Date('2026-11-25T08:30:45Z');

test('a key stands for its collections, and is nowhere in the database', async () => {
  const { id, token } = await createKey(db, { name: 'CMS', collections: ['a', 'b'] });
  expect(token).toMatch(new RegExp(`^balie_${id}_[A-Za-z0-9_-]{43}$`));
  expect(await verifyKey(db, token, now)).toEqual({ id, name: 'CMS', group: null, collections: ['a', 'b'], models: [], assistants: [], isAdmin: false, isReviewer: false });
  const secret = token.slice(-43);
  const [row] = await db.query<{ all: string }>('SELECT k::text AS all FROM api_keys k WHERE id = $1', [id]);
  expect(row?.all).not.toContain(secret);
  expect(row?.all).not.toContain(Buffer.from(secret).toString('hex'));
});

test('when it was used is noted to the minute, and only of one that is valid', async () => {
  const { id, token } = await createKey(db, { name: 'CMS', collections: ['a'] });
  const lastUsed = async () => (await listKeys(db)).find((key) => key.id === id)?.lastUsedAt;
  await verifyKey(db, altered(token), now);
  expect(await lastUsed()).toBeNull();
  await verifyKey(db, token, now);
  expect(await lastUsed()).toEqual(new Date('2026-11-25T08:30:00Z'));
});

test('one that is expired, revoked, altered or malformed is none', async () => {
  const { token, id } = await createKey(db, { name: 'CMS', collections: ['a'], expiresAt: now });
  expect(await verifyKey(db, token, new Date(now.getTime() - 1))).toBeDefined();
  expect(await verifyKey(db, token, now)).toBeUndefined();
  const other = await createKey(db, { name: 'CMS', collections: ['a'] });
  expect(await verifyKey(db, `balie_${other.id}_${token.slice(-43)}`, now)).toBeUndefined();
  for (const wrong of ['', 'x', 'balie__', `${other.token}\n`, ` ${other.token}`, `balie_${other.id}_`, other.token.toUpperCase(), '\u0000']) {
    expect(await verifyKey(db, wrong, now), wrong).toBeUndefined();
  }
  expect(await revokeKey(db, other.id)).toBe(true);
  expect(await verifyKey(db, other.token, now)).toBeUndefined();
  expect(await revokeKey(db, '0'.repeat(16))).toBe(false);
  expect((await listKeys(db)).map((key) => key.id)).toEqual(expect.arrayContaining([id, other.id]));
});
