import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
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

export function thisProcess(socketDir: string): Owner {
  return { pid: process.pid, began: beganAt(process.pid) ?? '', host: hostname(), socketDir };
}

/** @returns undefined for what is no owner's. */
export function parseOwner(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Owner>;
    const { pid, began, host, socketDir } = value;
    if (typeof pid !== 'number' || typeof began !== 'string' || typeof host !== 'string') return undefined;
    return typeof socketDir === 'string' ? { pid, began, host, socketDir } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @returns when a process began; undefined when it does not run; `hidden` when it runs and nothing is told of it: without /proc (macOS),
 *   or where a service may not see those of others (ProtectProc=invisible).
 */
export function beganAt(pid: number): string | undefined {
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
    return 'hidden';
  }
}
