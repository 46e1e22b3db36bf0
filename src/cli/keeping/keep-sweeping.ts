import type { TurnLog } from '../../audit/turn-log.ts';
import { oneAtATime } from './look.ts';

/** Shorter than each of the times after which a process that says nothing counts as gone (src/audit). */
const SWEEP_MS = 10_000;

/**
 * Sweeps the log of turns now and every few seconds. Whoever takes turns does this for as long as they run: a sweep also tells
 * the others that this process lives, and they end the turns of one that was silent for half a minute. While the database is silent, no
 * second sweep waits for it behind the first, and it is told once.
 * @returns the timer, to be cleared when no more turns are taken.
 */
export async function keepSweeping(sweep: () => Promise<unknown>, onError: (error: unknown) => void): Promise<NodeJS.Timeout> {
  await sweep();
  const once = oneAtATime(sweep, onError);
  return setInterval(() => void once(), SWEEP_MS).unref();
}

interface Logger {
  warn(fields: { count: number }, message: string): void;
  error(fields: { error: string }, message: string): void;
}

/** Ends the turns that a killed process left open, now and every few seconds. @returns what stops it. */
export async function watchTurns(log: Pick<TurnLog, 'sweep'>, logger: Logger): Promise<() => void> {
  const failed = (what: string) => (error: unknown) => logger.error({ error: String(error) }, what);
  const sweep = async () => {
    const count = await log.sweep(failed('turn not ended'));
    if (count > 0) logger.warn({ count }, 'turns were interrupted');
  };
  const sweeper = await keepSweeping(sweep, failed('sweep failed'));
  return () => clearInterval(sweeper);
}
