/** Waits for work, but not for longer. @returns whether it has ended. @throws what the work throws meanwhile. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), ms);
  return Promise.race([work.then(() => true), late.promise]).finally(() => clearTimeout(timer));
}

/** What goes on behind a desk, and how that ends: each says so where it is begun, so that all of it ends also where the desk never opened. */
export class Ending {
  readonly #stops = new DisposableStack();
  readonly #closing = new AsyncDisposableStack();

  /** What ends at once, before anything is closed: timers and looks. */
  readonly onStop = (stop: () => void): void => this.#stops.defer(stop);

  /** What has last words to say: one after the other, what was opened last first. One that fails keeps no other from it. */
  readonly onClose = (close: () => Promise<unknown>): void => this.#closing.defer(async () => void (await close()));

  /** @returns false where not all has ended within so long. @throws what failed, when all has ended. */
  end(ms: number): Promise<boolean> {
    this.#stops.dispose();
    return endsWithin(ms, this.#closing.disposeAsync());
  }
}
