import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes, seen by the programs that are started `through` it alone. */
export interface SmallDisk {
  /** Where those programs see it, and where this test does. */
  readonly inside: string;
  readonly outside: string;
  /** Goes before the command line of a program. */
  readonly through: readonly string[];
  /** Leaves not one byte free. */
  fill(): void;
  makeRoom(): void;
  remove(): Promise<void>;
}

/** As who is nobody special, in a user namespace of one's own; and as root where those are not allowed. */
const WAYS = [
  { unshare: ['--user', '--map-root-user', '--mount'], enter: ['--user', '--preserve-credentials', '--mount'] },
  { unshare: ['--mount'], enter: ['--mount'] },
] as const;

/**
 * @param as `root` where a program on it runs as another user than who starts it: a user namespace would know that user by no number.
 * @returns undefined where a disk may not be mounted here (a container without that right, or not Linux).
 */
export async function smallDisk(megabytes: number, as?: 'root'): Promise<SmallDisk | undefined> {
  const inside = await mkdtemp(join(tmpdir(), 'balie-disk-'));
  for (const { unshare, enter } of as === 'root' ? WAYS.slice(1) : WAYS) {
    const holder = await mounted([...unshare, 'sh', '-c', 'mount -t tmpfs -o size="$0"m tmpfs "$1" && echo mounted && exec sleep 900', String(megabytes), inside]);
    if (holder === undefined) continue;
    const outside = `/proc/${holder.pid}/root${inside}`;
    const filler = join(outside, 'filler');
    return {
      inside,
      outside,
      through: ['nsenter', '--target', String(holder.pid), ...enter],
      fill: () => fill(filler),
      makeRoom: () => rmSync(filler, { force: true }),
      async remove() {
        // The disk goes with the last who sees it.
        holder.kill('SIGKILL');
        await rm(inside, { recursive: true, force: true });
      },
    };
  }
  await rm(inside, { recursive: true });
  return undefined;
}

async function mounted(args: readonly string[]): Promise<ChildProcess | undefined> {
  const holder = spawn('unshare', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  process.once('exit', () => holder.kill('SIGKILL'));
  const isMounted = await new Promise<boolean>((resolve) => {
    holder.stdout.once('data', () => resolve(true));
    holder.once('error', () => resolve(false));
    holder.once('close', () => resolve(false));
  });
  return isMounted ? holder : undefined;
}

function fill(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (const size of [1_048_576, 4_096, 1]) writeAll(file, Buffer.alloc(size));
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, piece: Buffer): void {
  try {
    for (;;) if (writeSync(file, piece) < piece.length) return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
