import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, glob, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { ownPort } from '../../support/ports.ts';

/** A PostgreSQL server of a script's own, that it may stop, kill, and start again on the same data. It flushes as one of a municipality does. */
export interface OwnPostgres {
  readonly url: string;
  readonly version: string;
  start(): Promise<void>;
  isUp(): Promise<boolean>;
  /** SIGINT: ends all connections and stops; SIGQUIT: stops as if its power failed. */
  stop(signal?: 'SIGINT' | 'SIGQUIT'): Promise<void>;
  remove(): Promise<void>;
}

interface Place {
  /** Goes before its command lines. */
  readonly through?: readonly string[];
  /** Where its data go, as it sees that itself; otherwise a folder in /tmp. */
  readonly folder?: string;
  readonly env?: Readonly<{ [name: string]: string }>;
}

/** Who is nobody on each Linux: the server does not run as root. */
export const NOBODY = 65_534;
const run = promisify(execFile);

/** The folder with `postgres` and `initdb`: `POSTGRES_BIN`, or where `.ci/postgres install` has put them. */
export async function postgresBin(): Promise<string | undefined> {
  const { POSTGRES_BIN, BALIE_POSTGRES = '/tmp/balie-ci-postgres' } = process.env;
  if (POSTGRES_BIN !== undefined) return POSTGRES_BIN;
  for await (const found of glob(`${BALIE_POSTGRES}/venv/lib/python3*/site-packages/embedded_postgres/pginstall/bin`)) return found;
  return undefined;
}

/** @throws Error where there is none to start. */
export async function ownPostgres({ through = [], folder, env = {} }: Place = {}): Promise<OwnPostgres> {
  const bin = await postgresBin();
  if (bin === undefined) throw new Error('no PostgreSQL: run .ci/postgres install, or set POSTGRES_BIN');
  const isRoot = process.getuid?.() === 0;
  const place = await mkdtemp(join(tmpdir(), 'balie-own-postgres-'));
  const data = folder ?? join(place, 'data');
  const before = [...through, ...(isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [])];
  // What it is given besides is the server's alone, not of what changes the user before it.
  const command = (program: string, args: readonly string[]) => [...before, 'env', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), join(bin, program), ...args] as const;
  const password = join(place, 'password');
  await writeFile(password, 'balie-load\n');
  if (folder === undefined) await mkdir(data, { mode: 0o700 });
  if (isRoot) for (const path of [place, password, ...(folder === undefined ? [data] : [])]) await chown(path, NOBODY, NOBODY);
  const [init = '', ...initArgs] = command('initdb', ['-D', data, '-U', 'postgres', `--pwfile=${password}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  await run(init, initArgs, { cwd: '/' });
  const port = await ownPort();
  const url = `postgres://postgres:balie-load@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;
  process.once('exit', () => child?.kill('SIGQUIT'));

  async function answers(): Promise<string | undefined> {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return (await client.query<{ server_version: string }>('SHOW server_version')).rows[0]?.server_version;
    } catch {
      return undefined;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  let version = '';
  async function start(): Promise<void> {
    const [program = '', ...args] = command('postgres', ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', place]);
    child = spawn(program, args, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' } });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
    for (const end = performance.now() + 60_000; ; await sleep(100)) {
      const found = await answers();
      if (found !== undefined) return void (version = found);
      if (child.exitCode !== null || performance.now() > end) throw new Error(`PostgreSQL does not start: ${said}`);
    }
  }
  async function stop(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
  await start();
  return {
    url,
    get version() {
      return version;
    },
    start,
    isUp: async () => (await answers()) !== undefined,
    stop,
    async remove() {
      await stop('SIGQUIT');
      await rm(place, { recursive: true, force: true });
    },
  };
}
