import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './support/image.ts';

const UNIT = 'deploy/systemd/balie.service';
const analyze = (args: readonly string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8', cwd: root });

/** What it forbids is tried in image.test.ts: the desk runs under its system calls, its view of /proc and /dev, and without a right. */
describe('the unit of systemd', () => {
  let place: string;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'balie-unit-'));
    // `verify` wants the program to be there, and looks for it where the unit says.
    cpSync(join(root, UNIT), join(place, 'balie.service'));
    mkdirSync(join(place, 'balie.service.d'));
    cpSync(join(root, 'deploy/systemd/postgresql.conf'), join(place, 'balie.service.d/postgresql.conf'));
    const text = readFileSync(join(root, UNIT), 'utf8').replaceAll('/opt/balie', `${place}/opt`);
    symlinkSync(root, join(place, 'opt'));
    writeFileSync(join(place, 'balie.service'), text);
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  test('is one that systemd reads without a word', () => {
    expect(analyze(['verify', '--man=no', join(place, 'balie.service')])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test('and of a fault in it, it would say something', () => {
    writeFileSync(join(place, 'fout.service'), readFileSync(join(place, 'balie.service'), 'utf8').replace('ProtectSystem=', 'ProtectSytem='));
    expect(analyze(['verify', '--man=no', join(place, 'fout.service')]).stderr).toContain('ProtectSytem');
  });

  test('exposes 2.5 of 10 at most, by systemd’s own count', () => {
    const counted = analyze(['security', '--offline=yes', '--no-pager', '--threshold=25', UNIT]);
    expect(counted.status).toBe(0);
    expect(Number(/Overall exposure level for \S+: ([\d.]+)/.exec(counted.stdout)?.[1])).toBeLessThanOrEqual(2.5);
  });
});
