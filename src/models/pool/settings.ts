import type { BreakerSettings } from './hosts/breaker.ts';
import type { Shares } from './queue/fair-queue.ts';

export interface PoolSettings {
  /** What audiences get of the hosts when all wait, as weights. */
  readonly shares: Shares;
  /** So many may wait before a pool; whoever comes next is told at once that it is full. */
  readonly maxWaiting: number;
  /** Longest wait for a host. */
  readonly deadlineMs: number;
  /** How long a call is taken to run as long as none was measured. */
  readonly assumedMs: number;
  readonly breaker: BreakerSettings;
  /** How often hosts are asked what models they have (0: only when a call wants to know), and how long they may take over it. */
  readonly checkEveryMs: number;
  readonly checkMs: number;
}

/** Of what nobody waits for: little while others wait, and all that is left otherwise. */
export const BACKGROUND_SHARE = 0.1;

export const DEFAULTS: PoolSettings = {
  shares: { resident: 1, employee: 1, api: 1, background: BACKGROUND_SHARE },
  maxWaiting: 1_000,
  deadlineMs: 120_000,
  assumedMs: 8_000,
  breaker: { faults: 3, restMs: 2_000, maxRestMs: 60_000 },
  checkEveryMs: 15_000,
  checkMs: 5_000,
};
