import { createPrivateKey } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBackup } from '../../../src/backup/read.ts';
import { backup } from '../../../src/cli/commands/backup.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { keepTurn } from '../../support/kept-turns.ts';
import { commandOn } from '../../support/keys-command.ts';
import { randomNumbers } from '../../support/random.ts';
import { done } from './support.ts';

let folder: string;
let desk: TestDesk;
let keyFile: string;
let first: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-backup-file-'));
  keyFile = join(folder, 'backup.pem');
  first = join(folder, 'first.backup');
  desk = await startTestDesk();
  await keepTurn(desk);
  const make = commandOn(backup, desk.db, { AUDIT_KEY: desk.auditKey.toString('hex'), DATA_DIR: join(folder, 'from') });
  await done(make('key', '--out', keyFile));
  await done(make(first, '--key', `${keyFile}.pub`));
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

test('each byte that is changed is found, and each place where it is cut off', { timeout: 120_000 }, async () => {
  const bytes = await readFile(first);
  const key = createPrivateKey(await readFile(keyFile));
  const draw = randomNumbers(4_711);
  const copy = join(folder, 'copy.backup');
  const codes = new Set<string>();
  const codeOf = async (changed: Buffer) => {
    await writeFile(copy, changed);
    const code = await readBackup(copy, key, {}).then(() => 'taken', (error: { code?: string }) => error.code ?? String(error));
    codes.add(code);
  };
  for (let n = 0; n < 200; n += 1) {
    const changed = Buffer.from(bytes);
    // The first ones in the header, where each letter counts too.
    const at = draw(n < 50 ? 300 : bytes.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << draw(8));
    await codeOf(changed);
  }
  for (const length of [0, 1, 299, 300, 400, bytes.length - 1, ...Array.from({ length: 20 }, () => draw(bytes.length))]) await codeOf(bytes.subarray(0, length));
  await codeOf(Buffer.concat([bytes, Buffer.from([0])]));
  await codeOf(Buffer.concat([bytes, bytes]));
  expect([...codes].toSorted()).toEqual(['backup-damaged', 'backup-key-wrong', 'backup-newer'].filter((code) => codes.has(code)));
  expect(codes).toContain('backup-damaged');
});

test('the key of another pair is refused', async () => {
  const other = join(folder, 'other.pem');
  await commandOn(backup, desk.db, {})('key', '--out', other);
  expect(await commandOn(backup, desk.db, {})('verify', first, '--key', other)).toMatchObject({ code: 'backup-key-wrong' });
});
