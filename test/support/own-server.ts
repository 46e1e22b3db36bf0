import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from '../../src/store/postgres.ts';

const run = promisify(execFile);
/** Servers refuse to run as root. */
const NOBODY = 65_534;
const AS_NOBODY = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
const PROGRAMS = ['initdb', 'pg_basebackup', 'pg_ctl', 'psql'];

/** Where the programs are of the server that the tests have. @returns undefined where it is elsewhere, or the tests have none. */
async function programsFolder(): Promise<string | undefined> {
  const url = process.env['DATABASE_URL'] ?? '';
  if (url === '') return undefined;
  const server = connect({ kind: 'postgresql', connection: { connectionString: url, max: 1 } });
  const [row] = await server.query<{ folder: string }>(`SELECT setting AS folder FROM pg_config WHERE name = 'BINDIR'`).catch(() => []);
  await server.close();
  const folder = row?.folder;
  return folder !== undefined && PROGRAMS.every((name) => existsSync(join(folder, name))) ? folder : undefined;
}

/** A folder in which PostgreSQL servers of a test's own can be made, with the programs of the one that all tests share. */
export interface ServerPlace {
  readonly folder: string;
  /** Of whichever server runs there. */
  readonly url: string;
  /** Runs a script as who owns the servers. */
  shell(script: string): Promise<void>;
  remove(): Promise<void>;
}

/** @returns undefined where there are no such programs, or they may not be used. */
export async function serverPlace(): Promise<ServerPlace | undefined> {
  const programs = await programsFolder();
  if (programs === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'balie-server-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(folder, NOBODY, NOBODY);
  const env = { PATH: `${programs}:${process.env['PATH'] ?? ''}`, PGHOST: folder, PGUSER: 'postgres', PGDATABASE: 'postgres' };
  const shell = async (script: string) => {
    const args = ['-e', '-c', script];
    await (isRoot ? run('setpriv', [...AS_NOBODY, 'sh', ...args], { cwd: folder, env }) : run('sh', args, { cwd: folder, env }));
  };
  const isUsable = await shell('initdb --version').then(() => true, () => false);
  const remove = async () => {
    await rm(folder, { recursive: true, force: true });
  };
  if (isUsable) return { folder, url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`, shell, remove };
  await remove();
  return undefined;
}
