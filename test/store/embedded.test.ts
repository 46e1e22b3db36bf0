import { fork } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openEmbedded, openOrJoinEmbedded } from '../../src/store/embedded/open.ts';
import { thisProcess } from '../../src/store/embedded/owner.ts';
import { unpackDatabase } from '../support/process.ts';

const onFailure = (error: Error) => {
  throw error;
};

describe('the embedded database', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'balie-test-')), 'data');
  });
  afterEach(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

  test('keeps its rows, in a folder that only its user may enter', async () => {
    const first = await openEmbedded({ dataDir, onFailure });
    await first.query('CREATE TABLE kept AS SELECT 1 AS value');
    await first.close();
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    const second = await openEmbedded({ dataDir, onFailure });
    expect(await second.query('SELECT value FROM kept')).toEqual([{ value: 1 }]);
    await second.close();
  });

  test('lets no other user in, also where its folder was made before for all to read', async () => {
    await unpackDatabase(join(dataDir, 'postgres'));
    await mkdir(join(dataDir, 'run'));
    for (const folder of ['', 'run', 'postgres']) await chmod(join(dataDir, folder), 0o755);
    const db = await openEmbedded({ dataDir, onFailure });
    for (const folder of ['', 'run', 'postgres']) expect((await stat(join(dataDir, folder))).mode & 0o777, folder).toBe(0o700);
    await db.close();
  });

  test('leaves the rights of a folder that all share, and closes its own in it', async () => {
    await unpackDatabase(join(dataDir, 'postgres'));
    await chmod(join(dataDir, 'postgres'), 0o755);
    await chmod(dataDir, 0o1777);
    const db = await openEmbedded({ dataDir, onFailure });
    expect((await stat(dataDir)).mode & 0o1777).toBe(0o1777);
    for (const folder of ['run', 'postgres']) expect((await stat(join(dataDir, folder))).mode & 0o777, folder).toBe(0o700);
    await db.close();
  });

  test('is refused to a second owner, and joined by a command', async () => {
    await unpackDatabase(join(dataDir, 'postgres'));
    const owner = await openEmbedded({ dataDir, onFailure });
    await expect(openEmbedded({ dataDir, onFailure })).rejects.toMatchObject({ code: 'data-dir-in-use' });
    const command = await openOrJoinEmbedded({ dataDir, onFailure });
    await command.query('CREATE TABLE shared AS SELECT 2 AS value');
    await command.close();
    expect(await owner.query('SELECT value FROM shared')).toEqual([{ value: 2 }]);
    await owner.close();
    await expect(stat(join(dataDir, 'balie.lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, began: '1' }],
    ['a process whose number another one has now', { pid: process.pid, began: '1' }],
  ])('takes over the lock of %s', async (_, dead) => {
    await unpackDatabase(join(dataDir, 'postgres'));
    const lock = { host: hostname(), socketDir: join(dataDir, 'run'), ...dead };
    await writeFile(join(dataDir, 'balie.lock'), JSON.stringify(lock));
    const db = await openEmbedded({ dataDir, onFailure });
    expect(JSON.parse(await readFile(join(dataDir, 'balie.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await db.close();
  });

  test('tells a command that waits in vain for an owner that it is still starting', async () => {
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, 'balie.lock'), JSON.stringify(thisProcess(join(dataDir, 'run'))));
    const clock = vi.spyOn(Date, 'now').mockReturnValueOnce(0);
    await expect(openOrJoinEmbedded({ dataDir, onFailure })).rejects.toMatchObject({ code: 'data-dir-starting', detail: `${dataDir} (proces ${process.pid} op ${hostname()})` });
    clock.mockRestore();
  });

  test('respects the lock of another host as long as its heart beats', async () => {
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, 'balie.lock'), JSON.stringify({ pid: 1, began: '1', host: 'elsewhere', socketDir: '/nowhere' }));
    await expect(openEmbedded({ dataDir, onFailure })).rejects.toMatchObject({ code: 'data-dir-in-use' });
  });

  test('says when its folder cannot be used', async () => {
    await mkdir(join(dataDir, '..'), { recursive: true });
    await writeFile(dataDir, 'a file where a folder should be');
    await expect(openEmbedded({ dataDir, onFailure })).rejects.toMatchObject({ code: 'data-dir-unusable' });
  });

  test('works in a folder whose path is too long for a socket', async () => {
    const long = join(dataDir, 'x'.repeat(120));
    await unpackDatabase(join(long, 'postgres'));
    const db = await openEmbedded({ dataDir: long, onFailure });
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await db.close();
  });

  test('says that it is dead, and answers again after a start, when PostgreSQL cannot write its state', async () => {
    const failed = Promise.withResolvers<Error>();
    await unpackDatabase(join(dataDir, 'postgres'));
    const db = await openEmbedded({ dataDir, onFailure: failed.resolve });
    await db.query('CREATE TABLE kept AS SELECT $1::text AS value', ['a text that ends in VPANIC']);
    const inTheWay = join(dataDir, 'postgres', 'pg_logical', 'replorigin_checkpoint.tmp');
    await mkdir(inTheWay);
    // As on a disk that is full: nobody was told, and who asked next waited for ever.
    const [told] = await Promise.all([failed.promise, expect(db.query('CHECKPOINT')).rejects.toThrow()]);
    expect(told.message).toMatch(/^PANIC .*replorigin_checkpoint/);
    await db.close();
    await rm(inTheWay, { recursive: true });
    const again = await openEmbedded({ dataDir, onFailure });
    expect(await again.query('SELECT value FROM kept')).toEqual([{ value: 'a text that ends in VPANIC' }]);
    await again.close();
  });

  test('loses no acknowledged row when its process is killed', async () => {
    await unpackDatabase(join(dataDir, 'postgres'));
    const child = fork(new URL('../support/insert-rows.ts', import.meta.url), [dataDir], { execArgv: [], silent: true });
    let acknowledged = 0;
    await new Promise<void>((resolve) => {
      child.on('message', (count: number) => {
        acknowledged = count;
        if (count >= 200) resolve();
      });
    });
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const db = await openEmbedded({ dataDir, onFailure });
    const [row] = await db.query<{ count: number }>('SELECT count(*) FROM rows');
    expect(row?.count).toBeGreaterThanOrEqual(acknowledged);
    await db.close();
  });
});
