import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContainer, writeContainer } from '../../../src/backup/container.ts';
import { newBackupKey, privateKeyIn, publicKeyIn } from '../../../src/backup/keys.ts';
import { removeStale } from '../../../src/backup/drafts.ts';
import { filesOf, placeLeft, stagedFiles } from '../../../src/backup/files.ts';
import { isWell } from '../../../src/cli/backup/try-out.ts';
import { backup } from '../../../src/cli/commands/backup.ts';
import { restore } from '../../../src/cli/commands/restore.ts';
import type { Database } from '../../../src/store/database.ts';
import { commandOn } from '../../support/keys-command.ts';

/** All of this is seen before a database is asked anything. */
const none = { kind: 'embedded', query: () => Promise.reject(new Error('nothing is to be asked')) } as unknown as Database;

let folder: string;
let [first, keyFile] = ['', ''];
const make = commandOn(backup, none, {});
const putBack = commandOn(restore, none, {});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-backup-'));
  [first, keyFile] = [join(folder, 'first.backup'), join(folder, 'backup.pem')];
  await writeFile(first, 'geen reservekopie');
  await make('key', '--out', keyFile);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['a secret key where backups are made', () => make(join(folder, 'x'), '--key', keyFile), 'backup-key-invalid'],
  ['a public key where they are read', () => make('verify', first, '--key', `${keyFile}.pub`), 'backup-key-invalid'],
  ['a file that is no key', () => make(join(folder, 'x'), '--key', first), 'backup-key-invalid'],
  ['a file that is there', () => make(first, '--key', `${keyFile}.pub`), 'backup-unwritable'],
  ['a folder that is not there', () => make(join(folder, 'no', 'x.backup'), '--key', `${keyFile}.pub`), 'backup-unwritable'],
  ['what is no folder and is not named as a backup', () => make(join(folder, 'nights'), '--key', `${keyFile}.pub`), 'backup-unwritable'],
  ['a file that is not there', () => make('verify', join(folder, 'none'), '--key', keyFile), 'backup-unreadable'],
  ['a key file that is there', () => make('key', '--out', keyFile), 'backup-unwritable'],
  ['no key', () => make(join(folder, 'x')), 2],
  ['a file that is no backup', () => make('verify', first, '--key', keyFile), 'backup-damaged'],
  ['nothing', () => putBack(), 2],
  ['a rehearsal in a place for a real one', () => putBack(first, '--key', keyFile, '--into', first), 2],
  ['erasures in a rehearsal', () => putBack(first, '--key', keyFile, '--try', '--erasures', first), 2],
])('%s is refused', async (_what, work, code) => {
  expect(await work()).toMatchObject({ code });
});

