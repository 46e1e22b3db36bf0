/** Hands what comes in to one reader, in order; the reader may be behind, or wait. */
export class ChunkQueue<Chunk> {
  #unread: Chunk[] = [];
  #at = 0;
  #waiting: { resolve(result: IteratorResult<Chunk>): void; reject(error: unknown): void } | undefined;
  #isClosed = false;
  #fault: { readonly error: unknown } | undefined;

  /** How many the reader has not taken yet. */
  get size(): number {
    return this.#unread.length - this.#at;
  }

  push(chunk: Chunk): void {
    if (this.#isClosed) return;
    if (this.#waiting === undefined) this.#unread.push(chunk);
    else this.#take()?.resolve({ done: false, value: chunk });
  }

  /** Nothing more comes. The reader first gets what is left, then the fault if there is one. The first close counts. */
  close(fault?: { readonly error: unknown }): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const waiting = this.#take();
    if (waiting === undefined) this.#fault = fault;
    else if (fault === undefined) waiting.resolve({ done: true, value: undefined });
    else waiting.reject(fault.error);
  }

  /** As `close`, and what is left is not for the reader any more. */
  drop(fault?: { readonly error: unknown }): void {
    this.#unread = [];
    this.#at = 0;
    if (this.#isClosed) this.#fault = fault;
    else this.close(fault);
  }

  /** The next chunk; one call at a time. */
  next(): Promise<IteratorResult<Chunk>> {
    if (this.#at < this.#unread.length) {
      const value = this.#unread[this.#at] as Chunk;
      this.#at += 1;
      if (this.#at === this.#unread.length) {
        this.#unread = [];
        this.#at = 0;
      }
      return Promise.resolve({ done: false, value });
    }
    if (this.#fault !== undefined) {
      const { error } = this.#fault;
      this.#fault = undefined;
      // A signal's reason may be anything; it is passed on as it is.
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors
      return Promise.reject(error);
    }
    if (this.#isClosed) return Promise.resolve({ done: true, value: undefined });
    if (this.#waiting !== undefined) return Promise.reject(new TypeError('one next() at a time'));
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }

  #take() {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}
