import { type Linked, LinkedList } from './linked-list.ts';
import { Spent } from './spent.ts';

/** Where one that waits stands. */
export interface Place<T> extends Linked<Place<T>> {
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
  /** How many wait. */
  size = 0;
  /** Oldest first, by the model that they wait for. */
  readonly #waiting = new Map<string, LinkedList<Place<T>>>();

  get isIdle(): boolean {
    return this.running === 0 && this.size === 0;
  }

  add(place: Place<T>): void {
    let list = this.#waiting.get(place.model);
    if (list === undefined) this.#waiting.set(place.model, (list = new LinkedList()));
    list.push(place);
    this.size += 1;
  }

  /** Takes out one that waits here. */
  remove(place: Place<T>): void {
    const list = this.#waiting.get(place.model);
    list?.remove(place);
    if (list?.size === 0) this.#waiting.delete(place.model);
    this.size -= 1;
  }

  /** The oldest that waits for a model that `serves` takes. */
  first(serves: (model: string) => boolean): Place<T> | undefined {
    let oldest: Place<T> | undefined;
    for (const [model, { first }] of this.#waiting) {
      if (first !== undefined && (oldest === undefined || first.number < oldest.number) && serves(model)) oldest = first;
    }
    return oldest;
  }

  /** The newest that waits. */
  last(): Place<T> | undefined {
    let newest: Place<T> | undefined;
    for (const { last } of this.#waiting.values()) {
      if (last !== undefined && (newest === undefined || last.number > newest.number)) newest = last;
    }
    return newest;
  }

  /** All that wait, oldest first. */
  *places(): Generator<Place<T>> {
    const heads = [...this.#waiting.values()].map(({ first }) => first);
    for (;;) {
      let at = -1;
      for (const [index, head] of heads.entries()) if (head !== undefined && (at < 0 || head.number < (heads[at]?.number ?? 0))) at = index;
      const oldest = heads[at];
      if (oldest === undefined) return;
      heads[at] = oldest.after;
      yield oldest;
    }
  }
}
