import { Worker } from 'node:worker_threads';
import { BalieError, type ErrorCode } from '../../errors.ts';
import type { ExportDocument, ExportFormat } from './document.ts';
import { exportFile, type ExportedFile } from './export.ts';

/** What a thread is given. */
export interface ToMake {
  readonly document: Omit<ExportDocument, 'made'>;
  readonly format: ExportFormat;
  readonly at: Date;
}

/** What it gives back. */
export type Made = ExportedFile | { readonly fault: ErrorCode };

interface Options {
  /** Files that are made beside each other. */
  readonly atOnce?: number;
  /** Who waits besides; more are refused. */
  readonly waiting?: number;
  /** Longer than the largest conversation takes on a slow machine. */
  readonly patienceMs?: number;
}

const MEMORY_MB = 512;

/** Makes files beside the desk, a few at once. */
export function createExports({ atOnce = 2, waiting = 10, patienceMs = 60_000 }: Options = {}) {
  const line: (() => void)[] = [];
  let busy = 0;

  async function enter(signal: AbortSignal): Promise<void> {
    if (busy < atOnce) return void (busy += 1);
    if (line.length >= waiting) throw new BalieError('export-busy');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      line.splice(line.indexOf(resolve), 1);
      reject(signal.reason as Error);
    };
    line.push(resolve);
    signal.addEventListener('abort', leave, { once: true });
    await promise.finally(() => signal.removeEventListener('abort', leave));
  }

  /** The place goes to who waits longest, without being free in between. */
  function left(): void {
    const next = line.shift();
    if (next === undefined) busy -= 1;
    else next();
  }

  return {
    /**
     * @param signal of who asks: when they leave, it stops.
     * @throws BalieError `export-letters`; `export-busy`; `export-too-long` for what takes too long or too much memory.
     */
    async make(wanted: ToMake, signal: AbortSignal): Promise<ExportedFile> {
      // It is text that is put together: sooner done than a thread has begun.
      if (wanted.format === 'md') return exportFile(wanted.document, wanted.format, wanted.at);
      signal.throwIfAborted();
      await enter(signal);
      try {
        // They may have left between their turn and this.
        signal.throwIfAborted();
        return await onThread(wanted, signal, patienceMs);
      } finally {
        left();
      }
    },
  };
}

async function onThread(wanted: ToMake, signal: AbortSignal, patienceMs: number): Promise<ExportedFile> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: wanted, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  const { promise, resolve, reject } = Promise.withResolvers<Made>();
  worker.once('message', resolve);
  worker.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new BalieError('export-too-long', { cause: error }) : error));
  worker.once('exit', (code) => reject(new Error(`the thread that makes a file ended (${code})`)));
  const timer = setTimeout(() => reject(new BalieError('export-too-long')), patienceMs);
  const leave = () => reject(signal.reason as Error);
  signal.addEventListener('abort', leave, { once: true });
  try {
    const made = await promise;
    if ('fault' in made) throw new BalieError(made.fault);
    return made;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
    await worker.terminate();
  }
}
