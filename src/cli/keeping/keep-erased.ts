import { lastErasure } from '../../audit/erasure.ts';
import type { Queryable } from '../../store/database.ts';
import { keepLooking } from './look.ts';

/** One small query each time: what was erased by another process is in the memory of this one for no longer. */
const LOOK_MS = 2_000;

interface Watching {
  /** Lets go of what of it may be in memory. */
  readonly forget: () => void;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
}

/** Forgets what other processes erase on request, within seconds. @returns what stops it. */
export function watchErasures(db: Queryable, { forget, onError, everyMs = LOOK_MS }: Watching): () => void {
  let seen = 0;
  const look = async () => {
    const last = await lastErasure(db);
    // Another one, not a later one: a backup that was put back may have fewer.
    if (last !== seen) forget();
    seen = last;
  };
  return keepLooking(look, { everyMs, onError });
}
