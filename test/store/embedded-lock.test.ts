import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { acquireLock, type Lock } from '../../src/store/embedded/lock.ts';
import { type Owner, thisProcess } from '../../src/store/embedded/owner.ts';

const OTHER: Owner = { pid: 4711, began: '99', host: hostname(), socketDir: '/nowhere' };
const ME: Owner = { ...thisProcess('/nowhere'), began: '1' };
const LONG_AGO_MS = 60_000;
const BEAT_MS = 10_000;

describe('the lock of a data folder', () => {
  let folder: string;
  let path: string;
  const onLost = vi.fn<(error: Error) => void>();
  const taken = (began: (pid: number) => string | undefined) => acquireLock(path, ME, { onLost, began });
  const held = async () => JSON.parse(await readFile(path, 'utf8')) as Owner;
  async function plant(owner: Owner, isStale = false) {
    await writeFile(path, JSON.stringify(owner));
    const at = new Date(Date.now() - LONG_AGO_MS);
    if (isStale) await utimes(path, at, at);
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'balie-lock-'));
    path = join(folder, 'balie.lock');
    onLost.mockClear();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    vi.useRealTimers();
    await rm(folder, { recursive: true, force: true });
  });

  test('stays with a process that runs but of which nothing may be seen, while its heart beats', async () => {
    await plant(OTHER);
    expect(await taken(() => 'hidden')).toEqual(OTHER);
    await plant(OTHER, true);
    expect(await taken(() => 'hidden')).toHaveProperty('release');
  });

  test('is taken over from a process of which it is seen that it is gone, or is another', async () => {
    for (const began of [undefined, '100']) {
      await plant(OTHER);
      const lock = (await taken(() => began)) as Lock;
      expect(await held()).toEqual(ME);
      await lock.release();
    }
  });

  test('counts the heartbeats of another host by the clock of the folder', async () => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    const elsewhere = { ...OTHER, host: 'elsewhere' };
    await plant(elsewhere);
    expect(await taken(() => undefined)).toEqual(elsewhere);
    clock.mockRestore();
    await plant(elsewhere, true);
    expect(await taken(() => undefined)).toHaveProperty('release');
  });

  test('shows by its time that its owner lives, and says when it is of another', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const lock = (await taken(() => undefined)) as Lock;
    const at = new Date(Date.now() - LONG_AGO_MS);
    await utimes(path, at, at);
    vi.advanceTimersByTime(BEAT_MS);
    await expect.poll(async () => (await stat(path)).mtimeMs).toBeGreaterThan(at.getTime() + LONG_AGO_MS / 2);
    expect(await held()).toEqual(ME);
    // Another took it for dead.
    await rm(path);
    await plant(OTHER, true);
    vi.advanceTimersByTime(BEAT_MS);
    await expect.poll(() => onLost.mock.lastCall?.[0]).toMatchObject({ code: 'data-dir-in-use', detail: `${path} (proces ${OTHER.pid} op ${OTHER.host})` });
    expect((await stat(path)).mtimeMs).toBeLessThan(Date.now() - LONG_AGO_MS / 2);
    expect(await held()).toEqual(OTHER);
    await lock.release();
    expect(await held()).toEqual(OTHER);
  });

  test('is not taken away from another at the end', async () => {
    const lock = (await taken(() => undefined)) as Lock;
    await rm(path);
    await plant(OTHER);
    await lock.release();
    expect(await held()).toEqual(OTHER);
    expect(onLost).toHaveBeenCalledOnce();
  });
});
