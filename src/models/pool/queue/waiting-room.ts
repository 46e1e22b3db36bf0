import { BalieError } from '../../../errors.ts';
import type { PoolHost } from '../hosts/pool-host.ts';
import type { PoolSettings } from '../settings.ts';
import { FairQueue } from './fair-queue.ts';
import { Positions } from './positions.ts';
import { type Asker, Waiting } from './waiting.ts';

/** How much the newest call counts in the measured time that one takes. */
const NEWEST = 0.2;
/** Until a call has been measured, shares go by the number of calls. */
const UNMEASURED_MS = 1;
const MIN_RETRY_MS = 1_000;
const MAX_RETRY_MS = 120_000;

/** Those that wait for the hosts of a pool, for so long and with so many as the settings say. */
export class WaitingRoom {
  readonly #settings: PoolSettings;
  readonly #hosts: () => readonly PoolHost[];
  readonly #queue: FairQueue<Waiting>;
  /** A host failed them before its first chunk: they had their turn, and are next. */
  readonly #again: Waiting[] = [];
  readonly #positions: Positions;
  readonly #serviceMs = new Map<string, number>();
  /** Of all that wait together. */
  #workMs = 0;

  constructor(settings: PoolSettings, hosts: () => readonly PoolHost[], clock: () => number) {
    this.#settings = settings;
    this.#hosts = hosts;
    this.#queue = new FairQueue(settings.shares);
    this.#positions = new Positions({ inOrder: () => this.#inOrder(), size: () => this.size, hosts, serviceMs: (model) => this.#serviceOf(model), clock });
  }

  get size(): number {
    return this.#queue.size + this.#again.length;
  }

  /**
   * @throws BalieError `queue-full` where there is no room, or no hope of a turn in time; unless another has more waiting, and makes
   *   room.
   */
  wait(asker: Asker): Waiting {
    const waiting = new Waiting(asker, this.#serviceOf(asker.model));
    if (this.#isFullFor(asker.model)) this.#makeRoom(asker);
    waiting.place = this.#queue.add(waiting, asker.caller, asker.model, this.#costOf(asker.model));
    return this.#begin(waiting);
  }

  /** For one whose host failed it: before all others. */
  waitFirst(asker: Asker): Waiting {
    const waiting = new Waiting(asker, this.#serviceOf(asker.model));
    this.#again.push(waiting);
    return this.#begin(waiting);
  }

  /** Nothing for one that does not wait any more. */
  leave(waiting: Waiting): void {
    if (this.#takeOut(waiting)) this.#positions.changed();
  }

  /** Takes whoever is next for a host; `changed` is to be called when the last was taken. */
  nextFor(host: PoolHost): Asker | undefined {
    const waiting = this.#takeAgain(host) ?? this.#takeNext(host);
    if (waiting === undefined) return undefined;
    waiting.place = undefined;
    this.#workMs -= waiting.workMs;
    clearTimeout(waiting.timer);
    return waiting.asker;
  }

  /** Tells those that still wait where they stand. */
  changed(): void {
    this.#positions.changed();
  }

  /** Sends away all for whom `faultOf` gives a fault. */
  refuse(faultOf: (asker: Asker) => BalieError | undefined): void {
    if (this.size === 0) return;
    for (const waiting of this.#inOrder()) {
      const fault = faultOf(waiting.asker);
      if (fault !== undefined) this.#refuse(waiting, fault);
    }
    this.#positions.changed();
  }

  /** Charges one that has a host now without having waited here, or anew. */
  charge(asker: Asker): void {
    asker.charge = this.#queue.charge(asker.caller, this.#costOf(asker.model));
  }

  /** A call gave its slot back after so long. @param isDone whether it ended well: then others are expected to take as long. */
  ended(asker: Asker, ranMs: number, isDone: boolean): void {
    asker.charge?.settle(ranMs);
    asker.charge = undefined;
    if (isDone) this.#measure(asker.model, ranMs);
  }

  #takeAgain(host: PoolHost): Waiting | undefined {
    const at = this.#again.findIndex(({ asker }) => host.serves(asker.model, asker.tried));
    const waiting = at < 0 ? undefined : this.#again.splice(at, 1)[0];
    if (waiting !== undefined) this.charge(waiting.asker);
    return waiting;
  }

  #takeNext(host: PoolHost): Waiting | undefined {
    const taken = this.#queue.take((model) => host.serves(model));
    if (taken !== undefined) taken.item.asker.charge = taken.charge;
    return taken?.item;
  }

  #measure(model: string, ranMs: number): void {
    const known = this.#serviceMs.get(model);
    this.#serviceMs.set(model, known === undefined ? ranMs : known + (ranMs - known) * NEWEST);
  }

  #isFullFor(model: string): boolean {
    return this.size >= this.#settings.maxWaiting || (this.#serviceMs.has(model) && this.#expectedMs() > this.#settings.deadlineMs);
  }

  #begin(waiting: Waiting): Waiting {
    this.#workMs += waiting.workMs;
    waiting.timer = setTimeout(() => this.#tooLate(waiting), this.#settings.deadlineMs);
    this.#positions.changed();
    return waiting;
  }

  #tooLate(waiting: Waiting): void {
    const { model } = waiting.asker;
    this.#refuse(waiting, new BalieError('queue-deadline', { detail: model, retryAfterMs: this.#retryAfterMs() }));
    this.#positions.changed();
  }

  #makeRoom({ caller, model }: Asker): void {
    const full = new BalieError('queue-full', { detail: model, retryAfterMs: this.#retryAfterMs() });
    const leaving = this.#queue.toMakeRoom(caller);
    if (leaving === undefined) throw full;
    this.#refuse(leaving, full);
  }

  #refuse(waiting: Waiting, fault: BalieError): void {
    if (this.#takeOut(waiting)) waiting.asker.refused(fault);
  }

  #takeOut(waiting: Waiting): boolean {
    clearTimeout(waiting.timer);
    const { place } = waiting;
    if (place !== undefined) {
      waiting.place = undefined;
      this.#queue.remove(place, waiting.asker.caller);
    } else {
      const at = this.#again.indexOf(waiting);
      if (at < 0) return false;
      this.#again.splice(at, 1);
    }
    this.#workMs -= waiting.workMs;
    return true;
  }

  #inOrder(): Waiting[] {
    return [...this.#again, ...this.#queue.inOrder()];
  }

  #serviceOf(model: string): number {
    return this.#serviceMs.get(model) ?? this.#settings.assumedMs;
  }

  /** As it was measured: what was only assumed is charged to nobody. */
  #costOf(model: string): number {
    return this.#serviceMs.get(model) ?? UNMEASURED_MS;
  }

  #retryAfterMs(): number {
    return Math.round(Math.min(MAX_RETRY_MS, Math.max(MIN_RETRY_MS, this.#expectedMs())));
  }

  /** Until all that wait now have had their turn. */
  #expectedMs(): number {
    const slots = this.#hosts().reduce((sum, host) => sum + (host.hasHope ? host.slots : 0), 0);
    return this.#workMs / Math.max(1, slots);
  }
}
