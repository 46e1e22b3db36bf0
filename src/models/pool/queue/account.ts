import { Spent } from './spent.ts';

/** Where one that waits stands. */
export interface Place<T> {
  readonly item: T;
  readonly model: string;
  /** How long it is expected to keep a host. */
  readonly costMs: number;
  /** The order in which all came. */
  readonly number: number;
  readonly account: Account<T>;
}

/** What one caller has had of the hosts, and what it waits for. */
export class Account<T> extends Spent {
  /** Oldest first; any of them may leave. */
  readonly waiting = new Set<Place<T>>();

  get isIdle(): boolean {
    return this.running === 0 && this.waiting.size === 0;
  }

  /** The oldest that waits for a model that `serves` takes. */
  first(serves: (model: string) => boolean): Place<T> | undefined {
    return this.waiting.values().find(({ model }) => serves(model));
  }

  /** The newest that waits. */
  last(): Place<T> | undefined {
    return [...this.waiting].at(-1);
  }
}
