/** A third of the time after which a process that says nothing counts as gone. */
const SWEEP_MS = 10_000;

/**
 * Sweeps the log of turns now and every few seconds. Whoever takes turns does this for as long as they run: a sweep also tells
 * the others that this process lives, and they end the turns of one that was silent for half a minute.
 * @returns the timer, to be cleared when no more turns are taken.
 */
export async function keepSweeping(sweep: () => Promise<unknown>, onError: (error: unknown) => void): Promise<NodeJS.Timeout> {
  await sweep();
  return setInterval(() => void sweep().catch(onError), SWEEP_MS).unref();
}
