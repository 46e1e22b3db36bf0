import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeyManager, type KeyManager } from '../../../src/identity/key-manager.ts';
import { createKey, findKey, revokeKey, verifyKey } from '../../../src/identity/keys.ts';
import { useOfGroup } from '../../../src/identity/use.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
let manager: KeyManager;
beforeAll(async () => {
  db = await openTestDatabase();
  manager = createKeyManager(db, () => Promise.resolve());
});
afterAll(() => db.close());

const by = { byUser: 'beheer' };
const DAY = 24 * 60 * 60 * 1000;
const now = new Date('2026-11-25T08:30:45Z');
const later = (ms: number) => new Date(now.getTime() + ms);

describe('rights', () => {
  test('of each kind are kept, without collections too', async () => {
    const { token, id } = await createKey(db, { name: 'Team Data', models: ['*'], assistants: ['loket'], group: 'Belastingen', isAdmin: true, tokensPerDay: 9_000_000_000 });
    expect(await verifyKey(db, token, now)).toEqual({ id, name: 'Team Data', group: 'Belastingen', collections: [], models: ['*'], assistants: ['loket'], isAdmin: true, isReviewer: false });
    expect(await findKey(db, id)).toMatchObject({ tokensPerDay: 9_000_000_000, tokensPerMonth: null, requestsPerMinute: null, rotatedFrom: null });
  });

  test('of none at all make no key', async () => {
    await expect(createKey(db, { name: 'Leeg' })).rejects.toThrow('api_keys_right_check');
    await expect(createKey(db, { name: 'Nul', models: ['chat'], tokensPerDay: 0 })).rejects.toThrow('api_keys_tokens_per_day_check');
  });

  test('change where they are named, and cannot be taken away to the last', async () => {
    const { id, token } = await createKey(db, { name: 'CMS', collections: ['a'], models: ['chat'], tokensPerDay: 100 });
    expect(await manager.change(id, { collections: [], tokensPerDay: null, group: 'Redactie', expiresAt: later(DAY) }, by)).toMatchObject({
      name: 'CMS', collections: [], models: ['chat'], tokensPerDay: null, group: 'Redactie', expiresAt: later(DAY),
    });
    await expect(manager.change(id, { models: [] }, by)).rejects.toMatchObject({ code: 'key-without-rights' });
    expect(await verifyKey(db, token, later(DAY))).toBeUndefined();
    expect(await manager.change('0'.repeat(16), { name: 'x' }, by)).toBeUndefined();
    await revokeKey(db, id);
    await expect(manager.change(id, { name: 'x' }, by)).rejects.toMatchObject({ code: 'key-ended' });
  });
});

describe('a key that takes over', () => {
  const original = { name: 'CMS', collections: ['a'], models: ['chat'], assistants: ['loket'], group: 'Redactie', tokensPerDay: 100 };

  test('has the same rights, while the old one is valid until the overlap ends', async () => {
    const old = await createKey(db, original);
    const made = await manager.rotate(old.id, { overlapMs: 7 * DAY, now }, by);
    expect(made?.oldExpiresAt).toEqual(later(7 * DAY));
    expect(await findKey(db, made?.id ?? '')).toMatchObject({ ...original, rotatedFrom: old.id, expiresAt: null });
    expect(await verifyKey(db, made?.token ?? '', later(8 * DAY))).toMatchObject({ name: 'CMS' });
    expect(await verifyKey(db, old.token, later(7 * DAY - 1))).toMatchObject({ name: 'CMS' });
    expect(await verifyKey(db, old.token, later(7 * DAY))).toBeUndefined();
  });

  test('shares limits and group with the old one', async () => {
    const old = await createKey(db, original);
    const made = await manager.rotate(old.id, { overlapMs: DAY, now }, by);
    await manager.change(made?.id ?? '', { tokensPerDay: 50, group: 'Ander', models: [] }, by);
    expect(await findKey(db, old.id)).toMatchObject({ tokensPerDay: 50, group: 'Ander', models: ['chat'] });
  });

  test('never makes the old one last longer, and lives as long as that was made for', async () => {
    const old = await createKey(db, { ...original, expiresAt: later(DAY) });
    await db.query('UPDATE api_keys SET created_at = $2 WHERE id = $1', [old.id, later(-9 * DAY)]);
    const made = await manager.rotate(old.id, { overlapMs: 7 * DAY, now }, by);
    expect(made?.oldExpiresAt).toEqual(later(DAY));
    expect((await findKey(db, made?.id ?? ''))?.expiresAt).toEqual(later(10 * DAY));
  });

  test('is one at a time, and only of a key that is valid', async () => {
    const old = await createKey(db, original);
    const both = await Promise.allSettled([1, 2].map(() => manager.rotate(old.id, { overlapMs: DAY, now }, by)));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const made = both.find((each) => each.status === 'fulfilled')?.value;
    await expect(manager.rotate(old.id, { overlapMs: DAY, now }, by)).rejects.toMatchObject({ code: 'key-rotated', detail: made?.id });
    await revokeKey(db, made?.id ?? '');
    expect(await manager.rotate(old.id, { overlapMs: DAY, now }, by)).toBeDefined();
    await expect(manager.rotate(old.id, { overlapMs: DAY, now: later(2 * DAY) }, by)).rejects.toMatchObject({ code: 'key-ended' });
    await expect(manager.rotate(made?.id ?? '', { overlapMs: DAY, now }, by)).rejects.toMatchObject({ code: 'key-ended' });
    expect(await manager.rotate('0'.repeat(16), { overlapMs: DAY, now }, by)).toBeUndefined();
  });
});

test('a group has limits of its own, all set at once', async () => {
  await manager.putGroup('Team X', { requestsPerMinute: 10, tokensPerDay: 1_000, tokensPerMonth: null }, by);
  await manager.putGroup('Team X', { requestsPerMinute: null, tokensPerDay: 2_000, tokensPerMonth: 5_000_000_000 }, by);
  expect(await useOfGroup(db, 'Team X', now)).toEqual({ name: 'Team X', days: [], requestsPerMinute: null, tokensPerDay: 2_000, tokensPerMonth: 5_000_000_000 });
  await createKey(db, { name: 'In de groep', models: ['chat'], group: 'Team X' });
  expect((await useOfGroup(db, 'Team X', now))?.tokensPerDay).toBe(2_000);
  expect(await useOfGroup(db, 'Team Y', now)).toBeUndefined();
});
