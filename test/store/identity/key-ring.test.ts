import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeKey } from '../../../src/identity/change-keys.ts';
import { createKeyRing } from '../../../src/identity/key-ring.ts';
import { createKey, findKey, revokeKey } from '../../../src/identity/keys.ts';
import type { Database } from '../../../src/store/database.ts';
import { altered } from '../../support/altered.ts';
import { openTestDatabase } from '../../support/database.ts';

const START = Date.parse('2026-11-25T08:30:05Z');
let db: Database;
let now = START;
let asked = 0;
/** The same database, with its statements counted, and held up on request. */
let counted: Database;
let gate: Promise<void> = Promise.resolve();
beforeAll(async () => {
  db = await openTestDatabase();
  counted = {
    ...db,
    query: async (...given) => {
      asked += 1;
      await gate;
      return db.query(...given);
    },
  };
});
afterAll(() => db.close());
beforeEach(() => {
  now = START;
  asked = 0;
  gate = Promise.resolve();
});

const ring = () => createKeyRing(counted, () => now);
const key = (expiresAt?: Date) => createKey(db, { name: 'CMS', collections: ['a'], ...(expiresAt && { expiresAt }) });

describe('a key that was checked', () => {
  test('is known for five seconds without asking the database', async () => {
    const [keys, { token, id }] = [ring(), await key()];
    expect(await keys.verify(token)).toMatchObject({ id });
    asked = 0;
    now += 2_499;
    for (let n = 0; n < 100; n += 1) expect(await keys.verify(token)).toMatchObject({ id });
    expect(asked).toBe(0);
  });

  test('is asked for once by many who come at the same moment', async () => {
    const [keys, { token, id }] = [ring(), await key()];
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.verify(token)));
    expect(found.every((holder) => holder?.id === id)).toBe(true);
    // Once for the key, once to note that it was used.
    expect(asked).toBe(2);
  });

  test('counts as changed or revoked by another process within five seconds, also in constant use', async () => {
    const [here, { token, id }] = [ring(), await key()];
    await here.verify(token);
    await changeKey(db, id, { collections: ['b'] });
    await revokeKey(db, (await key()).id);
    now += 5_000;
    expect((await here.verify(token))?.collections).toEqual(['b']);
    await revokeKey(db, id);
    for (let ms = 0; ms < 4_900; ms += 100) {
      now += 100;
      await here.verify(token);
    }
    now += 100;
    expect(await here.verify(token)).toBeUndefined();
  });

  test('counts as revoked at once in the process that did it, also when it was just being checked', async () => {
    const [keys, { token, id }] = [ring(), await key()];
    await keys.verify(token);
    const held = Promise.withResolvers<void>();
    gate = held.promise;
    now += 5_000;
    const under = keys.verify(token);
    gate = Promise.resolve();
    await revokeKey(db, id);
    keys.forget(id);
    held.resolve();
    await under;
    expect(await keys.verify(token)).toBeUndefined();
  });

  test('asked of the database on purpose counts from then on', async () => {
    const [keys, { token, id }] = [ring(), await key()];
    await keys.verify(token);
    await revokeKey(db, id);
    expect(await keys.verify(token)).toBeDefined();
    expect(await keys.verifyNow(token)).toBeUndefined();
    expect(await keys.verify(token)).toBeUndefined();
  });

  test('ends at its moment, not seconds later', async () => {
    const [keys, { token }] = [ring(), await key(new Date(START + 1_000))];
    expect(await keys.verify(token)).toBeDefined();
    now += 999;
    expect(await keys.verify(token)).toBeDefined();
    now += 1;
    expect(await keys.verify(token)).toBeUndefined();
  });

  test('is noted as used, to the minute', async () => {
    const [keys, { token, id }] = [ring(), await key()];
    for (let ms = 0; ms < 125_000; ms += 500) {
      now += 500;
      await keys.verify(token);
    }
    // What was read behind its back may still be under way.
    await expect.poll(async () => (await findKey(db, id))?.lastUsedAt).toEqual(new Date('2026-11-25T08:32:00Z'));
    expect(asked).toBeLessThan(125);
  });
});

describe('a key that is not valid', () => {
  test('is asked for each time, whatever is wrong with it, with one statement', async () => {
    const keys = ring();
    const [expired, revoked, good] = [await key(new Date(START)), await key(), await key()];
    await revokeKey(db, revoked.id);
    const wrong = ['', 'onzin', `balie_${'0'.repeat(16)}_${'A'.repeat(43)}`, altered(good.token), expired.token, revoked.token, 'x'.repeat(100_000)];
    for (const token of [...wrong, ...wrong]) {
      asked = 0;
      expect(await keys.verify(token)).toBeUndefined();
      expect(asked, token.slice(0, 60)).toBe(1);
    }
  });

  test('does not become valid by one that is, nor the other way round', async () => {
    const [keys, { token, id }] = [ring(), await key()];
    expect(await keys.verify(token)).toMatchObject({ id });
    expect(await keys.verify(altered(token))).toBeUndefined();
    expect(await keys.verify(`${token} `)).toBeUndefined();
    expect(await keys.verify(token)).toMatchObject({ id });
  });
});
