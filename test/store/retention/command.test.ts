import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { retention } from '../../../src/cli/commands/retention.ts';
import { parseOptions } from '../../../src/cli/parse.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { Database } from '../../../src/store/database.ts';
import { masterKey } from '../audit/support.ts';
import { openTestDatabase } from '../../support/database.ts';
import { keptTurns, said } from './support.ts';

let db: Database;
beforeEach(async () => void (db = await openTestDatabase()));
afterEach(() => db.close());

const record = createManagementLog({ masterKey, now: () => new Date() });

async function balie(...args: string[]) {
  const parsed = parseOptions(retention.options, args);
  if ('fault' in parsed) throw new Error(parsed.fault);
  const out: string[] = [];
  const config = readConfig({ AUDIT_KEY: masterKey.toString('hex'), DATA_DIR: `/nergens/${randomUUID()}` });
  const code = await retention.run({ ...parsed, json: false, config, database: () => Promise.resolve(db), onFailure: () => undefined, out: (line) => void out.push(line), note: () => undefined, signal: new AbortController().signal });
  return { code, out: out.join('\n') };
}

test('nothing is erased by hand either while a restore is not at its end', async () => {
  const { id } = await said(db, 400);
  await db.transaction((tx) => record(tx, { kind: 'backup.restored', facts: { recordsEnd: true } }));
  await expect(balie('run')).rejects.toMatchObject({ code: 'restore-unfinished' });
  expect(await keptTurns(db)).toEqual([id]);
  // To look takes nothing.
  expect(await balie('run', '--dry-run')).toMatchObject({ code: 0, out: expect.stringContaining('1 gaat weg') });
  await db.transaction((tx) => record(tx, { kind: 'backup.finished', facts: { left: '' } }));
  expect(await balie('run')).toMatchObject({ code: 0, out: expect.stringContaining('Gewist: ') });
  expect(await keptTurns(db)).toEqual([]);
});
