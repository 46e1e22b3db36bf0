import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chainKey } from '../../../src/audit/chain.ts';
import { checkpointLine, makeCheckpoint, makeIfDue, type NumberedCheckpoint } from '../../../src/audit/proof/checkpoints.ts';
import { conversationMark, markIn } from '../../../src/audit/conversation-mark.ts';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { randomNumbers } from '../../support/random.ts';
import { answered, exported, masterKey, openLog, turn } from './support.ts';

const VERIFIER = fileURLToPath(new URL('../../../deploy/audit/verify-audit.mjs', import.meta.url));
const key = chainKey(masterKey);
const { keyId } = key.signer;

let db: Database;
let text: string;
let check: Awaited<ReturnType<typeof exported>>['check'];
let middle: NumberedCheckpoint;
let folder: string;
beforeAll(async () => {
  db = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'balie-export-'));
  const log = openLog(db);
  const record = createManagementLog({ masterKey, now: () => new Date() });
  for (let count = 0; count < 6; count += 1) {
    const one = turn();
    await log.received(one);
    await log.ended(one.id, answered);
    if (count === 2) middle = (await makeCheckpoint(db, key, new Date()))!;
  }
  await db.transaction((tx) => record(tx, { kind: 'key.made', facts: { key: '4f1c9a02b7e35d68', byUser: 'a\u2028b' } }));
  ({ text, check } = await exported(db));
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const anchor = (checkpoint: object = middle) => [{ where: 'anker.jsonl', text: checkpointLine(checkpoint as NumberedCheckpoint) }];
const faultsOf = async (said: string, asked = {}) => (await check(said, { key: keyId, ...asked })).faults.join('\n');
const linesWithout = (part: (lines: string[]) => string[]) => part(text.trimEnd().split('\n')).join('\n') + '\n';

describe('an export of the log', () => {
  test('names no conversation by its number, which would open it', async () => {
    const rows = await db.query<{ id: string; mark: string }>(`SELECT conversation_id AS id, ${markIn('conversation_id')} AS mark FROM turns`);
    expect(rows.length).toBeGreaterThan(5);
    for (const { id, mark } of rows) {
      expect(mark).toBe(conversationMark(id));
      expect(text).toContain(mark);
      expect(text).not.toContain(id);
    }
  });

  test('is whole to who has nothing of ours, and says nothing of what was said', async () => {
    expect(await check(text, { key: keyId, anchors: anchor() })).toMatchObject({ faults: [], notes: [], told: expect.stringContaining('13 entries, 2 checkpoints, 1 anchors') });
    expect(text).not.toMatch(/paspoort|Jansen|83,90/);
  });

  test.each<[string, (lines: string[]) => string[], RegExp]>([
    ['a changed entry', (lines) => lines.with(3, (lines[3] ?? '').replace('loket', 'lokaal')), /entry 3: was changed/],
    ['a removed entry', (lines) => lines.toSpliced(3, 1), /entry 3: is missing/],
    ['an entry put in', (lines) => lines.toSpliced(3, 0, lines[2] ?? ''), /entry 3: comes after it/],
    ['entries that trade places', (lines) => lines.with(3, lines[4] ?? '').with(4, lines[3] ?? ''), /entry 3: is missing/],
    ['a file that was cut off', (lines) => lines.slice(0, 10), /has no end/],
    ['an end that was cut off and made to fit', (lines) => lines.toSpliced(-3, 2), /signature of its end|digest/],
    ['a checkpoint that was taken away', (lines) => lines.filter((line) => !line.includes(`"checkpoint","number":${middle.number},`)), /digest of its lines/],
  ])('%s is found, and where', async (_, change, fault) => {
    expect(await faultsOf(linesWithout(change))).toMatch(fault);
  });

  test('one of another key is refused by --key, one that was cut off or written anew by --anchor', async () => {
    expect((await check(text, { key: '0'.repeat(64) })).faults.join()).toContain('replaced whole');
    expect(await faultsOf(text, { anchors: anchor({ ...middle, hash: '0'.repeat(64) }) })).toContain('not signed with the key of this log');
    const beyond = { number: 99, hash: '1'.repeat(64), at: middle.at, keyId };
    const made = { ...beyond, signature: key.signer.sign(`balie-audit-checkpoint-1\n99\n${beyond.hash}\n${beyond.at}\n${keyId}`) };
    expect(await faultsOf(text, { anchors: anchor(made) })).toContain('what came after it was cut off');
    const other = { ...beyond, number: 4 };
    const rewritten = { ...other, signature: key.signer.sign(`balie-audit-checkpoint-1\n4\n${other.hash}\n${other.at}\n${keyId}`) };
    expect(await faultsOf(text, { anchors: anchor(rewritten) })).toContain('rewritten or replaced');
  });

  test('of a part says that it is one', async () => {
    const part = await exported(db, masterKey, { from: 3, to: 5 });
    expect(part.text.split('\n').filter((line) => line.includes('"entry"'))).toHaveLength(3);
    expect(await part.check(part.text, { key: keyId })).toMatchObject({ faults: [], notes: ['This is a part of the log: entries 3 to 5.'] });
  });

  test('any single change of it is found', async () => {
    const random = randomNumbers(7);
    for (let count = 0; count < 300; count += 1) {
      const bytes = Buffer.from(text);
      const at = random(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      expect((await check(bytes, { key: keyId })).faults, `byte ${at}`).not.toEqual([]);
    }
  });

  test('is checked by the program on its own, which ends as it should; receipts too', async () => {
    const run = async (...args: readonly string[]) =>
      promisify(execFile)(process.execPath, [VERIFIER, ...args]).then(({ stdout }) => ({ code: 0, out: stdout }), (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, out: error.stdout + error.stderr }));
    const [file, anchors, receipt] = ['log.jsonl', 'anchors.jsonl', 'receipt.json'].map((name) => join(folder, name)) as [string, string, string];
    const statement = JSON.stringify({ kind: 'erasure', turns: 2 });
    await writeFile(file, text);
    await writeFile(anchors, `${checkpointLine(middle)}\n`);
    await writeFile(receipt, JSON.stringify({ statement, keyId, publicKey: key.signer.publicKey, signature: key.signer.sign(statement) }));
    const runs = await Promise.all([run(file, '--key', keyId, '--anchor', anchors), run('--receipt', receipt, '--key', keyId), run('--receipt', receipt, '--key', '1'.repeat(64)), run(), run(join(folder, 'none'))]);
    expect(runs).toMatchObject([{ code: 0, out: expect.stringMatching(/^OK\. Log of Lindewaarde/) }, { code: 0, out: expect.stringContaining(statement) }, { code: 1, out: expect.stringContaining('NOT OK') }, { code: 2, out: expect.stringContaining('Use: node') }, { code: 1 }]);
  });
});

