import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';

const sample = readFileSync(fileURLToPath(new URL('../../../ingest/samples/balie.yaml', import.meta.url)), 'utf8').replaceAll(/^ +folder:.*$/gm, '');
const GOOD = { url: 'https://algoritmes.example', tokenUrl: 'https://inloggen.example/token', organisation: '12', username: 'balie', passwordFile: 'password' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'balie-register-'));
  writeFileSync(join(folder, 'password'), 'het-geheim\n');
  writeFileSync(join(folder, 'empty'), '\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(settings?: object) {
  const file = join(folder, 'balie.yaml');
  writeFileSync(file, settings === undefined ? sample : `${sample}\nalgorithmRegister: ${JSON.stringify(settings)}\n`);
  return readConfig({ CONFIG: file, DATA_DIR: folder }).algorithmRegister;
}

test('there is no connection with the register unless the file says so', () => {
  expect(read()).toBeUndefined();
  const { passwordFile: _, ...rest } = GOOD;
  expect(read(GOOD)).toEqual({ ...rest, clientId: 'authentication-client', password: 'het-geheim' });
});

test.each([
  ['an address without TLS', { url: 'http://algoritmes.example' }, 'algorithmRegister.url: moet met https:// beginnen'],
  ['a place of tokens without TLS', { tokenUrl: 'http://127.0.0.1.evil.example/token' }, 'algorithmRegister.tokenUrl: moet met https:// beginnen'],
  ['no account', { username: undefined }, 'algorithmRegister.username: ontbreekt'],
  ['a password in the file itself', { password: 'het-geheim' }, 'kent de sleutel password niet'],
  ['a password that is not there', { passwordFile: 'nergens' }, 'algorithmRegister.passwordFile: het bestand'],
  ['an empty password', { passwordFile: 'empty' }, 'is leeg'],
])('%s is refused', (_, change, fault) => {
  expect(() => read({ ...GOOD, ...change })).toThrow(fault);
});
