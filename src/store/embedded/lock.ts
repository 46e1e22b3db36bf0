import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import { foreignCode } from '../../errors.ts';

/** Who owns a data folder, as written in its lock file. */
export interface Owner {
  readonly pid: number;
  /** When the process began, in the kernel's ticks: tells a new process with a used-again id (1 in a container) apart. */
  readonly began: string;
  readonly host: string;
  /** The folder of the Unix socket through which other commands reach the embedded database. */
  readonly socketDir: string;
}

export interface Lock {
  release(): Promise<void>;
}

const HEARTBEAT_MS = 10_000;
const STALE_MS = 35_000;

export function thisProcess(socketDir: string): Owner {
  return { pid: process.pid, began: beganAt(process.pid) ?? '', host: hostname(), socketDir };
}

/**
 * Takes the lock file, for life: PGlite loses acknowledged rows when two processes write one folder.
 * @returns the lock, or the living owner who has it.
 */
export async function acquireLock(path: string, me: Owner): Promise<Lock | Owner> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await create(path, me)) return hold(path);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const owner = parseOwner(text);
    if (owner !== undefined && (await isAlive(owner, path))) return owner;
    await discard(path, text);
  }
  throw new Error(`cannot take the lock ${path}`);
}

async function create(path: string, me: Owner): Promise<boolean> {
  // Written aside and linked into place, so that nobody ever reads half a lock.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (foreignCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Puts a dead owner's lock away, and puts it back if a new owner's was taken by mistake. */
async function discard(path: string, dead: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== dead) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function hold(path: string): Lock {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      await rm(path, { force: true });
    },
  };
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Owner>;
    const { pid, began, host, socketDir } = value;
    if (typeof pid !== 'number' || typeof began !== 'string' || typeof host !== 'string') return undefined;
    return typeof socketDir === 'string' ? { pid, began, host, socketDir } : undefined;
  } catch {
    return undefined;
  }
}

async function isAlive(owner: Owner, path: string): Promise<boolean> {
  if (await answers(owner.socketDir)) return true;
  if (owner.host === hostname()) return beganAt(owner.pid) === owner.began;
  // Another host or container: its processes cannot be seen from here, its heartbeat can.
  const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? 0);
  return age < STALE_MS;
}

/** Whether an owner's database can be reached. */
function answers(socketDir: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(`${socketDir}/.s.PGSQL.5432`);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });
}

/** @returns when a process began, or undefined when it does not run. Without /proc (macOS) every living process is alike. */
function beganAt(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (foreignCode(error) !== 'EPERM') return undefined;
  }
  try {
    // The second field, the program's name, may hold spaces and brackets: count from the last bracket (proc(5), field 22).
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return 'running';
  }
}
