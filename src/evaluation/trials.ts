import { asBalieError, BalieError, type ErrorCode, errorCatalogue } from '../errors.ts';
import type { AnswerCase } from './case.ts';
import { type Rates, ratesOf } from './rates.ts';
import type { JudgedCase } from './run-cases.ts';

/** The version in use, or a draft that nobody else sees. */
export type Side = 'current' | 'draft';

/** A case of both sides. */
export interface TriedCase {
  readonly asked: AnswerCase;
  readonly current: JudgedCase;
  readonly draft: JudgedCase;
}

/** A measurement of a draft beside the version in use, and how far it is. */
export interface Trial<About> {
  /** Of what. */
  readonly about: About;
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly startedAt: Date;
  readonly endedAt?: Date;
  /** Cases to be asked. */
  readonly all: number;
  readonly tried: readonly TriedCase[];
  /** Of the cases so far; absent before the first. */
  readonly rates?: Readonly<Record<Side, Rates>>;
  /** Why it failed. */
  readonly fault?: ErrorCode;
}

interface Wish<About> {
  /** By which it is found again; the last one of a name is kept. */
  readonly name: string;
  readonly about: About;
  /** At least one. */
  readonly cases: readonly AnswerCase[];
  readonly ask: (side: Side, asked: AnswerCase, signal: AbortSignal) => Promise<JudgedCase>;
  readonly isPlain: (one: JudgedCase) => boolean | undefined;
}

/** So many cases that fail on both sides, while a model answers none, are no fault of a draft: the models are away. */
const MAX_FAILED = 5;

/** Measurements that this process makes while nobody waits, one at a time: who asked looks again later. Nothing of it is kept elsewhere. */
export class Trials<About> {
  readonly #trials = new Map<string, Trial<About>>();
  readonly #closing: AbortSignal;
  #running: { readonly name: string; readonly stop: AbortController } | undefined;

  /** @param closing ends what runs. */
  constructor(closing: AbortSignal) {
    this.#closing = closing;
  }

  of(name: string): Trial<About> | undefined {
    return this.#trials.get(name);
  }

  /** The name of the one that runs. */
  get running(): string | undefined {
    return this.#running?.name;
  }

  /** Begins one. @param record writes that down first: what cannot be is not begun. @throws BalieError `trial-running`; what `record` throws. */
  async start(wish: Wish<About>, record: () => Promise<void>): Promise<void> {
    if (this.#running !== undefined) throw new BalieError('trial-running');
    const stop = new AbortController();
    this.#running = { name: wish.name, stop };
    try {
      await record();
    } catch (error) {
      this.#running = undefined;
      throw error;
    }
    const begun: Trial<About> = { about: wish.about, state: 'running', startedAt: new Date(), all: wish.cases.length, tried: [] };
    this.#trials.set(wish.name, begun);
    void this.#run(wish, begun, AbortSignal.any([stop.signal, this.#closing]));
  }

  /** Ends the one that runs, with what it found so far. @returns false when it does not run. */
  stop(name: string): boolean {
    if (this.#running?.name !== name) return false;
    this.#running.stop.abort(new BalieError('desk-stopping'));
    return true;
  }

  /** Each case goes to both sides before the next: whoever stops it has compared the same cases. */
  async #run({ name, cases, ask, isPlain }: Wish<About>, begun: Trial<About>, signal: AbortSignal): Promise<void> {
    let trial = begun;
    const be = (more: Partial<Trial<About>>) => this.#trials.set(name, (trial = { ...trial, ...more }));
    const end = (more: Partial<Trial<About>>) => {
      // Whoever sees that it has ended may begin the next.
      this.#running = undefined;
      be({ ...more, endedAt: new Date() });
    };
    let away = 0;
    try {
      for (const asked of cases) {
        const current = await ask('current', asked, signal);
        const draft = await ask('draft', asked, signal);
        const tried = [...trial.tried, { asked, current, draft }];
        const of = (side: Side) => ratesOf(tried.map((one) => one[side]), isPlain);
        be({ tried, rates: { current: of('current'), draft: of('draft') } });
        const fault = faultOf(current) === undefined ? undefined : faultOf(draft);
        // Many cases need no model: these say nothing of it.
        if (isAnswered(current) || isAnswered(draft)) away = 0;
        else if (fault !== undefined && (away += 1) === MAX_FAILED) return end({ state: 'failed', fault });
      }
      end({ state: 'done' });
    } catch (error) {
      end(signal.aborted ? { state: 'stopped' } : { state: 'failed', fault: asBalieError(error).code });
    }
  }
}

/** The fault of the desk for which a case failed, or was quoted without a model. */
function faultOf({ taken: { reason } }: JudgedCase): ErrorCode | undefined {
  return reason !== undefined && isErrorCode(reason) ? reason : undefined;
}

function isAnswered({ taken }: JudgedCase): boolean {
  return taken.outcome === 'answered';
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code);
}

/** At most so many, taken from all over: each kind of case stands together in its file. */
export function spread<Item>(items: readonly Item[], many: number): Item[] {
  if (items.length <= many) return [...items];
  return Array.from({ length: many }, (_, index) => items[Math.floor((index * items.length) / many)]).filter((item) => item !== undefined);
}
