import { BalieError, foreignCode } from '../errors.ts';

/** So few at first: they may be files of 50 MB each. */
const FIRST = 20;
const MOST = 5_000;
/** The next part is as large as goes in about so long: who makes a hold waits for one, and with the embedded database everybody does. */
const PART_MS = 2_000;
/** A part that takes more than this share of what a larger one took, takes as long as that. */
const SAME = 0.8;
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
  let last: Part | undefined;
  let isTried = false;
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
    const now = { size, tookMs: Math.max(1, performance.now() - began) };
    let growth = Math.min(GROWTH, PART_MS / now.tookMs);
    if (isLooking(last, now)) growth = GROWTH;
    else if (growth < 1 && size <= FIRST && !isTried) {
      // Once: whether it is slow in the taking, or in the looking, which a larger one does as fast.
      isTried = true;
      growth = GROWTH;
    }
    last = now;
    size = Math.min(most, Math.max(Math.min(FIRST, most), Math.floor(size * growth)));
  }
}

interface Part {
  readonly size: number;
  readonly tookMs: number;
}

/** Whether the time goes into finding what is past: a part of another size takes about as long. Then small parts are only more looking. */
function isLooking(last: Part | undefined, { size, tookMs }: Part): boolean {
  if (last === undefined || size === last.size) return false;
  return size < last.size ? tookMs > last.tookMs * SAME : tookMs * SAME < last.tookMs;
}

function isCanceled(error: unknown): boolean {
  return foreignCode(error) === CANCELED || (error instanceof BalieError && foreignCode(error.cause) === CANCELED);
}
