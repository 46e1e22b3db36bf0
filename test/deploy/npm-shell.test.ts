import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from './support/image.ts';

/** As npm 9.2 of Debian leaves a folder: with the Node.js that was installed along, and without its link. */
describe.runIf(process.platform === 'linux')('npm of Debian and Ubuntu, after `npm ci`', () => {
  const own = `node-linux-${process.arch}`;
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'balie-npm-'));
    for (const folder of ['deploy', `node_modules/${own}/bin`]) mkdirSync(join(place, folder), { recursive: true });
    writeFileSync(join(place, 'package.json'), '{"scripts":{"which":"node --version"}}');
    for (const path of ['.npmrc', 'deploy/npm-shell']) copyFileSync(join(root, path), join(place, path));
    writeFileSync(join(place, `node_modules/${own}/bin/node`), '#!/bin/sh\necho "the own one: $*"\n', { mode: 0o755 });
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));
  const which = () => execFileSync('npm', ['run', '--silent', 'which'], { cwd: place, encoding: 'utf8' }).trim();
  const bin = () => join(place, 'node_modules/.bin');

  test('a script runs on the Node.js that came along, and its link is there afterwards', () => {
    mkdirSync(bin());
    expect(which()).toBe('the own one: --version');
    expect(readlinkSync(join(bin(), 'node'))).toBe(`../${own}/bin/node`);
  });

  test('also where nothing may be written', () => {
    // As root may write anywhere: a file where the folder would be.
    writeFileSync(bin(), '');
    expect(which()).toBe('the own one: --version');
    expect(readFileSync(bin(), 'utf8')).toBe('');
  });

  test('a link that is there stays, and a script that fails says so', () => {
    mkdirSync(bin());
    symlinkSync('/bin/false', join(bin(), 'node'));
    expect(which).toThrow('Command failed');
    expect(readlinkSync(join(bin(), 'node'))).toBe('/bin/false');
  });
});
