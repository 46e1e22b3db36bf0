export interface BreakerSettings {
  /** Faults in a row, with no success between, after which a host is left alone. */
  readonly faults: number;
  /** How long it is left alone at first; each time that it fails again twice as long, up to `maxRestMs`. */
  readonly restMs: number;
  readonly maxRestMs: number;
}

/** Keeps calls from a host that fails: `closed` lets all through, `open` none, `half-open` one that tries. */
export class Breaker {
  #state: 'closed' | 'open' | 'half-open' = 'closed';
  #faults = 0;
  #rests = 0;
  readonly #settings: BreakerSettings;

  constructor(settings: BreakerSettings) {
    this.#settings = settings;
  }

  get state(): 'closed' | 'open' | 'half-open' {
    return this.#state;
  }

  /** @returns whether it was not closed before. */
  succeeded(): boolean {
    const isNews = this.#state !== 'closed';
    this.#state = 'closed';
    this.#faults = 0;
    this.#rests = 0;
    return isNews;
  }

  /**
   * @param isCertain more than this fault tells that it is ill: it is left alone at once.
   * @returns for how long the host is left alone from now; undefined when it is not, or was already.
   */
  failed(isCertain = false): number | undefined {
    this.#faults += 1;
    if (this.#state === 'open' || (this.#state === 'closed' && !isCertain && this.#faults < this.#settings.faults)) return undefined;
    this.#state = 'open';
    const rest = Math.min(this.#settings.restMs * 2 ** this.#rests, this.#settings.maxRestMs);
    this.#rests += 1;
    return rest;
  }

  /** It has rested, or a check says that it is back: one call may try. */
  rested(): void {
    if (this.#state === 'open') this.#state = 'half-open';
  }
}
