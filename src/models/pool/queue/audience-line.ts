import { Account, type Place } from './account.ts';
import { Spent } from './spent.ts';

/** So many callers are remembered, and all that have something under way. */
const MAX_ACCOUNTS = 2_000;
/** How fast a long call is forgotten that others were measured by. */
const FORGETTING = 0.98;

/** What one audience has had of the hosts and what it waits for: whoever of its callers had least of them is next. */
export class AudienceLine<T> extends Spent {
  size = 0;
  readonly #accounts = new Map<string, Account<T>>();
  readonly #waiting = new Set<Account<T>>();
  #forgetAt = MAX_ACCOUNTS;
  /** What the caller that was served last had had by then. */
  #clock = 0;
  /** Where the last newcomer began: when calls become shorter, the next does not pass it, who was told a place already. */
  #newest = 0;
  /** About the longest that calls take now: nobody comes further behind the clock than this, so none can save up while away. */
  longestMs = 0;

  constructor(weight: number) {
    super(0, weight);
  }

  get isIdle(): boolean {
    return this.running === 0 && this.size === 0;
  }

  /** @param number rises with each that comes. */
  add(item: T, caller: string, model: string, { costMs, number }: Pick<Place<T>, 'costMs' | 'number'>): Place<T> {
    const account = this.account(caller, costMs);
    const place: Place<T> = { item, model, costMs, number, account };
    account.waiting.add(place);
    this.#waiting.add(account);
    this.size += 1;
    return place;
  }

  /** Takes out one that waits here. */
  remove(place: Place<T>): void {
    const { account } = place;
    account.waiting.delete(place);
    if (account.waiting.size === 0) this.#waiting.delete(account);
    this.size -= 1;
  }

  /** The account of a caller that has a call of such a length. One that is new stands behind those that are there. */
  account(caller: string, costMs: number): Account<T> {
    this.longestMs = Math.max(costMs, this.longestMs * FORGETTING);
    const known = this.#accounts.get(caller);
    if (known !== undefined) {
      if (known.isIdle) known.used = Math.max(known.used, this.#clock - this.longestMs);
      return known;
    }
    if (this.#accounts.size >= this.#forgetAt) this.#forget();
    this.#newest = Math.max(this.#newest, this.#clock + costMs);
    const made = new Account<T>(this.#newest);
    this.#accounts.set(caller, made);
    return made;
  }

  /** A caller of this audience is served now. */
  served(account: Account<T>): void {
    this.#clock = Math.max(this.#clock, account.had);
  }

  /** Who is next among those that wait for a model that `serves` takes. */
  next(serves: (model: string) => boolean): Place<T> | undefined {
    let best: Place<T> | undefined;
    for (const account of this.#waiting) {
      if (best !== undefined && account.used > best.account.used) continue;
      const place = account.first(serves);
      if (place !== undefined && (best === undefined || account.used < best.account.used || place.number < best.number)) best = place;
    }
    return best;
  }

  /** The caller that has most waiting. */
  greediest(): Account<T> | undefined {
    let most: Account<T> | undefined;
    for (const account of this.#waiting) if (most === undefined || account.waiting.size > most.waiting.size) most = account;
    return most;
  }

  countOf(caller: string): number {
    return this.#accounts.get(caller)?.waiting.size ?? 0;
  }

  /** All that wait, in the order in which they come to their turns when nobody comes or leaves and all take as long as expected. */
  inOrder(): Place<T>[] {
    const turns: { readonly place: Place<T>; readonly used: number }[] = [];
    for (const account of this.#waiting) {
      let { used } = account;
      for (const place of account.waiting) {
        turns.push({ place, used });
        used += place.costMs;
      }
    }
    return turns.toSorted((one, other) => one.used - other.used || one.place.number - other.place.number).map(({ place }) => place);
  }

  /** First those that would be no worse off as newcomers, then whoever came first. */
  #forget(): void {
    for (const hasDebt of [false, true]) {
      for (const [caller, account] of this.#accounts) {
        if (this.#accounts.size <= MAX_ACCOUNTS / 2) break;
        if (account.isIdle && (hasDebt || account.used <= this.#clock)) this.#accounts.delete(caller);
      }
    }
    // Where most have something under way, a next look would find no more: it waits until there are as many again.
    this.#forgetAt = Math.max(MAX_ACCOUNTS, 2 * this.#accounts.size);
  }
}
