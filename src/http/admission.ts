import { BalieError } from '../errors.ts';

/** Bounds how many turns run at once, and lets the running ones end at shutdown. */
export class Admission {
  private readonly max: number;
  private readonly running = new Set<AbortController>();
  private isClosing = false;
  private onEmpty: (() => void) | undefined;

  constructor(max: number) {
    this.max = max;
  }

  get isOpen(): boolean {
    return !this.isClosing;
  }

  /**
   * Runs what `start` gives, under a signal that also aborts when time runs out at shutdown. The place is taken when the first
   * event is asked for, so that a refusal comes before anything is sent.
   * @throws BalieError `desk-busy` when all places are taken; `desk-stopping` at shutdown.
   */
  async *run<T>(start: (signal: AbortSignal) => AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void> {
    if (this.isClosing) throw new BalieError('desk-stopping');
    if (this.running.size >= this.max) throw new BalieError('desk-busy');
    const stop = new AbortController();
    this.running.add(stop);
    try {
      yield* start(AbortSignal.any([signal, stop.signal]));
    } finally {
      this.running.delete(stop);
      if (this.running.size === 0) this.onEmpty?.();
    }
  }

  /** Admits no more turns and waits for the running ones; those that still run after `graceMs` are aborted, then waited for. */
  async close(graceMs: number): Promise<void> {
    this.isClosing = true;
    if (this.running.size === 0) return;
    const empty = new Promise<void>((resolve) => (this.onEmpty = resolve));
    const timer = setTimeout(() => {
      for (const stop of this.running) stop.abort(new BalieError('desk-stopping'));
    }, graceMs);
    await empty;
    clearTimeout(timer);
  }
}
