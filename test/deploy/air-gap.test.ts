import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './support/image.ts';

const page = readFileSync(join(root, 'docs/air-gap.md'), 'utf8');
const blocks = (text: string) => [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, lines]) => (lines ?? '').replaceAll(' &&\n', '\n').trimEnd().split('\n'));
const [making = '', , ] = page.split('## On the machine without a network');
const counter = join(root, 'test/load/outside-packets');
const mayCount = spawnSync(counter, ['--no-route', 'unshare', '--mount', 'true']).status === 0;
if (!mayCount) console.warn('air-gap.test.ts: the machine without a network is skipped, for it may not be made here');

test('asks of the machine what the guide for one server asks, and sends nobody to the network there', () => {
  const guide = readFileSync(join(root, 'docs/en/installer.md'), 'utf8');
  const asked = [/systemd \d+/, /PostgreSQL \d+/, /pgvector [\d.]+\d/].map((pattern) => pattern.exec(guide)?.[0] ?? '');
  expect(asked.filter((one) => one === '')).toEqual([]);
  for (const path of ['docs/air-gap.md', 'deploy/bundle/inside/LEESMIJ.md']) {
    const text = readFileSync(join(root, path), 'utf8').split(/^## On the machine/m).at(-1) ?? '';
    expect(asked.filter((one) => !text.includes(one)), path).toEqual([]);
    expect(text, path).toMatch(/(?:without the two lines of|zonder\sde twee regels van)\s`npm`/);
  }
});

test.each(['docs/air-gap.md', 'deploy/bundle/inside/LEESMIJ.md'])('nothing is unpacked, checked or started of an archive with another checksum (%s)', (path) => {
  const [lines = ''] = /(?<=^```sh\n)sha256sum [^]*?(?=^```$)/m.exec(readFileSync(join(root, path), 'utf8')) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'balie-changed-'));
  const name = 'balie-0.1.0-COMMIT-linux-x64';
  // A program in each place from which it could be started: in the archive, and where somebody was before.
  const script = '#!/bin/sh\n: >"$STARTED"\n';
  mkdirSync(join(folder, name));
  for (const at of [name, '.']) writeFileSync(join(folder, at, 'balie'), script, { mode: 0o755 });
  execFileSync('tar', ['--create', '--gzip', '--file', `${name}.tar.gz`, name], { cwd: folder });
  rmSync(join(folder, name), { recursive: true });
  const typed = () => spawnSync('sh', ['-c', lines], { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], STARTED: join(folder, 'started') } });
  writeFileSync(join(folder, `${name}.tar.gz.sha256`), `${'0'.repeat(64)}  ${name}.tar.gz\n`);
  expect(typed().status).not.toBe(0);
  expect(readdirSync(folder).toSorted()).toEqual(['balie', `${name}.tar.gz`, `${name}.tar.gz.sha256`]);
  writeFileSync(join(folder, `${name}.tar.gz.sha256`), `${createHash('sha256').update(readFileSync(join(folder, `${name}.tar.gz`))).digest('hex')}  ${name}.tar.gz\n`);
  expect(typed().status).toBe(0);
  expect(readdirSync(folder)).toContain('started');
  rmSync(folder, { recursive: true });
});

describe('everything in one archive', () => {
  let place: string;
  let said: string;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'balie-air-gap-'));
    const [, bundle = ''] = blocks(making);
    // What is not committed goes along: these tests are of what is here.
    said = execFileSync('sh', ['-ec', `${bundle.replace('/media/usb', join(place, 'usb'))} --uncommitted`], { cwd: root, encoding: 'utf8' });
  }, 240_000);
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  test('is made after `npm ci` by one command, which tells its checksum', () => {
    // `.ci/run` does the first one.
    expect(blocks(making)).toEqual(['npm ci', 'npm run bundle -- --out /media/usb']);
    const names = readdirSync(join(place, 'usb'));
    expect(names.map((name) => name.replace(/-\d+\.\d+\.\d+-[0-9a-f]{12}(?:-veranderd)?-linux-(?:x64|arm64)/, ''))).toEqual(['balie.tar.gz', 'balie.tar.gz.sha256']);
    const [digest = ''] = readFileSync(join(place, 'usb', names[1] ?? ''), 'utf8').split(' ');
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(said).toContain(digest);
  });

  test('tells in Dutch the same commands', () => {
    const dutch = readFileSync(join(root, 'deploy/bundle/inside/LEESMIJ.md'), 'utf8');
    expect(blocks(dutch)).toEqual(blocks(page).filter((line) => !blocks(making).includes(line)));
  });

  test.skipIf(!mayCount)('is checked, started, asked, proven, backed up and installed where there is no way out, by the commands of the page, and tries none', { timeout: 600_000 }, () => {
    // What is carried over, and no more.
    const there = join(place, 'there');
    mkdirSync(there);
    for (const name of readdirSync(join(place, 'usb'))) renameSync(join(place, 'usb', name), join(there, name));
    const { status, stdout, stderr } = spawnSync(counter, ['--no-route', process.execPath, join(root, 'test/deploy/support/air-gap.ts'), there], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    expect(`${stdout}${stderr}`).toMatch(/^packets to outside: 0$/m);
    const did = stdout.split('\n').filter((line) => line.startsWith('DONE '));
    expect({ status, did: did.length, stdout, stderr }).toMatchObject({ status: 0, did: 19 });
  });
});
