import { readFile } from 'node:fs/promises';
import type { LockFile } from '../../factsheet/cards/npm-components.ts';

const LOCK_FILE = new URL('../../../package-lock.json', import.meta.url);

/** What Balie is installed from: the same for as long as it runs. */
export async function readLockFile(): Promise<LockFile> {
  return JSON.parse(await readFile(LOCK_FILE, 'utf8')) as LockFile;
}
