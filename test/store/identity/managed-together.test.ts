import { afterAll, beforeAll, expect, test } from 'vitest';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import { createKeyManager, type KeyManager } from '../../../src/identity/key-manager.ts';
import type { Database } from '../../../src/store/database.ts';
import { actsIn } from '../../support/acts.ts';
import { openTestDatabase } from '../../support/database.ts';
import { answered, masterKey, openLog, turn } from '../audit/support.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());

const by = { byUser: 'beheer' };
const now = new Date('2026-11-25T08:30:45Z');

test('many who change keys and groups at once, while turns are recorded, neither lose an act nor stand in each other’s way', async () => {
  const record = createManagementLog({ masterKey, now: () => new Date() });
  const managers = [1, 2, 3].map(() => createKeyManager(db, record));
  const manager = (n: number): KeyManager => managers[n % managers.length] ?? createKeyManager(db, record);
  const old = await manager(0).create({ name: 'Oud', models: ['chat'] }, by);
  const next = await manager(0).rotate(old.id, { overlapMs: 60_000, now }, by);
  const log = openLog(db);
  const work = Array.from({ length: 12 }, (_, n) => [
    manager(n).create({ name: `Nieuw ${n}`, models: ['chat'], group: 'Samen' }, by),
    // Keys of one row of rotations, from both ends.
    manager(n).change(n % 2 === 0 ? old.id : (next?.id ?? ''), { tokensPerDay: n + 1 }, by),
    manager(n).putGroup('Samen', { requestsPerMinute: n + 1, tokensPerDay: null, tokensPerMonth: null }, by),
    (async () => {
      const one = turn();
      await log.received(one);
      await log.ended(one.id, answered);
    })(),
  ]).flat();
  await Promise.all(work);
  const kinds = Map.groupBy(await actsIn(db), ({ kind }) => kind);
  expect(kinds.get('key-group.made')).toHaveLength(1);
  expect(kinds.get('key.made')).toHaveLength(13);
  const { entries, firstFault } = await verify(db, masterKey);
  expect(firstFault).toBeUndefined();
  expect(entries).toBe(24 + (await actsIn(db)).length);
  // Each change tells what the one before it left.
  const limits = (kinds.get('key.changed') ?? []).map(({ facts: { from, to } }) => [from, to] as [object, object]);
  for (const [index, [from]] of limits.entries()) if (index > 0) expect(from).toEqual(limits[index - 1]?.[1]);
});
