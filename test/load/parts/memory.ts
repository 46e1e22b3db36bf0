import { readFileSync } from 'node:fs';
import type { Program } from '../../support/process.ts';

const MB = 1024 * 1024;
/** Of a program that was started with this its memory can be asked for; the port is free, and on this machine alone. */
export const WATCHED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

export interface Memory {
  /** What the process holds of the machine, in MB. */
  readonly resident: number;
  /** What its objects take after all that nobody refers to was collected, in MB: what grows here is a leak. */
  readonly heap: number;
  /** Buffers outside the heap, in MB. */
  readonly outside: number;
}

/** Resident memory alone: of a process that is not disturbed for it. */
export function residentOf({ child }: Program): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

/** Collects garbage in a `WATCHED` program, and says what is left. */
export async function memoryOf(program: Program): Promise<Memory> {
  const [, url = ''] = await program.printed(/Debugger listening on (ws:\S+)/);
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  const call = (method: string) => {
    const { promise, resolve } = Promise.withResolvers<Record<string, number>>();
    socket.addEventListener('message', ({ data }) => resolve((JSON.parse(String(data)) as { result: Record<string, number> }).result), { once: true });
    socket.send(JSON.stringify({ id: 1, method }));
    return promise;
  };
  await call('HeapProfiler.collectGarbage');
  const { usedSize = 0, backingStorageSize = 0 } = await call('Runtime.getHeapUsage');
  socket.close();
  return { resident: residentOf(program), heap: usedSize / MB, outside: backingStorageSize / MB };
}

/** By how much it grows in an hour, by least squares. @param points of time in ms, and what there was. */
export function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([time]) => time)), mean(points.map(([, value]) => value))];
  const over = points.reduce((sum, [time, value]) => sum + (time - x) * (value - y), 0);
  const under = points.reduce((sum, [time]) => sum + (time - x) ** 2, 0);
  return (over / under) * 3_600_000;
}
