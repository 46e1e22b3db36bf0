import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { watchSettings } from '../../../src/cli/keeping/keep-settings.ts';
import { BalieError } from '../../../src/errors.ts';
import { schemaSection } from '../../../src/settings/section.ts';
import { Settings } from '../../../src/settings/settings.ts';
import { addVersion } from '../../../src/settings/store.ts';
import type { Database } from '../../../src/store/database.ts';
import { actsIn } from '../../support/acts.ts';
import { openTestDatabase } from '../../support/database.ts';

const by = { byPerson: '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05' };
const schema = z.strictObject({ size: z.int().min(1).max(9), words: z.array(z.string()).default([]) });
const faultsOf = (error: z.ZodError) => error.issues.map((issue) => ({ at: issue.path.join('.'), message: issue.message }));

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

let sections = 0;
/** A section of its own for each test, on two processes. */
function opened() {
  const section = schemaSection(`proef-${(sections += 1)}`, { size: 1, words: [] }, schema, faultsOf);
  const record = createManagementLog({ masterKey: Buffer.alloc(32, 7), now: () => new Date('2026-11-27T10:00:00Z') });
  const open = (on: Database = db) => new Settings(on, { sections: [section], record, now: () => new Date('2026-11-27T10:00:00Z') });
  return { section, name: section.name, one: open(), other: open(), open, record };
}
const wish = (size: number, expected: number) => ({ value: { size, words: ['a'] }, expected, reason: 'Om te proberen', by });

test('what the configuration says holds until somebody publishes; then that holds, in another process after a look', async () => {
  const { section, name, one, other } = opened();
  const told = vi.fn();
  other.onChange(told);
  expect([one.value(section).size, await one.current(name)]).toEqual([1, { number: 0, value: { size: 1, words: [] } }]);
  expect(await one.publish(name, wish(2, 0))).toBe(1);
  expect([one.value(section).size, other.value(section).size]).toEqual([2, 1]);
  await other.refresh();
  await other.refresh();
  expect([other.value(section), told.mock.calls.length]).toEqual([{ size: 2, words: ['a'] }, 1]);
});

test('each version is in the chain by number and digests, without its reason, and is neither changed nor removed', async () => {
  const { name, one } = opened();
  await one.publish(name, { ...wish(2, 0), reason: 'Op verzoek van mevrouw Jansen' });
  const [row] = await db.query<{ text: string }>('SELECT value::text AS text FROM setting_versions WHERE section = $1', [name]);
  const act = (await actsIn(db)).at(-1);
  expect(act).toEqual({ kind: 'setting.published', facts: { name, number: 1, sha256: createHash('sha256').update(row?.text ?? '').digest('hex'), aboutSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string, ...by } });
  expect(JSON.stringify(await db.query('SELECT body FROM audit_entries'))).not.toContain('Jansen');
  for (const change of [`UPDATE setting_versions SET reason = 'x' WHERE section = '${name}'`, `DELETE FROM setting_versions WHERE section = '${name}'`, 'TRUNCATE setting_versions']) {
    await expect(db.query(change), change).rejects.toThrow();
  }
  expect((await one.history(name, { limit: 5 })).versions).toMatchObject([{ number: 1, reason: 'Op verzoek van mevrouw Jansen', author: by.byPerson, bringsBack: null, previous: { size: 1 } }]);
});

