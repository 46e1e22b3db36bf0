import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './support/image.ts';

const page = readFileSync(join(root, 'docs/air-gap.md'), 'utf8');
const blocks = (text: string) => [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, lines]) => (lines ?? '').trimEnd().split('\n'));
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
