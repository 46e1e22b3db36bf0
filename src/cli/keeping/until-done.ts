import { setTimeout as sleep } from 'node:timers/promises';

interface Trying {
  readonly onError: (error: unknown) => void;
  readonly signal: AbortSignal;
  /** After the first fault, the second and so on; the last of them from then on. */
  readonly pausesMs?: readonly [number, ...number[]];
}

/** A database that another takes over from is there again in seconds. */
const PAUSES_MS = [1_000, 5_000, 20_000, 60_000] as const;

/** Does what may be done twice until it succeeds, or the signal ends it; each fault is told. */
export async function untilDone(work: () => Promise<void>, { onError, signal, pausesMs = PAUSES_MS }: Trying): Promise<void> {
  for (let tried = 0; !signal.aborted; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) return;
      onError(error);
    }
    await sleep(pausesMs[tried] ?? pausesMs.at(-1), undefined, { signal }).catch(() => undefined);
  }
}
