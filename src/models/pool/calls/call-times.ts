import type { CallReport } from '../../call.ts';

/** How long a call waits, and how long hosts have it. */
export class CallTimes {
  readonly #clock: () => number;
  #began: number | undefined;
  #enteredAt = 0;
  #askedAt = 0;
  #waitedMs = 0;
  #firstChunkMs: number | undefined;

  /** @param clock milliseconds, from any start. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Whether its first chunk came. */
  get isAnswered(): boolean {
    return this.#firstChunkMs !== undefined;
  }

  begin(): void {
    this.#began = this.#clock();
  }

  /** It asks the pool for a host, and waits from now on if none is free. */
  enter(): void {
    this.#enteredAt = this.#clock();
  }

  /** A host has it from now on. @param isAtOnce whether it had not to wait for that. */
  arrive(isAtOnce: boolean): void {
    this.#askedAt = isAtOnce ? this.#enteredAt : this.#clock();
    this.#waitedMs += this.#askedAt - this.#enteredAt;
  }

  /** The host sent its first chunk. */
  answer(): void {
    this.#firstChunkMs = this.ranMs();
  }

  /** How long its host has it. */
  ranMs(): number {
    return this.#clock() - this.#askedAt;
  }

  /**
   * The call ends now.
   * @param isWaiting whether it still waits for a host.
   * @returns what is reported of it, and how long its host had it; undefined when it never began.
   */
  end(isWaiting: boolean): (Pick<CallReport, 'waitedMs' | 'firstChunkMs' | 'durationMs'> & { readonly ranMs: number }) | undefined {
    if (this.#began === undefined) return undefined;
    const now = this.#clock();
    const waitedMs = isWaiting ? this.#waitedMs + now - this.#enteredAt : this.#waitedMs;
    return { waitedMs, firstChunkMs: this.#firstChunkMs, durationMs: now - this.#began, ranMs: now - this.#askedAt };
  }
}
