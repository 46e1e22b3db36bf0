import { asBalieError, type ErrorCode, errorCatalogue } from '../errors.ts';
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

/** A draft beside the version in use, so far. */
export interface Tried {
  readonly cases: readonly TriedCase[];
  readonly rates: Readonly<Record<Side, Rates>>;
}

export interface TrialWish {
  /** At least one. */
  readonly cases: readonly AnswerCase[];
  readonly ask: (side: Side, asked: AnswerCase, signal: AbortSignal) => Promise<JudgedCase>;
  readonly isPlain: (one: JudgedCase) => boolean | undefined;
}

/** Where a measurement is kept. */
interface Keeping {
  /** Both say whether it is still wanted. */
  keep(tried: Tried): Promise<boolean>;
  beat(): Promise<boolean>;
  end(state: 'done' | 'stopped' | 'failed' | 'interrupted', fault?: ErrorCode): Promise<void>;
}

/** So many cases that fail on both sides, while a model answers none, are no fault of a draft: the models are away. */
const MAX_FAILED = 5;
/** How soon it hears that somebody stopped it, in another process too. */
const BEAT_MS = 1_000;

/**
 * Makes a measurement while nobody waits: who asked looks again later. Each case goes to both sides before the next: whoever stops it has
 * compared the same cases. @param closing ends it: the desk stops. @throws BalieError `database-unavailable` where its end cannot be kept.
 */
export async function runTrial({ cases, ask, isPlain }: TrialWish, { keep, beat, end }: Keeping, closing: AbortSignal): Promise<void> {
  const unwanted = new AbortController();
  // A database that is away now may be back at the next case.
  const look = () => void beat().then((isWanted) => isWanted || unwanted.abort(), () => undefined);
  const timer = setInterval(look, BEAT_MS).unref();
  const signal = AbortSignal.any([unwanted.signal, closing]);
  const tried: TriedCase[] = [];
  let away = 0;
  try {
    for (const asked of cases) {
      const current = await ask('current', asked, signal);
      const draft = await ask('draft', asked, signal);
      tried.push({ asked, current, draft });
      const of = (side: Side) => ratesOf(tried.map((one) => one[side]), isPlain);
      if (!(await keep({ cases: tried, rates: { current: of('current'), draft: of('draft') } }))) return;
      const fault = faultOf(current) === undefined ? undefined : faultOf(draft);
      // Many cases need no model: these say nothing of it.
      if (isAnswered(current) || isAnswered(draft)) away = 0;
      else if (fault !== undefined && (away += 1) === MAX_FAILED) return await end('failed', fault);
    }
    await end('done');
  } catch (error) {
    if (unwanted.signal.aborted) return;
    await (closing.aborted ? end('interrupted') : end('failed', asBalieError(error).code));
  } finally {
    clearInterval(timer);
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
