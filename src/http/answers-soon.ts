import { setTimeout as sleep } from 'node:timers/promises';
import type { AppDeps } from './deps.ts';

const PING_MS = 2_000;

/** Whether the database answers. One that is cut off without a word keeps a query waiting; whoever asks this does not wait along. */
export function answersSoon(ping: AppDeps['ping']): Promise<boolean> {
  const late = sleep(PING_MS, false, { ref: false });
  return Promise.race([ping().then(() => true, () => false), late]);
}
