import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { settingFault } from '../../../src/settings/against-chain.ts';
import { addVersion } from '../../../src/settings/store.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

const now = new Date('2026-11-27T10:00:00.123Z');
const record = createManagementLog({ masterKey: Buffer.alloc(32, 7), now: () => now });
const by = { byPerson: '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05' };
let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  const add = (section: string, expected: number, value: object, bringsBack?: number) =>
    addVersion(db, { section, expected, value, reason: 'Om te proberen', by, now, ...(bringsBack !== undefined && { bringsBack }) }, record);
  await add('guard', 0, { size: 1 });
  await add('guard', 1, { size: 2 });
  await add('guard', 2, { size: 1 }, 1);
  await add('texts', 0, { greeting: 'Dag' });
  // As one was recorded before what is said about a version was in the chain.
  await db.query(`INSERT INTO setting_versions (section, number, value, at, author, reason) VALUES ('older', 1, '{"a":1}', now(), 'sleutel', 'Om te proberen')`);
  const [kept] = await db.query<{ sha256: string }>(`SELECT encode(sha256(convert_to(value::text, 'UTF8')), 'hex') AS sha256 FROM setting_versions WHERE section = 'older'`);
  await db.transaction((tx) => record(tx, { kind: 'setting.published', facts: { name: 'older', number: 1, sha256: kept?.sha256, byKey: 'sleutel' } }));
});
afterAll(() => db.close());

/** What is found after something was done by hand, which is undone again. */
async function foundAfter(...statements: readonly string[]) {
  const undo = new Error('undo');
  let found: Awaited<ReturnType<typeof settingFault>>;
  const doing = db.transaction(async (tx: Queryable) => {
    await tx.query('ALTER TABLE setting_versions DISABLE TRIGGER setting_versions_fixed');
    for (const sql of statements) await tx.query(sql);
    found = await settingFault(tx);
    throw undo;
  });
  await expect(doing).rejects.toBe(undo);
  return found;
}

describe('versions of settings, held against the log', () => {
  test('are as it says, in any time zone', async () => {
    expect(await settingFault(db)).toBeUndefined();
    expect(await foundAfter("SET LOCAL TIME ZONE 'Pacific/Auckland'", "SET LOCAL DateStyle = 'German'")).toBeUndefined();
  });

  test.each([
    ['its value', `value = '{"size":9}'`],
    ['its moment', `at = at + interval '1 second'`],
    ['its author', `author = 'iemand'`],
    ['its reason', `reason = 'Een andere'`],
    ['what it brings back', 'brings_back = 0'],
  ])('one of which somebody changed %s is found', async (_, change) => {
    expect(await foundAfter(`UPDATE setting_versions SET ${change} WHERE section = 'guard' AND number = 2`)).toEqual({ fault: 'setting-altered', section: 'guard', version: 2, entry: 2 });
  });

  test('one that somebody gave another number is found', async () => {
    expect(await foundAfter("UPDATE setting_versions SET number = 9 WHERE section = 'texts'")).toEqual({ fault: 'setting-missing', section: 'texts', version: 1, entry: 4 });
  });

  test.each([
    ['one in between', "DELETE FROM setting_versions WHERE section = 'guard' AND number = 2", { section: 'guard', version: 2, entry: 2 }],
    ['the last', "DELETE FROM setting_versions WHERE section = 'guard' AND number = 3", { section: 'guard', version: 3, entry: 3 }],
    ['all', 'DELETE FROM setting_versions', { section: 'guard', version: 1, entry: 1 }],
  ])('one that somebody removed is found: %s', async (_, sql, which) => {
    expect(await foundAfter(sql)).toEqual({ fault: 'setting-missing', ...which });
  });

  test.each([
    ['behind the last', 'guard', 4],
    ['of a section that has none', 'limits', 1],
  ])('one that somebody put there is found: %s', async (_, section, number) => {
    const put = `INSERT INTO setting_versions (section, number, value, at, author, reason) VALUES ('${section}', ${number}, '{}', now(), 'iemand', 'Met de hand')`;
    expect(await foundAfter(put)).toEqual({ fault: 'setting-unrecorded', section, version: number, entry: null });
  });

  test('one from before more was recorded is held against what was', async () => {
    expect(await foundAfter(`UPDATE setting_versions SET value = '{}' WHERE section = 'older'`)).toEqual({ fault: 'setting-altered', section: 'older', version: 1, entry: 5 });
    expect(await foundAfter(`UPDATE setting_versions SET author = 'iemand' WHERE section = 'older'`)).toMatchObject({ section: 'older' });
  });

  test('are looked up without reading what people asked', async () => {
    const plan = await db.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      const seen: string[] = [];
      await settingFault({ query: async (sql) => (seen.push(...(await tx.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`)).map((line) => line['QUERY PLAN'])), []) });
      return seen.join('\n');
    });
    expect(plan).toContain('audit_entries_acts');
    expect(plan).not.toMatch(/Seq Scan on audit_entries/);
  });
});