test('a key is not made a second time where its secret half was brought to a safe place, nor half of one', async () => {
  const file = join(folder, 'kluis.pem');
  expect(await make('key', '--out', file)).toMatchObject({ code: 0 });
  const pub = await readFile(`${file}.pub`, 'utf8');
  await rm(file);
  expect(await make('key', '--out', file)).toMatchObject({ code: 'backup-unwritable', detail: expect.stringContaining('kluis.pem.pub: dit bestand is er al') });
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readFile(`${file}.pub`, 'utf8')).toBe(pub);
  await rm(`${file}.pub`);
  await writeFile(file, 'van een ander');
  expect(await make('key', '--out', file)).toMatchObject({ code: 'backup-unwritable' });
  await expect(stat(`${file}.pub`)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('keys, locks and backups that are in the data folder are in no backup', async () => {
  const data = join(folder, 'data');
  await mkdir(join(data, 'thema'), { recursive: true });
  for (const name of ['audit.key', 'sleutel.pem', 'balie.lock', 'vandaag.backup', 'vandaag.backup.part', 'thema/gisteren.backup', 'thema/logo.svg', 'backup.txt']) await writeFile(join(data, name), 'x');
  expect((await filesOf(data)).map(({ path }) => path)).toEqual(['backup.txt', 'thema/logo.svg']);
});

test('what a restore of another backup left aside when it was killed does not come along', async () => {
  const data = join(folder, 'staged');
  await (await stagedFiles(data)).file('van-gisteren.txt');
  await (await stagedFiles(data)).file('van-vandaag.txt');
  await placeLeft(data);
  expect(await readdir(data)).toEqual(['van-vandaag.txt']);
});

test.each([
  [{ otherCounts: [] }, true],
  [{ otherCounts: [], isFound: true, outcome: 'quoted' }, true],
  [{ otherCounts: [], isFound: true, outcome: 'failed' }, false],
  [{ otherCounts: [], isFound: true, outcome: 'model-unavailable' }, false],
  [{ otherCounts: [], isFound: false, outcome: 'answered' }, false],
  [{ otherCounts: ['turns'] }, false],
])('a rehearsal that found %j: went well is %s', (tried, well) => {
  expect(isWell(tried)).toBe(well);
});

test('where a file can have one name alone it is copied there, and what has the name already stays', async () => {
  const pair = newBackupKey();
  const path = join(folder, 'share', 'on-a-share.backup');
  await mkdir(join(folder, 'share'));
  const noLinks = () => Promise.reject(Object.assign(new Error('no links here'), { code: 'EPERM' }));
  async function* lines() {
    yield 'één regel\n';
  }
  const write = () => writeContainer(path, [publicKeyIn(pair.publicKey)], lines(), { linked: noLinks });
  const { bytes } = await write();
  expect([await readdir(join(folder, 'share')), (await stat(path)).mode & 0o777, (await stat(path)).size]).toEqual([['on-a-share.backup'], 0o600, bytes]);
  const read: string[] = [];
  for await (const some of readContainer(path, privateKeyIn(pair.privateKey))) read.push(...some.map(String));
  expect(read).toEqual(['één regel\n']);
  const before = await readFile(path);
  await expect(write()).rejects.toMatchObject({ code: 'backup-unwritable' });
  expect((await readFile(path)).equals(before)).toBe(true);
});

describe('a backup that is not made to its end', () => {
  const to = [publicKeyIn(newBackupKey().publicKey)];
  async function place(name: string): Promise<string> {
    await mkdir(join(folder, name));
    return join(folder, name, 'vandaag.backup');
  }

  test('leaves nothing, however it came that it was not', async () => {
    const path = await place('half');
    async function* broken() {
      yield 'een regel\n';
      throw new Error('the database went away');
    }
    await expect(writeContainer(path, to, broken())).rejects.toThrow('the database went away');
    const [stop, asked] = [new AbortController(), new Error('asked to stop')];
    async function* endless() {
      for (;;) {
        yield randomBytes(100_000).toString('hex');
        // As a signal comes: while it is written.
        setImmediate(() => stop.abort(asked));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
    await expect(writeContainer(path, to, endless(), { signal: stop.signal })).rejects.toBe(asked);
    expect(await readdir(join(folder, 'half'))).toEqual([]);
  });

  test('names the file that is in its way, and leaves that as it is', async () => {
    const path = await place('in-the-way');
    async function* lines() {
      yield 'een regel\n';
    }
    await writeFile(`${path}.part`, 'van een ander');
    await expect(writeContainer(path, to, lines())).rejects.toMatchObject({ code: 'backup-unwritable', detail: `${path}.part: dit bestand is er al` });
    expect(await readFile(`${path}.part`, 'utf8')).toBe('van een ander');
    await rm(`${path}.part`);
    await writeFile(path, 'van gisteren');
    await expect(writeContainer(path, to, lines())).rejects.toMatchObject({ code: 'backup-unwritable', detail: `${path}: dit bestand is er al` });
    expect([await readdir(join(folder, 'in-the-way')), await readFile(path, 'utf8')]).toEqual([['vandaag.backup'], 'van gisteren']);
  });

  test('is cleared away by a later one, but not while it may be written still', async () => {
    const path = await place('killed');
    const now = new Date();
    const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
    for (const [name, hours] of [['oud.backup.part', 7], ['nieuw.backup.part', 5], ['oud.backup', 7], ['ander.part', 7]] as const) {
      await writeFile(join(dirname(path), name), 'x');
      await utimes(join(dirname(path), name), hoursAgo(hours), hoursAgo(hours));
    }
    expect(await removeStale(dirname(path), now)).toEqual([join(dirname(path), 'oud.backup.part')]);
    expect((await readdir(dirname(path))).toSorted()).toEqual(['ander.part', 'nieuw.backup.part', 'oud.backup']);
    expect(await removeStale(join(folder, 'not-there'), now)).toEqual([]);
  });
});
