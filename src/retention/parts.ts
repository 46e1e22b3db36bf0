import { BalieError, foreignCode } from '../errors.ts';

/** So few at first: they may be files of 50 MB each. */
const FIRST = 20;
const MOST = 5_000;
/** The next part is as large as goes in about so long: who makes a hold waits for one, and with the embedded database everybody does. */
const PART_MS = 2_000;
const GROWTH = 4;
/** PostgreSQL ended the statement, as it took too long. */
const CANCELED = '57014';

/**
 * Takes what is to go in parts, as large as go in a short time, until there is nothing left. A part that takes too long goes in smaller ones, and no later one
 * is as large.
 * @param take takes so many at most, in a transaction of its own. @returns how many those were.
 * @param onGone hears of each part that went, also of those before a fault.
 */
export async function inParts(take: (atMost: number) => Promise<number>, onGone: (count: number) => void): Promise<void> {
  let most = MOST;
  let size = FIRST;
  for (;;) {
    const began = performance.now();
    try {
      const gone = await take(size);
      if (gone === 0) return;
      onGone(gone);
    } catch (error) {
      if (!isCanceled(error) || size === 1) throw error;
      most = Math.ceil(size / GROWTH);
      size = most;
      continue;
    }
    const growth = Math.min(GROWTH, PART_MS / Math.max(1, performance.now() - began));
    size = Math.max(1, Math.min(most, Math.floor(size * growth)));
  }
}

function isCanceled(error: unknown): boolean {
  return foreignCode(error) === CANCELED || (error instanceof BalieError && foreignCode(error.cause) === CANCELED);
}
