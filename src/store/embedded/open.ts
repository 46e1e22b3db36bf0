import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { BalieError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { connect } from '../postgres.ts';
import { acquireLock } from './lock.ts';
import { type Owner, thisProcess } from './owner.ts';

/** A Unix socket's path has room for 108 bytes on Linux and 104 on macOS. */
const MAX_SOCKET_PATH = 100;
const FOLDER = 'postgres';
const SOCKET_NAME = '.s.PGSQL.5432';
const CLOSE_MS = 10_000;
/** Time for an owner of the data folder to open its database: initdb on a slow disk takes several seconds. */
const START_MS = 30_000;
const POLL_MS = 100;
/** Bit of a folder's mode: users remove only their own files from it. */
const STICKY = 0o1000;

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Called when the database thread dies while in use; nothing can be stored from then on. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Opens the embedded database of a data folder in a thread of its own.
 * @throws BalieError `data-dir-in-use` when another process owns the folder, `data-dir-unusable` when it cannot be written.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const opened = await own(options);
  if ('database' in opened) return opened.database;
  throw new BalieError('data-dir-in-use', { detail: `${options.dataDir} (proces ${opened.pid} op ${opened.host})` });
}

/**
 * Opens it, or, when a running server owns the folder, connects through that server's socket.
 * @throws BalieError as `openEmbedded`; `data-dir-starting` when that server takes too long to open it.
 */
export async function openOrJoinEmbedded(options: EmbeddedOptions): Promise<Database> {
  const until = Date.now() + START_MS;
  for (;;) {
    const opened = await own(options);
    if ('database' in opened) return opened.database;
    const joined = connect(target(opened.socketDir));
    try {
      await joined.query('SELECT 1');
      return joined;
    } catch (cause) {
      await joined.close();
      // An owner that has just begun has no socket yet, and one that is about to end has none any more.
      if (Date.now() > until) throw new BalieError('data-dir-starting', { detail: `${options.dataDir} (proces ${opened.pid} op ${opened.host})`, cause });
    }
    await sleep(POLL_MS);
  }
}

/** A new database in memory, for measurements. */
export async function openInMemory(): Promise<Database> {
  const { socketDir, close } = await startInMemory();
  const db = joinInMemory(socketDir);
  return { ...db, close: () => db.close().then(close) };
}

/**
 * A new database in memory for several users after each other, also of other processes; a copy of a dumped one (a tar file) where `template` names it.
 * @returns where they find it, and what ends it.
 */
export async function startInMemory(template?: string): Promise<{ socketDir: string; close(): Promise<void> }> {
  const socketDir = await mkdtemp(join(tmpdir(), 'balie-'));
  const afterClose = () => rm(socketDir, { recursive: true, force: true });
  const db = await start({ dataDir: 'memory://', socketDir, template, onFailure: () => undefined, afterClose });
  return { socketDir, close: () => db.close() };
}

/** Connections of one's own to a database in memory. */
export function joinInMemory(socketDir: string): Database {
  return connect(target(socketDir));
}

/** Whether a data folder has a database: it is made by who opens it. */
export async function isEmbeddedIn(dataDir: string): Promise<boolean> {
  return (await stat(join(dataDir, FOLDER)).catch(() => undefined)) !== undefined;
}

async function own({ dataDir, onFailure }: EmbeddedOptions): Promise<{ database: Database } | Owner> {
  const folder = resolve(dataDir);
  let release: () => Promise<void>;
  let socketDir: string;
  try {
    await ownFolder(folder);
    socketDir = await socketFolder(folder);
    const leaveSocketFolder = () => (isBelow(socketDir, folder) ? Promise.resolve() : rm(socketDir, { recursive: true, force: true }));
    const lock = await acquireLock(join(folder, 'balie.lock'), thisProcess(socketDir), { onLost: onFailure });
    if (!('release' in lock)) {
      await leaveSocketFolder();
      return lock;
    }
    release = () => leaveSocketFolder().then(() => lock.release());
  } catch (error) {
    throw new BalieError('data-dir-unusable', { detail: folder, cause: error });
  }
  try {
    const postgres = join(folder, FOLDER);
    // Before PGlite, which makes its files readable and writable by all.
    await ownFolder(postgres);
    await rm(join(socketDir, SOCKET_NAME), { force: true });
    return { database: await start({ dataDir: postgres, socketDir, onFailure, afterClose: release }) };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The folder of the socket: in the data folder, or a temporary one where that path is too long. */
async function socketFolder(folder: string): Promise<string> {
  const inside = join(folder, 'run');
  if (Buffer.byteLength(join(inside, SOCKET_NAME)) > MAX_SOCKET_PATH) return mkdtemp(join(tmpdir(), 'balie-'));
  await ownFolder(inside);
  return inside;
}

/** Makes a folder that only this user may enter, also where it is there already: the socket and the files give away everything. */
async function ownFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { uid, mode } = await stat(path);
  // A folder of another user, or one that all share such as /tmp, is not ours to close; what we make inside it is.
  if (uid !== process.getuid?.() || (mode & STICKY) !== 0) return;
  // Refused on some network disks, which keep rights of their own.
  await chmod(path, 0o700).catch(() => undefined);
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder + sep);
}

interface StartOptions extends EmbeddedOptions {
  readonly socketDir: string;
  readonly template?: string | undefined;
  readonly afterClose: () => Promise<void>;
}

async function start({ dataDir, socketDir, template, onFailure, afterClose }: StartOptions): Promise<Database> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: { dataDir, socketPath: join(socketDir, SOCKET_NAME), template },
  });
  let closing = false;
  const exited = new Promise<void>((done) => worker.once('exit', () => done()));
  await new Promise<void>((ready, failed) => {
    const fail = (error: Error) => failed(new BalieError('data-dir-unusable', { detail: dataDir, cause: error }));
    worker.once('message', () => ready());
    worker.once('error', fail);
    worker.once('exit', (code) => fail(new Error(`the database thread ended (${code})`)));
  });
  worker.on('error', (error) => onFailure(error));
  worker.on('exit', (code) => closing || onFailure(new Error(`the database thread ended (${code})`)));

  return connect({
    ...target(socketDir),
    async afterClose() {
      closing = true;
      worker.postMessage('close');
      const timer = setTimeout(() => void worker.terminate(), CLOSE_MS);
      await exited;
      clearTimeout(timer);
      await afterClose();
    },
  });
}

/** A connection is made only once the database is done with what it is at: that may be an index. */
const CONNECT_MS = 90_000;

function target(socketDir: string) {
  return {
    kind: 'embedded',
    connection: { host: socketDir, user: 'postgres', database: 'postgres', connectionTimeoutMillis: CONNECT_MS },
  } as const;
}
