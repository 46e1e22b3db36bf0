import { setTimeout as sleep } from 'node:timers/promises';
import { BalieError } from '../../../errors.ts';

/** So many requests in so long, as the register allows; who comes too early waits for a place, but not for ever. */
export interface Pace {
  /** @throws BalieError `register-limit` when there is no place soon. */
  take(signal: AbortSignal): Promise<void>;
}

interface Rule {
  readonly requests: number;
  readonly windowMs: number;
  /** A person waits for it. */
  readonly maxWaitMs: number;
}

/** What the register allows of one address. */
export const REGISTER_PACE: Rule = { requests: 25, windowMs: 60_000, maxWaitMs: 15_000 };

/** @param clock milliseconds that only go on. */
export function createPace({ requests, windowMs, maxWaitMs }: Rule, clock: () => number = () => performance.now()): Pace {
  /** When each of the last requests goes, or went: those that wait have their place in it already. */
  const taken: number[] = [];
  return {
    async take(signal) {
      const now = clock();
      while (taken[0] !== undefined && taken[0] <= now - windowMs) taken.shift();
      const turn = Math.max(now, (taken.at(-requests) ?? Number.NEGATIVE_INFINITY) + windowMs);
      if (turn - now > maxWaitMs) throw new BalieError('register-limit', { retryAfterMs: turn - now });
      taken.push(turn);
      if (turn > now) await sleep(turn - now, undefined, { signal });
    },
  };
}
