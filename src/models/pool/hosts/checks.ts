import { asBalieError, BalieError } from '../../../errors.ts';
import type { HostModel, ModelHost } from '../../call.ts';
import type { Pool } from '../pool.ts';
import type { PoolSettings } from '../settings.ts';
import type { PoolHost } from './pool-host.ts';

interface Watched {
  /** Its place in each pool that it is in: it is asked once for all. */
  readonly places: Map<PoolHost, Pool>;
  readonly timer: NodeJS.Timeout | undefined;
}

/** Asks hosts every so often which models they have: that also tells whether they are there. */
export class HostChecks {
  readonly #settings: Pick<PoolSettings, 'checkEveryMs' | 'checkMs'>;
  readonly #watched = new Map<ModelHost, Watched>();
  readonly #running = new Map<ModelHost, Promise<void>>();
  readonly #end = new AbortController();

  constructor(settings: Pick<PoolSettings, 'checkEveryMs' | 'checkMs'>) {
    this.#settings = settings;
  }

  /** From now on, and at once. Nothing for one that is watched already. */
  watch(place: PoolHost, pool: Pool): void {
    const { host } = place;
    const known = this.#watched.get(host);
    if (known?.places.has(place) === true) return;
    const { checkEveryMs } = this.#settings;
    const timer = known === undefined && checkEveryMs > 0 ? setInterval(() => void this.#check(host), checkEveryMs).unref() : known?.timer;
    this.#watched.set(host, { places: new Map([...(known?.places ?? []), [place, pool]]), timer });
    if (checkEveryMs > 0) void this.#check(host);
  }

  unwatch(place: PoolHost): void {
    const known = this.#watched.get(place.host);
    known?.places.delete(place);
    if (known === undefined || known.places.size > 0) return;
    clearInterval(known.timer);
    this.#watched.delete(place.host);
  }

  /** Asks all hosts of a pool now; one that is being asked already is not asked twice. */
  async now(pool: Pool): Promise<void> {
    await Promise.all(pool.hosts.map(({ host }) => this.#check(host)));
  }

  async close(): Promise<void> {
    for (const { timer } of this.#watched.values()) clearInterval(timer);
    this.#watched.clear();
    this.#end.abort();
    await Promise.all(this.#running.values());
  }

  #check(host: ModelHost): Promise<void> {
    const running = this.#running.get(host) ?? this.#ask(host).finally(() => this.#running.delete(host));
    this.#running.set(host, running);
    return running;
  }

  async #ask(host: ModelHost): Promise<void> {
    const limit = AbortSignal.any([AbortSignal.timeout(this.#settings.checkMs), this.#end.signal]);
    try {
      const models: readonly HostModel[] = await host.models(limit);
      if (this.#end.signal.aborted) return;
      this.#tell(host, (pool, place) => pool.learned(place, models));
    } catch (error) {
      if (this.#end.signal.aborted) return;
      const isLate = limit.aborted && error === limit.reason;
      const fault = isLate ? new BalieError('model-silent', { detail: host.id, cause: error }) : asBalieError(error);
      // Who writes answers lives, however long its list takes.
      const isWriting = [...(this.#watched.get(host)?.places.keys() ?? [])].some((place) => place.isWriting);
      if (isWriting && (fault.code === 'model-silent' || fault.code === 'model-busy')) return;
      this.#tell(host, (pool, place) => pool.unchecked(place, fault));
    }
  }

  #tell(host: ModelHost, tell: (pool: Pool, place: PoolHost) => void): void {
    for (const [place, pool] of this.#watched.get(host)?.places ?? []) tell(pool, place);
  }
}
