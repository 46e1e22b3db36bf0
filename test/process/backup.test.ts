import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createPrivateKey } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { existingMasterKey } from '../../src/audit/content.ts';
import { createManagementLog } from '../../src/audit/management-log.ts';
import { readBackup } from '../../src/backup/read.ts';
import { RECORDS_END } from '../../src/cli/backup/unfinished.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { openBare } from '../../src/store/open.ts';
import { type OllamaHost, startOllamaHost } from '../support/ollama-host/index.ts';
import { commandsIn } from '../support/page-commands.ts';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram, unpackDatabase } from '../support/process.ts';
import { emptyPath } from '../support/template.ts';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
/** The English page has the same commands: `test/unit/docs.test.ts` sees to that, so that they are run once. */
const page = new URL('../../docs/nl/backup.md', import.meta.url);

let host: OllamaHost;
let place: Installation;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  host = await startOllamaHost();
  place = await makeInstallation();
  env = { ...place.env, OLLAMA_URL: host.url };
});
afterAll(async () => {
  await endPrograms();
  await host.stop();
  await place.remove();
});

test('a backup is made of a database of before an upgrade, which stays as it is, and the doctor says so', { timeout: 120_000 }, async () => {
  const dataDir = join(place.folder, 'eerder');
  await unpackDatabase(join(dataDir, 'postgres'), emptyPath);
  const all = await readMigrations();
  const older = await openBare({ databaseUrl: undefined, dataDir, onFailure: () => undefined });
  await migrate(older, all.slice(0, -1));
  await older.close();
  const there = { ...env, DATA_DIR: dataDir };
  const [key, file] = [join(place.folder, 'eerder.pem'), join(place.folder, 'eerder.backup')];
  expect(await runCommand(['backup', 'key', '--out', key], there)).toMatchObject({ code: 0 });
  expect(await runCommand(['backup', file, '--key', `${key}.pub`], there)).toMatchObject({ code: 0 });
  const { about } = await readBackup(file, createPrivateKey(await readFile(key)), {});
  expect(about.schema).toHaveLength(all.length - 1);
  expect(await runCommand(['doctor'], there)).toMatchObject({ code: 2, stdout: expect.stringContaining(`Schema: versie ${all.length - 1} van ${all.length}`) });
});

/** Kills a restore with rows in it that are not committed. It takes a second: where it was over before this came to it, it is begun anew. */
async function killedHalfway(dataDir: string): Promise<boolean> {
  for (let times = 0; times < 5; times += 1) {
    const half = startProgram(['restore', join(place.folder, 'vandaag.backup'), '--key', join(place.folder, 'sleutel.pem')], { ...env, DATA_DIR: dataDir });
    await half.printed(/Teruggezet wordt/);
    if ((await half.stop('SIGKILL')).signal === 'SIGKILL') return true;
    for (const name of await readdir(dataDir)) if (name !== 'audit.key') await rm(join(dataDir, name), { recursive: true });
  }
  return false;
}

test('every command of docs/nl/backup.md does what it says, after a restore that was killed half-way', { timeout: 540_000 }, async () => {
  expect(await runCommand(['ingest', place.documents, '--collection', 'producten'], env)).toMatchObject({ code: 0 });
  expect(await runCommand(['ask', 'Wat kost een paspoort?'], env)).toMatchObject({ code: 0 });
  const shim = join(place.folder, 'bin');
  await mkdir(shim);
  await writeFile(join(shim, 'balie'), `#!/bin/sh\nexec "${process.execPath}" --liftoff-only "${main}" "$@"\n`);
  await chmod(join(shim, 'balie'), 0o755);
  const shell = { ...env, PATH: `${shim}:${process.env['PATH'] ?? ''}`, PORT: '0', CHAT_MODEL: 'chat', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '' };
  const commands = await commandsIn(page);
  expect(commands).toHaveLength(9);
  for (const dataDir of ['nieuw', 'ander']) {
    await mkdir(join(place.folder, dataDir), { mode: 0o700 });
  }
  // The first is as on a new machine; initdb is done once.
  await unpackDatabase(join(place.folder, 'ander', 'postgres'), emptyPath);
  let isKilled = false;
  for (const command of commands) {
    const [, dataDir] = /^DATA_DIR=(\w+) balie restore/.exec(command) ?? [];
    if (dataDir !== undefined) await copyFile(join(place.dataDir, 'audit.key'), join(place.folder, dataDir, 'audit.key'));
    if (dataDir === 'nieuw') {
      // The next line finds an empty database, or it would refuse.
      isKilled = await killedHalfway(join(place.folder, dataDir));
    }
    const done = await run('sh', ['-c', command], { cwd: place.folder, env: shell }).then(({ stdout, stderr }) => ({ code: 0, stdout, stderr }), (error: { code: number; stdout: string; stderr: string }) => error);
    // It has something to say of each installation that has no anchors.
    expect(done, command).toMatchObject({ code: command.endsWith('balie doctor') ? 1 : 0 });
    if (dataDir !== undefined) expect(done.stderr.includes('balie restore --finish --erasures EXPORT uit')).toBe(command.includes('--erasures'));
    if (command.endsWith('balie doctor')) expect(done.stdout).toMatch(/LET OP {3}Ankerpunten[^]*Verbindingen naar buiten: geen/);
  }
  expect(isKilled).toBe(true);
  const found = await runCommand(['ask', 'Wat kost een paspoort?'], { ...env, DATA_DIR: join(place.folder, 'nieuw') });
  expect(found).toMatchObject({ code: 0, stdout: expect.stringContaining('86,20') });

  // The desk starts on what was put back; not where that was broken off once its rows were in, until it is finished.
  const there = { ...env, DATA_DIR: join(place.folder, 'nieuw') };
  const starts = async () => {
    const desk = startProgram(['serve'], there);
    await desk.url();
    expect(await desk.stop()).toMatchObject({ code: 0 });
  };
  await starts();
  const db = await openBare({ databaseUrl: undefined, dataDir: there.DATA_DIR, onFailure: () => undefined });
  const record = createManagementLog({ masterKey: await existingMasterKey(undefined, there.DATA_DIR), now: () => new Date() });
  await db.transaction((tx) => record(tx, { kind: 'backup.restored', facts: { head: 1, erasures: false, ...RECORDS_END } }));
  await db.close();
  expect(await runCommand(['serve'], there)).toMatchObject({ code: 1, stderr: expect.stringMatching(/dat is niet afgemaakt[^]*afgebroken voordat alles was gedaan[^]*balie restore --finish/) });
  expect(await runCommand(['doctor'], there)).toMatchObject({ code: 2, stdout: expect.stringMatching(/FOUT +Terugzetten van reservekopie: [^\n]*\n +> Voer eerst balie restore --finish uit/) });
  expect(await runCommand(['restore', '--finish'], there)).toMatchObject({ code: 0 });
  await starts();
});
