import type { Audience, Caller } from '../../call.ts';
import type { Place } from './account.ts';
import { AudienceLine } from './audience-line.ts';
import { Charge } from './spent.ts';

/** How much of the hosts' time is whose, when all wait. */
export type Shares = Readonly<Record<Audience, number>>;

/**
 * Those that wait, in a fair order by the time of hosts that they had: audiences get equal shares of it (or by their weights), callers of
 * an audience too, and a caller's calls go in the order in which they came. A call is charged as long as it is expected to take when it
 * begins, and as long as it took when it has ended: long answers are paid for by who has them.
 */
export class FairQueue<T> {
  readonly #audiences: Readonly<Record<Audience, AudienceLine<T>>>;
  readonly #lines: readonly AudienceLine<T>[];
  /** What the audience that was served last had had by then. */
  #clock = 0;
  #came = 0;

  constructor(shares: Shares) {
    const lineOf = (audience: Audience) => new AudienceLine<T>(shares[audience]);
    this.#audiences = { resident: lineOf('resident'), employee: lineOf('employee'), api: lineOf('api'), background: lineOf('background') };
    this.#lines = Object.values(this.#audiences);
  }

  get size(): number {
    return this.#lines.reduce((sum, { size }) => sum + size, 0);
  }

  /** @param costMs how long it is expected to keep a host. */
  add(item: T, { audience, id }: Caller, model: string, costMs: number): Place<T> {
    const line = this.#arriving(audience, costMs);
    this.#came += 1;
    return line.add(item, id, model, { costMs, number: this.#came });
  }

  /** Takes out one that is in the queue. */
  remove(place: Place<T>, { audience }: Caller): void {
    this.#audiences[audience].remove(place);
  }

  /** Charges a call that begins: one that waited for nothing, or that was charged before and begins anew. */
  charge({ audience, id }: Caller, costMs: number): Charge {
    const line = this.#arriving(audience, costMs);
    return this.#charge(line, line.account(id, costMs), costMs);
  }

  /** Takes who is next among those that wait for a model that `serves` takes, with what it was charged. */
  take(serves: (model: string) => boolean): { readonly item: T; readonly charge: Charge } | undefined {
    let best: { readonly line: AudienceLine<T>; readonly place: Place<T>; readonly end: number } | undefined;
    for (const line of this.#lines) {
      if (line.size === 0 || (best !== undefined && line.used >= best.end)) continue;
      const place = line.next(serves);
      if (place === undefined) continue;
      const end = line.used + place.costMs * line.stride;
      if (best === undefined || end < best.end) best = { line, place, end };
    }
    if (best === undefined) return undefined;
    const { line, place } = best;
    line.remove(place);
    return { item: place.item, charge: this.#charge(line, place.account, place.costMs) };
  }

  /**
   * Who has to make room in a full queue for a newcomer: the last of whoever has most waiting, in another audience that has more for
   * its weight, or else in the newcomer's own. Undefined when the newcomer itself would be that.
   */
  toMakeRoom({ audience, id }: Caller): T | undefined {
    const own = this.#audiences[audience];
    const most = this.#lines.reduce((one, other) => (loadOf(other) > loadOf(one) ? other : one));
    if (loadOf(most) > loadOf(own) + own.stride) return most.greediest()?.last()?.item;
    const greediest = own.greediest();
    return greediest !== undefined && greediest.waiting.size > own.countOf(id) + 1 ? greediest.last()?.item : undefined;
  }

  /** All that wait, in the order in which they are handed out when nobody comes or leaves, all is served everywhere, and takes as long as expected. */
  inOrder(): T[] {
    const lines = this.#lines.map((line) => ({ places: line.inOrder(), at: 0, used: line.used, stride: line.stride }));
    const order: T[] = [];
    for (;;) {
      let next: { readonly line: (typeof lines)[number]; readonly place: Place<T>; readonly end: number } | undefined;
      for (const line of lines) {
        const place = line.places[line.at];
        const end = line.used + (place?.costMs ?? 0) * line.stride;
        if (place !== undefined && (next === undefined || end < next.end)) next = { line, place, end };
      }
      if (next === undefined) return order;
      order.push(next.place.item);
      next.line.at += 1;
      next.line.used = next.end;
    }
  }

  /** The line of an audience that has a call; when it had none, it does not come further behind than the length of one. */
  #arriving(audience: Audience, costMs: number): AudienceLine<T> {
    const line = this.#audiences[audience];
    if (line.isIdle) line.used = Math.max(line.used, this.#clock - Math.max(costMs, line.longestMs) * line.stride);
    return line;
  }

  #charge(line: AudienceLine<T>, account: Place<T>['account'], costMs: number): Charge {
    this.#clock = Math.max(this.#clock, line.had);
    line.served(account);
    return new Charge(costMs, line, account);
  }
}

function loadOf<T>({ size, stride }: AudienceLine<T>): number {
  return size * stride;
}