describe('checkpoints', () => {
  test.each([
    `UPDATE audit_checkpoints SET number = 99 WHERE ordinal = 2`,
    `UPDATE audit_checkpoints SET hash = sha256('x') WHERE ordinal = 1`,
    `UPDATE audit_checkpoints SET at = '2026-01-01T00:00:00.000Z' WHERE ordinal = 1`,
    `UPDATE audit_checkpoints SET key_id = repeat('0', 64) WHERE ordinal = 2`,
    `UPDATE audit_checkpoints SET signature = CASE left(signature, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(signature, 2) WHERE ordinal = 1`,
    `UPDATE audit_checkpoints SET ordinal = 9 WHERE ordinal = 2`,
    'DELETE FROM audit_checkpoints WHERE ordinal = 2',
    'DELETE FROM audit_checkpoints',
    'UPDATE audit_head SET checkpoints = 0',
    'UPDATE audit_head SET checkpoints = 7',
  ])('are missed, or known for another: %s', async (sql) => {
    const undo = new Error('undo');
    let found: Awaited<ReturnType<typeof verify>> | undefined;
    await db.transaction(async (tx) => {
      expect(await verify({ ...db, query: tx.query }, masterKey)).toMatchObject({ checkpoints: 2 });
      await tx.query(sql);
      found = await verify({ ...db, query: tx.query }, masterKey);
      throw undo;
    }).catch((error: unknown) => expect(error).toBe(undo));
    expect(found?.firstFault?.fault).toMatch(/^checkpoint-/);
  });

  test('are made after so many entries or so many minutes, and not where nothing came', async () => {
    const last = (await makeCheckpoint(db, key, new Date('2026-11-27T09:00:00Z')))!;
    const due = (entries: number, minutes: number, now = last.at) => makeIfDue(db, key, { entries, minutes }, new Date(now));
    expect(await due(1, 1, '2027-01-01T00:00:00Z')).toBeUndefined();
    await openLog(db).received(turn());
    expect(await due(2, 60)).toBeUndefined();
    expect(await due(1, 60)).toMatchObject({ ordinal: last.ordinal + 1, number: last.number + 1 });
    await openLog(db).received(turn());
    expect(await due(100, 60, new Date(Date.parse(last.at) + 3_600_000).toISOString())).toMatchObject({ number: last.number + 2 });
  });
});
