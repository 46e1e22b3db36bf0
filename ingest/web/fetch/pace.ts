import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../types.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await wait(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
  },
};

/** Keeps the pause between two requests to one host, counted from the end of the first. */
export class Pace {
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;
  readonly #last = new Map<string, number>();

  constructor(clock: Clock, signal: AbortSignal | undefined) {
    this.#clock = clock;
    this.#signal = signal;
  }

  /** Waits until the host may be asked again. Rejects with the signal's reason. */
  async turn(host: string, delayMs: number): Promise<void> {
    this.#signal?.throwIfAborted();
    const last = this.#last.get(host);
    const left = last === undefined ? 0 : last + delayMs - this.#clock.now();
    if (left > 0) await this.#clock.sleep(left, this.#signal);
    this.used(host);
  }

  /** Says that a request to the host ended now. */
  used(host: string): void {
    this.#last.set(host, this.#clock.now());
  }

  async rest(ms: number): Promise<void> {
    await this.#clock.sleep(ms, this.#signal);
  }

  now(): number {
    return this.#clock.now();
  }
}
