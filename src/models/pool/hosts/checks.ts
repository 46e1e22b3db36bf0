import { asBalieError, BalieError } from '../../../errors.ts';
import type { Pool } from '../pool.ts';
import type { PoolHost } from './pool-host.ts';

/** Asks hosts every so often which models they have: that also tells whether they are there. */
export class HostChecks {
  readonly #everyMs: number;
  readonly #limitMs: number;
  readonly #timers = new Map<PoolHost, NodeJS.Timeout>();
  readonly #running = new Map<PoolHost, Promise<void>>();
  readonly #end = new AbortController();

  /** @param everyMs 0: only when asked. */
  constructor(everyMs: number, limitMs: number) {
    this.#everyMs = everyMs;
    this.#limitMs = limitMs;
  }

  /** From now on, and at once. Nothing for one that is watched already. */
  watch(host: PoolHost, pool: Pool): void {
    if (this.#everyMs === 0 || this.#timers.has(host)) return;
    this.#timers.set(host, setInterval(() => void this.#check(host, pool), this.#everyMs).unref());
    void this.#check(host, pool);
  }

  unwatch(host: PoolHost): void {
    clearInterval(this.#timers.get(host));
    this.#timers.delete(host);
  }

  /** Asks all hosts of a pool now; one that is being asked already is not asked twice. */
  async now(pool: Pool): Promise<void> {
    await Promise.all(pool.hosts.map((host) => this.#check(host, pool)));
  }

  async close(): Promise<void> {
    for (const host of this.#timers.keys()) this.unwatch(host);
    this.#end.abort();
    await Promise.all(this.#running.values());
  }

  #check(host: PoolHost, pool: Pool): Promise<void> {
    const running = this.#running.get(host) ?? this.#ask(host, pool).finally(() => this.#running.delete(host));
    this.#running.set(host, running);
    return running;
  }

  async #ask(host: PoolHost, pool: Pool): Promise<void> {
    const limit = AbortSignal.any([AbortSignal.timeout(this.#limitMs), this.#end.signal]);
    try {
      pool.learned(host, await host.host.models(limit));
    } catch (error) {
      if (this.#end.signal.aborted) return;
      const isLate = limit.aborted && error === limit.reason;
      pool.failed(host, isLate ? new BalieError('model-silent', { detail: host.host.id, cause: error }) : asBalieError(error));
    }
  }
}
