import { type ChildProcess, type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { patiently } from './patience.ts';
import { templatePath } from './template.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const run = promisify(execFile);
/**
 * A program of a test lives for seconds: what WebAssembly is compiled a second time for, to run faster, is not earned back. What is measured
 * (`test/bench`, without Vitest) runs as it does with a municipality.
 */
const FLAGS = process.env['VITEST'] === undefined ? [] : ['--liftoff-only'];
const started = new Set<ChildProcess>();
// Vitest may end a worker without its hooks: no program of a test outlives it.
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The real program as a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  readonly stdout: string;
  readonly stderr: string;
  readonly exited: Promise<Exit>;
  /** Waits until its output shows a text: who stops it then does so before anything else happens here. @throws Error when the program ends without it. */
  printed(pattern: RegExp, where?: 'stdout' | 'stderr'): Promise<RegExpExecArray>;
  /** Waits for the URL of the desk, and until it has read its documents: a desk on a busy machine opens before that. `isEarly`: until it is open. */
  url(isEarly?: boolean): Promise<string>;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Exit>;
}

/**
 * Starts `balie` with these arguments. Of the environment it only sees `env`, so that nothing of the machine leaks in.
 * @param through a command that starts it in its own place, with what that is told.
 * @param output where its standard output goes; read along when not given.
 */
export function startProgram(args: readonly string[], env: Readonly<Record<string, string>>, through: readonly string[] = [], output: number | 'pipe' = 'pipe'): Program {
  const [command, ...before] = [...through, process.execPath];
  const child = spawn(command, [...before, ...FLAGS, main, ...args], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', CHAT_MODEL: 'chat', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '', ...env },
    stdio: ['ignore', output, 'pipe'],
  }) as ChildProcessByStdio<null, Readable | null, Readable>;
  started.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = new Promise<Exit>((resolve) => {
    // `close` comes after the last output, `exit` may come before it; a test that hung up itself sees no output's end.
    child.once('close', (code, signal) => {
      started.delete(child);
      resolve({ code, signal });
    });
  });
  const program: Program = {
    child,
    get stdout() {
      return stdout;
    },
    get stderr() {
      return stderr;
    },
    exited,
    printed: (pattern, where = 'stderr') =>
      patiently((bring, fail) => {
        const look = () => {
          const found = pattern.exec(program[where]);
          if (found !== null) bring(found);
        };
        child[where]?.on('data', look);
        look();
        void exited.then(({ code }) => fail(new Error(`the program ended (${code}) without ${pattern}:\n${stderr}${stdout}`)));
        return () => void child[where]?.off('data', look);
      }, () => `the program runs, without ${pattern}:\n${stderr}${stdout}`),
    async url(isEarly = false) {
      const [, url = '', isReading] = await program.printed(/klaar: (http\S+)\n(?:\n(Er worden nog documenten gelezen))?/);
      if (isReading !== undefined && !isEarly) await program.printed(/^Klaar: /m);
      return url;
    },
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
  return program;
}

/** Runs one command to its end. */
export async function runCommand(args: readonly string[], env: Readonly<Record<string, string>>, through: readonly string[] = []): Promise<Program & Exit> {
  const program = startProgram(args, env, through);
  const exit = await program.exited;
  return Object.assign(program, exit);
}

/** Ends every program that still runs: for `afterAll`. */
export async function endPrograms(): Promise<void> {
  for (const child of started) {
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await closed;
  }
}

export interface Installation {
  /** A folder of this test's own; everything below is in it. */
  readonly folder: string;
  readonly dataDir: string;
  readonly documents: string;
  /** What the program needs to run here. */
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

const DOCUMENTS: Readonly<Record<string, string>> = {
  'paspoort.md': '# Paspoort aanvragen\n\nEen paspoort voor volwassenen kost € 86,20. U betaalt bij de balie van het stadhuis.\n',
  'rijbewijs.md': '# Rijbewijs aanvragen\n\nEen rijbewijs kost € 51,40. U haalt het rijbewijs na vijf werkdagen op.\n',
  'verhuizing.md': '# Verhuizing doorgeven\n\nGeef uw verhuizing door vanaf vier weken voor de verhuizing tot vijf dagen erna.\n',
};

/**
 * An installation with a few documents that have not been read yet.
 * @param options `fresh`: without a database, as on a new machine; `settings`: lines of YAML behind those of the installation.
 */
export async function makeInstallation({ fresh = false, settings = '' } = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'balie-process-'));
  const documents = join(folder, 'documenten');
  const dataDir = join(folder, 'data');
  await mkdir(documents);
  for (const [name, text] of Object.entries(DOCUMENTS)) await writeFile(join(documents, name), text);
  await writeFile(join(folder, 'balie.yaml'), `${CONFIG}${settings}`);
  // Without this each start would spend seconds on initdb.
  if (!fresh) await unpackDatabase(join(dataDir, 'postgres'));
  const env = { CONFIG: join(folder, 'balie.yaml'), DATA_DIR: dataDir, OLLAMA_URL: 'http://127.0.0.1:9' };
  return { folder, dataDir, documents, env, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Puts a database into a folder, a migrated one where no other dump is given: to make one takes seconds of processor time. */
export async function unpackDatabase(folder: string, template = templatePath): Promise<void> {
  if (!existsSync(template)) throw new Error('run these tests through vitest, which makes the template');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await run('tar', ['--extract', '--file', template, '--directory', folder, '--strip-components', '0']);
}

/** It has no factsheet: it is on all the same. */
const CONFIG = `municipality:
  name: Gemeente Proefstad
  website: https://www.proefstad.example/
  phone: 14 000
  phoneHours: op werkdagen
  email: info@proefstad.example
  address: Stadhuisplein 1, Proefstad
  privacyOfficer: fg@proefstad.example
goingLive:
  exceptions: [{ assistant: loket, reason: Deze balie is van een test., until: '${new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)}' }]
retention:
  said: P28D
collections:
  - id: producten
    title: Producten en diensten
    owner: Team Publiekszaken
    readers: [resident]
    folder: documenten
`;
