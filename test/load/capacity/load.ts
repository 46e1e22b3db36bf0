import type { Audience } from '../../../src/models/call.ts';
import { randomNumbers } from '../../support/random.ts';

/** Somebody who asks. */
export interface Ask {
  readonly at: number;
  readonly prompt: number;
  readonly answer: number;
  readonly audience: Audience;
  /** So long they wait before they leave. */
  readonly patienceMs: number;
}

export interface Load {
  readonly perSecond: number;
  readonly count: number;
  readonly seed: number;
  /** Tokens of a question with its passages, each alike. */
  readonly prompt: number;
  /** Tokens of an answer on average: exponential, or `spread` times that and less around it. */
  readonly answer: number;
  readonly spread?: number;
  readonly patienceMs?: number;
  /** Share of employees. */
  readonly employees?: number;
}

/** Who comes when, at random and independent of each other (Poisson): the same for the same seed. */
export function arrivals({ perSecond, count, seed, prompt, answer, spread, patienceMs = Infinity, employees = 0 }: Load): Ask[] {
  const dice = randomNumbers(seed);
  const uniform = () => (dice(1_000_000_000) + 0.5) / 1_000_000_000;
  const exponential = () => -Math.log(uniform());
  let at = 0;
  return Array.from({ length: count }, () => {
    at += (exponential() * 1_000) / perSecond;
    const tokens = answer * (spread === undefined ? exponential() : 1 - spread + 2 * spread * uniform());
    return { at, prompt, answer: tokens, audience: uniform() < employees ? ('employee' as const) : ('resident' as const), patienceMs };
  });
}
