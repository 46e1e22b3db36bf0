import { link, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import { BalieError, foreignCode } from '../../errors.ts';
import { beganAt, type Owner, parseOwner } from './owner.ts';

export interface Lock {
  release(): Promise<void>;
}

const HEARTBEAT_MS = 10_000;
const STALE_MS = 35_000;

interface LockOptions {
  /** Hears that another process has taken the lock that was held: two write the folder, and this one has to end. */
  readonly onLost: (error: Error) => void;
  /** When a process of this host began; other ones in tests. */
  readonly began?: typeof beganAt;
}

/**
 * Takes the lock file, for life: PGlite loses acknowledged rows when two processes write one folder.
 * @returns the lock, or the living owner who has it.
 */
export async function acquireLock(path: string, me: Owner, { onLost, began = beganAt }: LockOptions): Promise<Lock | Owner> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const taken = await create(path, me);
    if (taken === 'made') return hold(path, JSON.stringify(me), onLost);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const owner = parseOwner(text);
    if (owner !== undefined && (await isAlive(owner, path, taken.at, began))) return owner;
    await discard(path, text);
  }
  throw new Error(`cannot take the lock ${path}`);
}

/** @returns that it was made; else, as there is one, what time it is by the clock of the folder, which may be another host's. */
async function create(path: string, me: Owner): Promise<'made' | { readonly at: number }> {
  // Written aside and linked into place, so that nobody ever reads half a lock.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    await link(draft, path);
    return 'made';
  } catch (error) {
    if (foreignCode(error) === 'EEXIST') return { at: (await stat(draft)).mtimeMs };
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Puts a dead owner's lock away, and puts it back if another owner's was taken by mistake. @returns that other's. */
async function discard(path: string, dead: string): Promise<string | undefined> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return undefined;
  }
  const text = await readFile(aside, 'utf8');
  if (text !== dead) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return text === dead ? undefined : text;
}

function hold(path: string, mine: string, onLost: LockOptions['onLost']): Lock {
  let beating: Promise<void> | undefined;
  const timer = setInterval(() => {
    beating ??= beat(path, mine)
      .then((other) => other === undefined || lost(other))
      .catch(() => undefined)
      .then(() => (beating = undefined));
  }, HEARTBEAT_MS);
  timer.unref();
  function lost(other: string) {
    clearInterval(timer);
    const { pid = 0, host = '?' } = parseOwner(other) ?? {};
    onLost(new BalieError('data-dir-in-use', { detail: `${path} (proces ${pid} op ${host})` }));
  }
  return {
    async release() {
      clearInterval(timer);
      await beating;
      const other = await discard(path, mine);
      if (other !== undefined) lost(other);
    },
  };
}

/** Shows that the owner lives, by the clock of the folder: what is written there gets its time from that. @returns whose lock it is by now, where that is another's. */
async function beat(path: string, mine: string): Promise<string | undefined> {
  // What is open stays the same file, whoever puts another in its place meanwhile.
  const file = await open(path, 'r+');
  try {
    const text = await file.readFile('utf8');
    if (text !== mine) return text;
    await file.write(mine, 0);
    return undefined;
  } finally {
    await file.close();
  }
}

async function isAlive(owner: Owner, path: string, now: number, began: typeof beganAt): Promise<boolean> {
  if (await answers(owner.socketDir)) return true;
  const seen = owner.host === hostname() ? began(owner.pid) : 'hidden';
  if (seen !== 'hidden') return seen === owner.began;
  // Another host or container, or a process that systemd keeps from sight: its heartbeat can be seen.
  const age = now - ((await stat(path).catch(() => undefined))?.mtimeMs ?? 0);
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
