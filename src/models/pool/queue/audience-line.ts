import { type Linked, LinkedList } from './linked-list.ts';

/** Where one that waits stands. */
export interface Place<T> extends Linked<Place<T>> {
  readonly item: T;
  readonly line: CallerLine<T>;
}

/** Those of one caller that wait for one model, oldest first. */
export interface CallerLine<T> extends Linked<CallerLine<T>> {
  readonly id: string;
  readonly model: string;
  readonly audience: AudienceLine<T>;
  readonly places: LinkedList<Place<T>>;
  /** Whose turn it is: the lowest goes first, and gets a new one. */
  turn: number;
}

/** Callers that wait for one model, in the order of their turns. */
interface ModelLine<T> {
  readonly callers: LinkedList<CallerLine<T>>;
  readonly byId: Map<string, CallerLine<T>>;
}

/** Those of one audience that wait: callers take turns, so that one with many calls is not before one with few. */
export class AudienceLine<T> {
  /** What this audience was handed, by its weight: the lowest is next. */
  pass = 0;
  size = 0;
  readonly stride: number;
  readonly #models = new Map<string, ModelLine<T>>();
  /** Callers by how many of theirs wait. */
  readonly #bySize: Set<CallerLine<T>>[] = [];
  #most = 0;
  #turns = 0;

  /** @param weight its share beside those of the others. */
  constructor(weight: number) {
    this.stride = 1 / weight;
  }

  add(item: T, caller: string, model: string): Place<T> {
    const line = this.#lineOf(caller, model);
    const place: Place<T> = { item, line, before: undefined, after: undefined };
    line.places.push(place);
    this.size += 1;
    this.#resized(line, line.places.size - 1);
    return place;
  }

  /** Takes out one that waits here. */
  remove(place: Place<T>): void {
    const { line } = place;
    line.places.remove(place);
    this.size -= 1;
    this.#resized(line, line.places.size + 1);
    if (line.places.size > 0) return;
    const model = this.#models.get(line.model);
    model?.callers.remove(line);
    model?.byId.delete(line.id);
    if (model?.callers.size === 0) this.#models.delete(line.model);
  }

  /** The caller whose turn it is among those that wait for a model that `serves` takes. */
  next(serves: (model: string) => boolean): CallerLine<T> | undefined {
    let best: CallerLine<T> | undefined;
    for (const [model, { callers }] of this.#models) {
      const { first } = callers;
      if (first !== undefined && (best === undefined || first.turn < best.turn) && serves(model)) best = first;
    }
    return best;
  }

  /** Takes the oldest of a caller, which then waits for its next turn. */
  takeFrom(line: CallerLine<T>): T | undefined {
    const place = line.places.first;
    if (place === undefined) return undefined;
    this.remove(place);
    if (line.places.size > 0) {
      line.turn = this.#turns += 1;
      this.#models.get(line.model)?.callers.moveToEnd(line);
    }
    return place.item;
  }

  /** Whoever has most waiting for one model. */
  greediest(): CallerLine<T> | undefined {
    return this.#bySize[this.#most]?.values().next().value;
  }

  countOf(caller: string, model: string): number {
    return this.#models.get(model)?.byId.get(caller)?.places.size ?? 0;
  }

  /** All that wait, in the order in which they come to their turns when nobody comes or leaves. */
  inOrder(): T[] {
    const callers = [...this.#models.values()].flatMap(({ byId }) => [...byId.values()]).toSorted((one, other) => one.turn - other.turn);
    const order: T[] = [];
    let round = callers.flatMap(({ places }) => places.first ?? []);
    while (round.length > 0) {
      for (const { item } of round) order.push(item);
      round = round.flatMap(({ after }) => after ?? []);
    }
    return order;
  }

  #lineOf(id: string, model: string): CallerLine<T> {
    let lines = this.#models.get(model);
    if (lines === undefined) this.#models.set(model, (lines = { callers: new LinkedList(), byId: new Map() }));
    let line = lines.byId.get(id);
    if (line === undefined) {
      line = { id, model, audience: this, places: new LinkedList(), turn: (this.#turns += 1), before: undefined, after: undefined };
      lines.callers.push(line);
      lines.byId.set(id, line);
    }
    return line;
  }

  #resized(line: CallerLine<T>, former: number): void {
    const now = line.places.size;
    this.#bySize[former]?.delete(line);
    if (now > 0) (this.#bySize[now] ??= new Set()).add(line);
    if (now > this.#most) this.#most = now;
    // By one at a time: who was alone with most has one less now.
    else if (this.#bySize[this.#most]?.size === 0) this.#most = now;
  }
}
