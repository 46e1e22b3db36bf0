import { setTimeout as sleep } from 'node:timers/promises';

/** Between the tries; the last one again and again. A connection that broke is there again at once, a server that is started anew within a minute. */
const PAUSES_MS = [250, 1_000, 2_000, 5_000] as const;

interface Trying {
  readonly signal: AbortSignal;
  /** Hears of the first fault. */
  readonly onFailing: (error: unknown) => void;
  /** Of what must be written because it happened: once the signal aborts there is one more try, at once. */
  readonly hasLastTry?: boolean;
  readonly pausesMs?: readonly [number, ...number[]];
}

/** Does what may be done twice until it succeeds or the signal ends it. @throws what the last try throws. */
export async function untilDone(work: () => Promise<void>, { signal, onFailing, hasLastTry = false, pausesMs = PAUSES_MS }: Trying): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const isLast = signal.aborted;
    if (isLast && !hasLastTry) return;
    try {
      return await work();
    } catch (error) {
      if (isLast) throw error;
      if (tries === 0 && (hasLastTry || !signal.aborted)) onFailing(error);
    }
    await sleep(pausesMs[tries] ?? pausesMs.at(-1), undefined, { signal, ref: false }).catch(() => undefined);
  }
}
