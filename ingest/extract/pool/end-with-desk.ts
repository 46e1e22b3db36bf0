import { Worker } from 'node:worker_threads';

/**
 * Ties a reading process to the desk that started it: it ends when the desk is gone, also when that was killed, and not
 * before. Called once, at the start.
 */
export function endWithDesk(): void {
  const desk = Number(process.argv[2]);
  if (process.ppid !== desk) process.exit();
  process.on('disconnect', () => process.exit());
  // While a document has the main thread in a loop nothing is heard of the channel; a thread of its own still looks.
  new Worker(new URL('./watchdog.ts', import.meta.url), {
    execArgv: [],
    workerData: desk,
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  }).unref();
  // A terminal and systemd send these to every process; it is the desk that decides what they end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
}
