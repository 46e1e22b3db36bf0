/** What somebody has had of the hosts. */
export class Spent {
  /** Milliseconds of hosts by weight; calls that run count as they are expected to take. Whoever has least goes first. */
  used: number;
  /** Calls at hosts. */
  running = 0;
  /** The part of `used` that is only expected: of calls that run. */
  #expected = 0;
  readonly stride: number;

  /** @param weight the share beside those of others. */
  constructor(used: number, weight = 1) {
    this.used = used;
    this.stride = 1 / weight;
  }

  /** What it has really had: by this others are compared who come later. */
  get had(): number {
    return this.used - this.#expected;
  }

  charge(ms: number): void {
    this.running += 1;
    this.used += ms * this.stride;
    this.#expected += ms * this.stride;
  }

  settle(chargedMs: number, ranMs: number): void {
    this.running -= 1;
    this.used += (ranMs - chargedMs) * this.stride;
    this.#expected = this.running === 0 ? 0 : this.#expected - chargedMs * this.stride;
  }
}

/** What a call at a host was charged beforehand, and to whom. */
export class Charge {
  readonly #to: readonly Spent[];
  readonly #ms: number;

  constructor(ms: number, ...to: readonly Spent[]) {
    this.#to = to;
    this.#ms = ms;
    for (const one of to) one.charge(ms);
  }

  /** The call ended: what it really took counts. To be called once. */
  settle(ranMs: number): void {
    for (const one of this.#to) one.settle(this.#ms, ranMs);
  }
}
