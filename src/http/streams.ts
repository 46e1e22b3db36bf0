import { BalieError } from '../errors.ts';

/** A stream costs a question to the database each second. */
const MAX_STREAMS = 50;

/** The streams without an end of their own: bounds how many there are, and ends them at shutdown. */
export class Streams {
  private readonly stop = new AbortController();
  private open = 0;

  /**
   * A signal that aborts with `left` and at shutdown; its place is given back then. @throws BalieError `desk-stopping`, `desk-busy`.
   */
  enter(left: AbortSignal): AbortSignal {
    if (this.stop.signal.aborted) throw new BalieError('desk-stopping');
    if (this.open >= MAX_STREAMS) throw new BalieError('desk-busy');
    const signal = AbortSignal.any([left, this.stop.signal]);
    if (signal.aborted) return signal;
    this.open += 1;
    signal.addEventListener('abort', () => void (this.open -= 1), { once: true });
    return signal;
  }

  close(): void {
    this.stop.abort();
  }
}