test('who did not see the last version publishes nothing, nor does who changes nothing', async () => {
  const { name, one, other, section } = opened();
  await one.publish(name, wish(2, 0));
  await expect(other.publish(name, wish(3, 0))).rejects.toMatchObject({ code: 'settings-moved' });
  await expect(one.publish(name, { ...wish(2, 1), value: { words: ['a'], size: 2 } })).rejects.toMatchObject({ code: 'settings-same' });
  await expect(one.publish(name, wish(99, 1))).rejects.toMatchObject({ code: 'input-invalid' });
  const both = await Promise.allSettled([one.publish(name, wish(4, 1)), other.publish(name, wish(5, 1))]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect([(await one.history(name, { limit: 9 })).versions.length, (await one.current(name)).number]).toEqual([2, 2]);
  await one.refresh();
  expect([4, 5]).toContain(one.value(section).size);
});

test('an old version comes back as a new one, that of the configuration too', async () => {
  const { name, one, section } = opened();
  await one.publish(name, wish(2, 0));
  await one.publish(name, wish(3, 1));
  expect(await one.bringBack(name, 1, { expected: 2, reason: 'Terug', by })).toBe(3);
  expect(one.value(section).size).toBe(2);
  await expect(one.bringBack(name, 1, { expected: 3, reason: 'Nog eens', by })).rejects.toMatchObject({ code: 'settings-same' });
  expect(await one.bringBack(name, 0, { expected: 3, reason: 'Naar het begin', by })).toBe(4);
  expect(one.value(section)).toEqual({ size: 1, words: [] });
  await expect(one.bringBack(name, 9, { expected: 4, reason: 'Terug', by })).rejects.toMatchObject({ code: 'settings-version-unknown' });
  expect((await actsIn(db)).at(-1)).toMatchObject({ kind: 'setting.rolled-back', facts: { number: 4, bringsBack: 0 } });
  const { versions, hasMore } = await one.history(name, { limit: 2 });
  expect([versions.map(({ number }) => number), hasMore, (await one.history(name, { before: 3, limit: 9 })).versions.map(({ number }) => number)]).toEqual([[4, 3], true, [2, 1]]);
});

test('nothing is published when it cannot be recorded', async () => {
  const { name, section } = opened();
  const failing = new Settings(db, { sections: [section], record: () => Promise.reject(new Error('chain')) });
  await expect(failing.publish(name, wish(2, 0))).rejects.toThrow('chain');
  expect((await failing.current(name)).number).toBe(0);
});

test('a version that does not fit any more leaves what held, is told once, and cannot be brought back', async () => {
  const { name, one, other, section, record } = opened();
  await one.publish(name, wish(2, 0));
  await other.refresh();
  // As a later Balie would have written it.
  await addVersion(db, { section: name, value: { size: 99 }, expected: 1, reason: 'Te groot', by: { byKey: 'sleutel' }, now: new Date() }, record);
  await other.refresh();
  expect([other.value(section).size, other.unfit()]).toMatchObject([2, [{ section: name, number: 2 }]]);
  const note = vi.fn();
  watchSettings(other, { note, onError: () => undefined })();
  expect(note.mock.calls).toEqual([[expect.stringContaining(`${name}, versie 2: size`)]]);
  await one.refresh();
  await expect(one.publish(name, wish(2, 1))).rejects.toMatchObject({ code: 'settings-moved' });
  await one.publish(name, wish(3, 2));
  await expect(one.bringBack(name, 2, { expected: 3, reason: 'Terug', by })).rejects.toMatchObject({ code: 'settings-unfit' });
  await other.refresh();
  expect([other.value(section).size, other.unfit()]).toEqual([3, []]);
});

test('a version that the audit log does not know holds nowhere, also after a start; what held goes on, and it is told', async () => {
  const { name, one, other, section, open } = opened();
  await one.publish(name, wish(2, 0));
  await db.query(`INSERT INTO setting_versions (section, number, value, at, author, reason) VALUES ($1, 2, '{"size":5}', now(), 'iemand', 'Met de hand')`, [name]);
  // A word before the first entry, or behind the last, is none.
  await db.query('ALTER TABLE audit_entries DROP CONSTRAINT IF EXISTS audit_entries_number_check');
  for (const number of [-1, 999_999]) {
    await db.query(
      `INSERT INTO audit_entries (number, body, hash) SELECT $1::bigint, jsonb_build_object('number', $1::bigint, 'kind', 'setting.published',
         'facts', jsonb_build_object('name', section, 'number', number, 'sha256', encode(sha256(convert_to(value::text, 'UTF8')), 'hex')))::text, sha256('') FROM setting_versions WHERE section = $2 AND number = 2`,
      [number, name],
    );
  }
  for (const settings of [one, other, open()]) {
    await settings.refresh();
    expect([settings.value(section).size, settings.unfit()]).toMatchObject([2, [{ section: name, number: 2, faults: [{ message: expect.stringContaining('auditlog') as string }] }]]);
  }
  await db.query('DELETE FROM audit_entries WHERE number IN (-1, 999999)');
  expect(await one.current(name)).toMatchObject({ number: 2, value: { size: 2 } });
  expect(await one.publish(name, wish(3, 2))).toBe(3);
  expect([one.value(section).size, one.unfit()]).toEqual([3, []]);
});

test('what was published is told so where the database goes away just after, and holds from the next look on', async () => {
  const { name, section, record } = opened();
  let isAway = false;
  const away: Database = { ...db, query: (sql, params, more) => (isAway ? Promise.reject(new BalieError('database-unavailable')) : db.query(sql, params, more)) };
  const cut = new Settings(away, {
    sections: [section],
    async record(tx, act) {
      await record(tx, act);
      isAway = true;
    },
  });
  expect(await cut.publish(name, wish(2, 0))).toBe(1);
  expect(cut.value(section).size).toBe(1);
  isAway = false;
  await cut.refresh();
  expect(cut.value(section).size).toBe(2);
});

test('a database that is away leaves all as it was', async () => {
  const { name, one, section, open } = opened();
  await one.publish(name, wish(2, 0));
  let isAway = false;
  const away: Database = { ...db, query: (sql, params, more) => (isAway ? Promise.reject(new BalieError('database-unavailable')) : db.query(sql, params, more)) };
  const cut = open(away);
  await cut.refresh();
  isAway = true;
  await expect(cut.refresh()).rejects.toMatchObject({ code: 'database-unavailable' });
  expect(cut.value(section).size).toBe(2);
});
