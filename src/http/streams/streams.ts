import { BalieError } from '../../errors.ts';

/** A stream costs a question to the database each second. */
const MAX_STREAMS = 50;
/** So that one program that forgets to close its streams does not take all places. */
const MAX_OF_ONE = 20;

/** The streams without an end of their own: bounds how many there are, and ends them at shutdown. */
export class Streams {
  private readonly stop = new AbortController();
  private readonly open = new Map<AbortSignal, string>();

  /**
   * A signal that aborts with `left` and at shutdown; its place is given back then. @param holder id of the key that asks.
   * @throws BalieError `desk-stopping`; `desk-busy` when there are too many, of all together or of this one.
   */
  enter(left: AbortSignal, holder: string): AbortSignal {
    if (this.stop.signal.aborted) throw new BalieError('desk-stopping');
    const ofOne = [...this.open.values()].filter((other) => other === holder).length;
    if (this.open.size >= MAX_STREAMS || ofOne >= MAX_OF_ONE) throw new BalieError('desk-busy');
    const signal = AbortSignal.any([left, this.stop.signal]);
    if (signal.aborted) return signal;
    this.open.set(signal, holder);
    signal.addEventListener('abort', () => void this.open.delete(signal), { once: true });
    return signal;
  }

  close(): void {
    this.stop.abort();
  }
}
