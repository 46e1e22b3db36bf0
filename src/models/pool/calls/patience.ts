import { BalieError } from '../../../errors.ts';
import type { PoolHost } from '../hosts/pool-host.ts';
import type { Pool } from '../pool.ts';
import type { Asker } from '../queue/waiting.ts';

/** So much of the time of who asks goes to one silent host: what is left is enough for another. */
const SHARE = 1 / 2;
/** How often it is looked whether another came free, as parts of that. */
const LOOKS = 10;

interface Watched {
  readonly pool: Pool;
  readonly call: Asker;
  /** Whether a silence counts against the host's health. */
  readonly isCounted: () => boolean;
}

/**
 * What a call whose caller waits for so long in all puts up with of one silent host. One that kept a caller waiting in vain, and has not
 * answered since, is left in time for another that is free. Where there is no other nothing is left, nor held against it: it may be slow.
 */
export class Patience {
  readonly #ms: number;
  readonly #watched: Watched;
  #timer: NodeJS.Timeout | undefined;
  /** Why the last host was left. */
  #left: BalieError | undefined;

  constructor(limitMs: number, watched: Watched) {
    this.#ms = limitMs * SHARE;
    this.#watched = watched;
  }

  /** The signal for a host that is asked now: the caller's, and the end of the patience with it. */
  signalAt(host: PoolHost, signal: AbortSignal): AbortSignal {
    this.end();
    const end = new AbortController();
    const look = () => {
      const { pool, call } = this.#watched;
      if ((host.keptWaiting || host.isSilent) && pool.hasOther(host, call, 'free')) end.abort((this.#left = this.#silenceOf(host)));
      else this.#timer = setTimeout(look, this.#ms / LOOKS);
    };
    this.#timer = setTimeout(look, this.#ms);
    return AbortSignal.any([signal, end.signal]);
  }

  /** The host answered, or is not asked any more. */
  end(): void {
    clearTimeout(this.#timer);
  }

  /** The caller left a host that had sent nothing yet. @returns what that is to the host's health. */
  silenceAt(host: PoolHost, ranMs: number): BalieError | undefined {
    const { pool, call, isCounted } = this.#watched;
    if (ranMs < this.#ms || !pool.hasOther(host, call)) return undefined;
    host.keptWaiting = true;
    return isCounted() ? this.#silenceOf(host) : undefined;
  }

  /** @returns what a fault is to the health of the host that it came of. */
  counted(fault: BalieError): BalieError | undefined {
    return fault === this.#left && !this.#watched.isCounted() ? undefined : fault;
  }

  #silenceOf({ host }: PoolHost): BalieError {
    return new BalieError('model-silent', { detail: `${this.#watched.call.model} op ${host.id}` });
  }
}
