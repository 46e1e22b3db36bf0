import type { BalieError } from '../../../errors.ts';
import type { PoolHost } from './pool-host.ts';

/** Hears when a host is left alone, by the fault that was one too many, and when it answers again: once each. */
export type OnState = (host: string, state: 'open' | 'closed', fault?: BalieError) => void;

/** Which hosts of a pool are left alone, and for how long. */
export class HostRests {
  readonly #onState: OnState;
  readonly #onRested: (host: PoolHost) => void;
  readonly #timers = new Map<PoolHost, NodeJS.Timeout>();
  /** Those that were told to be out; one that goes meanwhile is of no interest any more. */
  readonly #out = new WeakSet<PoolHost>();
  #isClosed = false;

  /** @param onRested hears of a host that has rested, and may be tried. */
  constructor(onState: OnState, onRested: (host: PoolHost) => void) {
    this.#onState = onState;
    this.#onRested = onRested;
  }

  /** A fault tells that a host may be ill. @returns whether it is left alone from now on, and was not before. */
  failed(host: PoolHost, fault: BalieError): boolean {
    if (this.#isClosed) return false;
    host.lastFault = fault;
    const restMs = host.breaker.failed(host.isUnsure && host.isSilent);
    if (restMs === undefined) return false;
    if (!this.#out.has(host)) this.#onState(host.host.id, 'open', fault);
    this.#out.add(host);
    this.#timers.set(host, setTimeout(() => this.#rested(host), restMs).unref());
    return true;
  }

  /** It works: what is left of a rest would end the next one too early. */
  answered(host: PoolHost): void {
    this.end(host);
    if (this.#out.delete(host)) this.#onState(host.host.id, 'closed');
  }

  /** It need not rest any longer: one call may try. */
  end(host: PoolHost): void {
    clearTimeout(this.#timers.get(host));
    this.#timers.delete(host);
    host.breaker.rested();
  }

  /** Stops the timers. What hosts do from now on says nothing of them: they are closed while they write. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #rested(host: PoolHost): void {
    this.end(host);
    this.#onRested(host);
  }
}
