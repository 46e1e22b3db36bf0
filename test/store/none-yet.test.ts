import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backup } from '../../src/cli/commands/backup.ts';
import { doctor } from '../../src/cli/commands/doctor.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Database } from '../../src/store/database.ts';
import { openInMemory } from '../../src/store/embedded/open.ts';
import { joinAsItIs } from '../../src/store/open.ts';
import { commandOn } from '../support/keys-command.ts';
import { type OllamaHost, startOllamaHost } from '../support/ollama-host/index.ts';

let folder: string;
let empty: Database;
let host: OllamaHost;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-none-'));
  [empty, host] = await Promise.all([openInMemory(), startOllamaHost({ models: ['chat'] })]);
  await commandOn(backup, empty, {})('key', '--out', join(folder, 'backup.pem'));
});
afterAll(async () => {
  await host.stop();
  await empty.close();
  await rm(folder, { recursive: true, force: true });
});

const tables = async () => empty.query(`SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace`);

/** As on a machine on which the desk never ran: the key of the log is to be made, where one may be. */
async function examined(database: () => Promise<Database>) {
  const out: string[] = [];
  const config = { ...readConfig({ DATA_DIR: join(folder, 'data'), OLLAMA_URL: host.url, CHAT_MODEL: 'chat' }), auditKey: undefined };
  const code = await doctor.run({ values: {}, positionals: [], json: false, config, database, onFailure: () => undefined, out: (line) => void out.push(line), note: () => undefined, signal: new AbortController().signal });
  return { code, out: out.join('\n') };
}

test('a backup of what is no database is refused: none is made, and no key', async () => {
  const options = { databaseUrl: undefined, dataDir: join(folder, 'data'), onFailure: () => undefined };
  await expect(joinAsItIs(options)).rejects.toMatchObject({ code: 'database-none', detail: options.dataDir });
  const made = commandOn(backup, empty, { DATA_DIR: options.dataDir }, { auditKey: undefined });
  expect(await made(join(folder, 'x.backup'), '--key', join(folder, 'backup.pem.pub'))).toMatchObject({ code: 'database-none' });
  expect((await readdir(folder)).toSorted()).toEqual(['backup.pem', 'backup.pem.pub']);
  expect(await tables()).toEqual([]);
});

test('the doctor says that there is none yet, what to do, and how the rest is; it makes nothing', async () => {
  const nothing = await examined(() => joinAsItIs({ databaseUrl: undefined, dataDir: join(folder, 'data'), onFailure: () => undefined }));
  const bare = await examined(() => Promise.resolve(empty));
  for (const { code, out } of [nothing, bare]) {
    expect(code).toBe(1);
    expect(out).toMatch(/^LET OP {3}(?:Database: er is er nog geen in [^\n]+|Schema: er staat nog niets van Balie in)\n {9}> Start de balie/m);
    expect(out).toMatch(/^in orde {2}Model chat op ollama: antwoordt/m);
    expect(out).not.toMatch(/^FOUT|Ankerpunten/m);
  }
  expect(nothing.out).toContain(join(folder, 'data'));
  expect(bare.out).toMatch(/^in orde {2}pgvector: versie/m);
  expect((await readdir(folder)).toSorted()).toEqual(['backup.pem', 'backup.pem.pub']);
  expect(await tables()).toEqual([]);
});
