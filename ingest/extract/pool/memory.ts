import { readFile } from 'node:fs/promises';

const INTERVAL_MS = 250;

/**
 * Calls `onOver` once when a process has more than `limit` megabytes in memory: the heap limit of V8 leaves out array
 * buffers, WebAssembly and native memory. Linux only; elsewhere there is no more than the heap limit.
 * @returns What ends the watch.
 */
export function watchMemory(pid: number, limit: number, onOver: () => void): () => void {
  if (process.platform !== 'linux') return () => undefined;
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    // Kilobytes, whatever the size of a page; nothing of it once the process has ended.
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    looking = false;
    if (Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0) <= limit * 1024) return;
    clearInterval(timer);
    onOver();
  };
  const timer = setInterval(() => void look(), INTERVAL_MS);
  return () => clearInterval(timer);
}
