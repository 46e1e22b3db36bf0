/** Makes one file on a thread of its own: setting a long conversation takes seconds, in which the desk would answer nobody. */
import { parentPort, workerData } from 'node:worker_threads';
import { BalieError } from '../../errors.ts';
import type { Made, ToMake } from './aside.ts';
import { exportFile } from './export.ts';

const { document, format, at } = workerData as ToMake;
const made: Made = await exportFile(document, format, at).catch((error: unknown) => {
  // Only its code comes over: an error loses its class between threads.
  if (error instanceof BalieError) return { fault: error.code };
  throw error;
});
parentPort?.postMessage(made);
