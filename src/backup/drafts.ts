import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DRAFT } from './container.ts';

/** Who still writes a backup wrote some of it since, however slow the disk is: the file is no older than its last piece. */
const STALE_MS = 6 * 3_600_000;

/** Removes from a folder what backups left that were killed: each would keep its room for ever. @returns those files. */
export async function removeStale(folder: string, now: Date): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith(`.backup${DRAFT}`)) continue;
    const path = join(folder, name);
    const changed = (await stat(path).catch(() => undefined))?.mtime ?? now;
    if (now.getTime() - changed.getTime() < STALE_MS) continue;
    // In a folder where it may not: that is no reason to have no backup.
    if (await rm(path).then(() => true, () => false)) removed.push(path);
  }
  return removed;
}
