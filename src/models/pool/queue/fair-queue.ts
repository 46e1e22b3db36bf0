import type { Audience, Caller } from '../../call.ts';
import { AudienceLine, type CallerLine, type Place } from './audience-line.ts';

/** How much of what is handed out is whose, when all wait. */
export type Shares = Readonly<Record<Audience, number>>;

/**
 * Those that wait, in a fair order: audiences get equal shares of what is handed out (or by their weights), callers of an audience
 * take turns, and a caller's calls go in the order in which they came. Coming, leaving and being next take the same time however
 * many wait.
 */
export class FairQueue<T> {
  readonly #audiences: Readonly<Record<Audience, AudienceLine<T>>>;
  readonly #lines: readonly AudienceLine<T>[];
  /** The pass of who was last served: nobody comes further behind it than one turn, so none can save up turns while away. */
  #clock = 0;

  constructor(shares: Shares) {
    this.#audiences = { resident: new AudienceLine(shares.resident), employee: new AudienceLine(shares.employee), api: new AudienceLine(shares.api), background: new AudienceLine(shares.background) };
    this.#lines = Object.values(this.#audiences);
  }

  get size(): number {
    return this.#lines.reduce((sum, { size }) => sum + size, 0);
  }

  add(item: T, { audience, id }: Caller, model: string): Place<T> {
    return this.#audiences[audience].add(item, id, model);
  }

  /** Takes out one that is in the queue. */
  remove(place: Place<T>): void {
    place.line.audience.remove(place);
  }

  /** Takes who is next among those that wait for a model that `serves` takes. */
  take(serves: (model: string) => boolean): T | undefined {
    let best: { line: AudienceLine<T>; caller: CallerLine<T>; pass: number } | undefined;
    for (const line of this.#lines) {
      if (line.size === 0) continue;
      const pass = Math.max(line.pass, this.#clock - line.stride);
      if (best !== undefined && pass >= best.pass) continue;
      const caller = line.next(serves);
      if (caller !== undefined) best = { line, caller, pass };
    }
    if (best === undefined) return undefined;
    this.#clock = Math.max(this.#clock, best.pass);
    best.line.pass = best.pass + best.line.stride;
    return best.line.takeFrom(best.caller);
  }

  /**
   * Who has to make room in a full queue for a newcomer: the last of whoever has most waiting, in another audience that has more for
   * its weight, or else in the newcomer's own. Undefined when the newcomer itself would be that.
   */
  toMakeRoom({ audience, id }: Caller, model: string): Place<T> | undefined {
    const own = this.#audiences[audience];
    const most = this.#lines.reduce((one, other) => (loadOf(other) > loadOf(one) ? other : one));
    if (loadOf(most) > loadOf(own) + own.stride) return most.greediest()?.places.last;
    const greediest = own.greediest();
    return greediest !== undefined && greediest.places.size > own.countOf(id, model) + 1 ? greediest.places.last : undefined;
  }

  /** All that wait, in the order in which they are handed out when nobody comes or leaves and all is served everywhere. */
  inOrder(): T[] {
    const lines = this.#lines.map((line) => ({ items: line.inOrder(), at: 0, pass: line.pass, stride: line.stride }));
    const order: T[] = [];
    let clock = this.#clock;
    for (let left = this.size; left > 0; left -= 1) {
      let next: { line: (typeof lines)[number]; pass: number } | undefined;
      for (const line of lines) {
        const pass = Math.max(line.pass, clock - line.stride);
        if (line.at < line.items.length && (next === undefined || pass < next.pass)) next = { line, pass };
      }
      if (next === undefined) break;
      const { line, pass } = next;
      order.push(line.items[line.at] as T);
      line.at += 1;
      line.pass = pass + line.stride;
      clock = Math.max(clock, pass);
    }
    return order;
  }
}

function loadOf<T>({ size, stride }: AudienceLine<T>): number {
  return size * stride;
}
