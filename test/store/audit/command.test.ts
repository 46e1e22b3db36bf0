import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { masterKey } from '../../../src/audit/content.ts';
import { createChainWriter } from '../../../src/audit/writing/chain-writer.ts';
import { lastVerification } from '../../../src/audit/proof/verifications.ts';
import { createTurnLog } from '../../../src/audit/turn-log.ts';
import { audit } from '../../../src/cli/commands/audit.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { answered, turn } from './support.ts';

describe('balie audit', () => {
  const auditKey = randomBytes(32).toString('hex');
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
    const own = { db, masterKey: await masterKey(db, auditKey, '/nowhere'), instanceId: turn().id };
    const log = createTurnLog({ ...own, now: () => new Date(), write: createChainWriter(own) });
    const one = turn();
    await log.received(one);
    await log.ended(one.id, answered);
  });
  afterAll(() => db.close());

  async function run(expected: string | undefined, key = auditKey) {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const code = await audit.run({
      values: { expect: expected },
      positionals: ['verify'],
      json: false,
      config: readConfig({ AUDIT_KEY: key }),
      database: () => Promise.resolve(db),
      onFailure: () => undefined,
      out: say,
      note: say,
      signal: new AbortController().signal,
    });
    return { code, said: said.join('\n') };
  }

  test('verify prints a head that it finds again', async () => {
    const first = await run(undefined);
    expect(first).toMatchObject({ code: 0, said: expect.stringMatching(/klopt: 2 regels, laatste kenmerk 2:[0-9a-f]{64}\.$/) });
    const head = /2:[0-9a-f]{64}/.exec(first.said)?.[0] ?? '';
    expect(await run(head)).toMatchObject({ code: 0 });
    expect(await run(head.toUpperCase())).toMatchObject({ code: 0 });
    expect(await run(`1${head}`)).toMatchObject({ code: 1, said: expect.stringMatching(/Regel 12: het opgegeven kenmerk/) });
    expect(await run(`2:${'0'.repeat(64)}`)).toMatchObject({ code: 1, said: expect.stringMatching(/Regel 2: het opgegeven kenmerk/) });
  });

  test.each(['12', 'abc', ':', `x:${'0'.repeat(64)}`])('verify --expect %s: wrong use', async (expected) => {
    expect(await run(expected)).toMatchObject({ code: 2, said: expect.stringContaining('--expect NUMMER:KENMERK') });
  });

  test('verify names a version of a setting that somebody put into the table, and keeps for the console that it did', async () => {
    await db.query(`INSERT INTO setting_versions (section, number, value, at, author, reason) VALUES ('gu\u001bard', 7, '{}', now(), 'iemand', 'Met de hand')`);
    const { code, said } = await run(undefined);
    expect([code, said]).toEqual([1, expect.stringMatching(/gu\W*ard, versie 7\. Regel 2: een versie van een instelling is buiten de balie om toegevoegd/)]);
    expect(said).not.toContain('\u001b');
    expect(await lastVerification(db)).toMatchObject({ entries: 2, fault: { number: 2, fault: 'setting-unrecorded' } });
    await db.query('ALTER TABLE setting_versions DISABLE TRIGGER setting_versions_fixed; DELETE FROM setting_versions; ALTER TABLE setting_versions ENABLE TRIGGER setting_versions_fixed');
    expect(await run(undefined)).toMatchObject({ code: 0 });
  });

  test('verify with another key says so', async () => {
    await expect(run(undefined, randomBytes(32).toString('hex'))).rejects.toMatchObject({ code: 'audit-key-wrong' });
  });
});
