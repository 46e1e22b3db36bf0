/** Why we cut a call to a model host ourselves: its caller aborted, the host was silent, the reader stopped reading. */
type Cut = 'aborted' | 'silent' | 'left';

/**
 * Watches one call to a model host. Three things may cut it, and all three end in one signal for the HTTP client, so
 * that the host's socket is destroyed the same way in every phase.
 */
export class CallWatch {
  readonly #caller: AbortSignal;
  readonly #controller = new AbortController();
  #cut: Cut | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #onAbort = (): void => this.#end('aborted');

  /** Takes the caller's signal; does nothing to it before `begin`. */
  constructor(caller: AbortSignal) {
    this.#caller = caller;
  }

  /** The signal that goes with the request. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why the call was cut; the first reason counts. */
  get cut(): Cut | undefined {
    return this.#cut;
  }

  /** Starts listening to the caller. `close` must follow, or the caller's signal keeps this call in memory. */
  begin(): void {
    if (this.#caller.aborted) this.#end('aborted');
    else this.#caller.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** From now on we wait for the host: cut the call when it sends nothing for `ms`. */
  arm(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end('silent'), ms);
  }

  /** The host sent something. While the reader is busy with it the host's silence does not count. */
  disarm(): void {
    clearTimeout(this.#timer);
  }

  /** The reader wants no more. */
  leave(): void {
    this.#end('left');
  }

  /** Lets go of the timer and of the caller's signal. */
  close(): void {
    clearTimeout(this.#timer);
    this.#caller.removeEventListener('abort', this.#onAbort);
  }

  #end(cut: Cut): void {
    if (this.#cut !== undefined) return;
    this.#cut = cut;
    this.#controller.abort();
  }
}
