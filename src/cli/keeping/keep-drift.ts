import { dayBefore, dutchDay, dutchTime } from '../../dutch-time.ts';
import type { DriftWatch } from '../../factsheet/drift/drift-watch.ts';
import { keepLooking } from './look.ts';

const LOOK_MS = 60_000;
/** By the Dutch clock, when the night's reading of folders and websites has mostly ended. */
const AT = '04:30';

interface Keeping {
  readonly onError: (error: unknown) => void;
  readonly now?: () => Date;
  readonly everyMs?: number;
}

/** Compares the desk with its factsheet now, each night, and within a minute of a publication. What cannot be done is tried again in a minute. @returns what stops it. */
export function keepDrift(watch: Pick<DriftWatch, 'look' | 'follow'>, { onError, now = () => new Date(), everyMs = LOOK_MS }: Keeping): () => void {
  let looked: string | undefined;
  // A day begins at the hour of the look: what is looked at before that is of the day before.
  const dayOf = (at: Date) => (dutchTime(at) >= AT ? dutchDay(at) : dayBefore(dutchDay(at), 1));
  const once = async () => {
    const day = dayOf(now());
    if (looked === day) return watch.follow();
    await watch.look();
    looked = day;
  };
  void once().catch(onError);
  return keepLooking(once, { everyMs, onError });
}
