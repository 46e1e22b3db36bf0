import { mkdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../src/audit/verify.ts';
import type { Database } from '../../src/store/database.ts';
import { joinInMemory } from '../../src/store/embedded/open.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { openBare } from '../../src/store/open.ts';
import { endPrograms, type Installation, makeInstallation, type Program, runCommand, startProgram, unpackDatabase } from '../support/process.ts';
import { emptied, loadRelease, type Release, readReleases } from '../support/releases.ts';
import { schemaOf } from '../support/schema-of.ts';
import { smallDisk } from '../support/small-disk.ts';

const migrations = await readMigrations();
const disk = await smallDisk(200);
if (disk === undefined) console.warn('upgrade.test.ts: a disk that is full is skipped, a small disk may not be mounted here');
/** Too little for all that the migrations make, enough for some of it. */
const ROOM = 400_000;

let place: Installation;
let oldest: Release;
beforeAll(async () => {
  place = await makeInstallation({ fresh: true });
  const [first] = await readReleases();
  if (first === undefined) throw new Error('no release');
  oldest = first;
});
afterAll(async () => {
  await endPrograms();
  await disk?.remove();
  await place.remove();
});

const open = (dataDir: string) => openBare({ databaseUrl: undefined, dataDir, onFailure: () => undefined });

/** What an early release left on the disk. */
async function leave(dataDir: string): Promise<void> {
  await mkdir(dataDir, { mode: 0o700 });
  await unpackDatabase(join(dataDir, 'postgres'));
  const db = await open(dataDir);
  await emptied(db);
  await loadRelease(db, oldest);
  await db.close();
}

async function ran(db: Database): Promise<number> {
  const [row] = await db.query<{ count: number }>('SELECT count(*) FROM schema_migrations');
  return row?.count ?? 0;
}

/** @returns how many had been run when the program was seen to be at it; undefined where it had ended before this looked. */
async function seenAtWork(dataDir: string, { child }: Program): Promise<number | undefined> {
  const db = joinInMemory(join(dataDir, 'run'));
  try {
    while (child.exitCode === null) {
      const count = await ran(db).catch(() => 0);
      if (count > oldest.migrations) return count;
      await sleep(2);
    }
    return undefined;
  } finally {
    child.kill('SIGKILL');
    await db.close();
  }
}

test('an upgrade that is killed goes on at the next start', async () => {
  let [dataDir, env, seen]: [string, Readonly<Record<string, string>>, number | undefined] = ['', {}, undefined];
  // It takes a second or two: on a busy machine it may be over before this test comes to look.
  for (let times = 0; times < 5 && (seen ?? migrations.length) === migrations.length; times += 1) {
    dataDir = join(place.folder, `killed-${times}`);
    env = { ...place.env, DATA_DIR: dataDir, AUDIT_KEY: oldest.auditKey };
    await leave(dataDir);
    const program = startProgram(['audit', 'verify'], env);
    seen = await seenAtWork(dataDir, program);
    await program.exited;
  }
  expect(seen).toBeLessThan(migrations.length);
  const again = await runCommand(['audit', 'verify', '--json'], env);
  expect([again.code, (JSON.parse(again.stdout) as { ok: boolean }).ok]).toEqual([0, true]);
  const db = await open(dataDir);
  expect(await ran(db)).toBe(migrations.length);
  await db.close();
});

describe.runIf(disk !== undefined)('a disk that is full in the midst of it', () => {
  const { inside = '', outside = '', through = [], fill, makeRoom } = disk ?? {};

  test('leaves the schema of the last migration that was done, and it goes on once there is room', async () => {
    const dataDir = join(outside, 'data');
    await leave(dataDir);
    fill?.();
    const filler = join(outside, 'filler');
    await truncate(filler, (await stat(filler)).size - ROOM);
    const env = { ...place.env, DATA_DIR: join(inside, 'data'), AUDIT_KEY: oldest.auditKey };
    expect(await runCommand(['audit', 'verify'], env, through)).toMatchObject({ code: 1, stderr: expect.stringContaining('De schijf van de database is vol') });
    makeRoom?.();
    const db = await open(dataDir);
    const [done, left] = [await ran(db), await schemaOf(db)];
    expect(done).toBeGreaterThanOrEqual(oldest.migrations);
    expect(done).toBeLessThan(migrations.length);
    expect(await migrate(db)).toHaveLength(migrations.length - done);
    expect(await verify(db, Buffer.from(oldest.auditKey, 'hex'))).not.toHaveProperty('firstFault');
    await emptied(db);
    await migrate(db, migrations.slice(0, done));
    expect(left).toEqual(await schemaOf(db));
    await db.close();
  });
});
