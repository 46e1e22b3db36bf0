import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './support/image.ts';

const UNITS = ['balie.service', 'balie-backup.service'];
const analyze = (args: readonly string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8', cwd: root });
const textOf = (name: string) => readFileSync(join(root, 'deploy/systemd', name), 'utf8');
const settings = (name: string, key: string) => [...textOf(name).matchAll(new RegExp(`^${key}=(.+)$`, 'gm'))].map(([, value]) => value ?? '');

/** What it forbids is tried in image.test.ts: the desk runs under its system calls, its view of /proc and /dev, and without a right. */
describe('the units of systemd', () => {
  let place: string;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'balie-unit-'));
    // `verify` wants the program to be there, and looks for it where the unit says.
    symlinkSync(root, join(place, 'opt'));
    for (const name of UNITS) {
      mkdirSync(join(place, `${name}.d`));
      cpSync(join(root, 'deploy/systemd/postgresql.conf'), join(place, `${name}.d/postgresql.conf`));
      writeFileSync(join(place, name), textOf(name).replaceAll('/opt/balie', `${place}/opt`));
    }
    cpSync(join(root, 'deploy/systemd/balie-backup.timer'), join(place, 'balie-backup.timer'));
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  test.each([...UNITS, 'balie-backup.timer'])('%s is one that systemd reads without a word', (name) => {
    expect(analyze(['verify', '--man=no', join(place, name)])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test('and of a fault in it, it would say something', () => {
    writeFileSync(join(place, 'fout.service'), readFileSync(join(place, 'balie.service'), 'utf8').replace('ProtectSystem=', 'ProtectSytem='));
    expect(analyze(['verify', '--man=no', join(place, 'fout.service')]).stderr).toContain('ProtectSytem');
  });

  test.each(UNITS)('%s exposes 2.5 of 10 at most, by systemd’s own count', (name) => {
    const counted = analyze(['security', '--offline=yes', '--no-pager', '--threshold=25', `deploy/systemd/${name}`]);
    expect(counted.status).toBe(0);
    expect(Number(/Overall exposure level for \S+: ([\d.]+)/.exec(counted.stdout)?.[1])).toBeLessThanOrEqual(2.5);
  });

  test('backups are made of what the service keeps, by its user and with its key, and where they may be written', () => {
    const backup = 'balie-backup.service';
    for (const key of ['EnvironmentFile', 'WorkingDirectory', 'DynamicUser']) expect(settings(backup, key)).toEqual(settings('balie.service', key));
    // The service's user has the name of its unit.
    expect(settings(backup, 'User')).toEqual(['balie']);
    expect(settings(backup, 'LoadCredential')).toContain(settings('balie.service', 'LoadCredential').find((one) => one.startsWith('audit-key:')));
    const [start = ''] = settings(backup, 'ExecStart');
    expect(start.split(' backup ')[0]).toBe(settings('balie.service', 'ExecStart')[0]?.replace(' serve', ''));
    const [, folder = '', key = ''] = / backup \/var\/lib\/(\S+) --key %d\/(\S+)$/.exec(start) ?? [];
    expect(settings(backup, 'StateDirectory')).toEqual([`balie ${folder}`]);
    expect(settings(backup, 'ExecStartPost')[0]).toContain(` /var/lib/${folder}/ `);
    const made = / balie backup key --out (\S+)$/m.exec(readFileSync(join(root, 'docs/nl/installer.md'), 'utf8'))?.[1];
    expect(settings(backup, 'LoadCredential')).toContain(`${key}:${made}.pub`);
  });

  /** As the service's folder is: a link (DynamicUser), with what nights of before left. */
  const nights = () => {
    const folder = mkdtempSync(join(tmpdir(), 'balie-nights-'));
    mkdirSync(join(folder, 'private'));
    symlinkSync('private', join(folder, 'backups'));
    for (const [name, days] of [['28.backup', 27.99], ['28.backup.part', 27.99], ['27.backup', 26.99], ['half.backup.part', 0.1], ['oud.txt', 40]] as const) {
      writeFileSync(join(folder, 'private', name), '');
      utimesSync(join(folder, 'private', name), Date.now() / 1_000, Date.now() / 1_000 - days * 86_400);
    }
    return folder;
  };
  const KEPT = ['27.backup', 'half.backup.part', 'oud.txt'];

  test('old backups go before they are older than 28 days, and with them what one that was broken off left', () => {
    const folder = nights();
    const [program = '', ...args] = (settings('balie-backup.service', 'ExecStartPost')[0] ?? '').replace('/var/lib/balie-backups', join(folder, 'backups')).split(' ');
    expect(spawnSync(program, args, { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(folder, 'private')).toSorted()).toEqual(KEPT);
    rmSync(folder, { recursive: true });
  });

  test('and with Compose, by the line that the guide has for cron, once a new one was made', () => {
    const folder = nights();
    const before = readdirSync(join(folder, 'private')).toSorted();
    const [, minute = '', command = 'false'] = /^```crontab\n((?:\S+ ){5})(.*)\n```$/m.exec(readFileSync(join(root, 'docs/nl/installer.md'), 'utf8')) ?? [];
    expect([minute, command.includes('%')]).toEqual(['30 3 * * * ', false]);
    mkdirSync(join(folder, 'bin'));
    const night = (status: number) => {
      writeFileSync(join(folder, 'bin/docker'), `#!/bin/sh\n[ "$*" = 'compose run --rm backup' ] && exit ${status}\nexit 64\n`, { mode: 0o755 });
      return spawnSync('sh', ['-c', command.replace('/opt/balie/deploy/compose', folder)], { cwd: '/', encoding: 'utf8', env: { PATH: `${folder}/bin:/usr/bin:/bin` } });
    };
    expect(night(1)).toMatchObject({ status: 1 });
    expect(readdirSync(join(folder, 'private')).toSorted()).toEqual(before);
    expect(night(0)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(folder, 'private')).toSorted()).toEqual(KEPT);
    rmSync(folder, { recursive: true });
  });

  test('no guide shows a unit that nobody tried, or fetches a package of a stranger', () => {
    for (const name of ['nl/backup.md', 'nl/installer.md']) expect(readFileSync(join(root, 'docs', name), 'utf8')).not.toMatch(/```ini|\bnpx\b/);
  });
});
