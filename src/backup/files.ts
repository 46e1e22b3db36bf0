import { createReadStream } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { BalieError, foreignCode } from '../errors.ts';
import type { BackupFile } from './dump.ts';

/** What of the data folder is in no backup: the database is carried by its rows, sockets and locks are of the moment, and keys are kept apart. */
const LEFT_OUT = /^(?:postgres|run|balie\.lock.*|.*\.key(?:\..*)?|.*\.pem|\.balie-.*)$/;
/** Nor backups that were made in the data folder itself, whole or not: each night's would hold those of all nights before. Older backups may have them. */
const BACKUPS = /\.backup(?:\.part)?$/;
const STAGE = '.balie-restore';

/** The files of the data folder that are not made from anything else. */
export async function filesOf(dataDir: string): Promise<readonly BackupFile[]> {
  const found: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    const names = await readdir(join(dataDir, folder)).catch((error: unknown) => (foreignCode(error) === 'ENOENT' ? [] : Promise.reject(error)));
    for (const name of names) {
      if (LEFT_OUT.test(name) || BACKUPS.test(name)) continue;
      const path = join(folder, name);
      const stats = await lstat(join(dataDir, path));
      if (stats.isDirectory()) await walk(path);
      // A link leads elsewhere: what it points to is not the data folder's.
      else if (stats.isFile()) found.push(path);
    }
  };
  await walk('');
  return found.toSorted((a, b) => a.localeCompare(b)).map((path) => ({ path, read: () => createReadStream(join(dataDir, path)) }));
}

/** Gives their places to files that a restore left aside; one that is in place already is not there any more. */
export async function placeLeft(dataDir: string): Promise<void> {
  const stage = join(dataDir, STAGE);
  const entries = await readdir(stage, { recursive: true, withFileTypes: true }).catch((error: unknown) => (foreignCode(error) === 'ENOENT' ? [] : Promise.reject(error)));
  await placeAll(dataDir, entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => relative(stage, join(parentPath, name))));
}

async function placeAll(dataDir: string, paths: readonly string[]): Promise<void> {
  const stage = join(dataDir, STAGE);
  for (const path of paths) {
    await requireFree(dataDir, path);
    await mkdir(dirname(join(dataDir, path)), { recursive: true, mode: 0o700 });
    await rename(join(stage, path), join(dataDir, path));
  }
  await rm(stage, { recursive: true, force: true });
}

/** What was made there since is not written over. */
async function requireFree(dataDir: string, path: string): Promise<void> {
  if ((await lstat(join(dataDir, path)).catch(() => undefined)) !== undefined) throw new BalieError('restore-not-empty', { detail: join(dataDir, path) });
}

/** Files of a backup on their way into a data folder: aside until all is known to be well. Of a restore that was killed before, nothing is left there. */
export async function stagedFiles(dataDir: string) {
  const stage = join(dataDir, STAGE);
  await rm(stage, { recursive: true, force: true });
  const paths: string[] = [];
  let current: FileHandle | undefined;
  const close = async () => {
    await current?.close();
    current = undefined;
  };
  return {
    async file(path: string): Promise<void> {
      await close();
      if (path !== normalize(path) || path.startsWith(sep) || path.split(sep).some((part) => part === '..' || LEFT_OUT.test(part))) throw new BalieError('backup-damaged', { detail: 'de naam van een bestand' });
      await requireFree(dataDir, path);
      await mkdir(dirname(join(stage, path)), { recursive: true, mode: 0o700 });
      paths.push(path);
      current = await open(join(stage, path), 'w', 0o600);
    },
    async bytes(bytes: Buffer): Promise<void> {
      await current?.appendFile(bytes);
    },
    /** Gives them their places. */
    async place(): Promise<void> {
      await close();
      await placeAll(dataDir, paths);
    },
    async drop(): Promise<void> {
      await close();
      await rm(stage, { recursive: true, force: true });
    },
  };
}
