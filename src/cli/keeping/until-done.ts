import { setTimeout as sleep } from 'node:timers/promises';

/** Between the tries; the last one again and again. A connection that broke is there again at once, a server that is started anew within a minute. */
const WAITS_MS: readonly [number, ...number[]] = [250, 1_000, 2_000, 5_000];

interface Trying {
  /** Once it aborts there is one more try, at once: the last. */
  readonly signal: AbortSignal;
  /** Hears of the first failure. */
  readonly onFailing: (error: unknown) => void;
}

/** For what must be written because it happened: tries until it is. @throws what the last try throws after the signal aborts. */
export async function untilDone(work: () => Promise<void>, { signal, onFailing }: Trying): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const isLast = signal.aborted;
    try {
      return await work();
    } catch (error) {
      if (tries === 0) onFailing(error);
      if (isLast) throw error;
    }
    await sleep(WAITS_MS[tries] ?? WAITS_MS.at(-1), undefined, { signal, ref: false }).catch(() => undefined);
  }
}
