import { hit, mean, type Measured, rounded } from './metrics.ts';

/** At a threshold: the share of questions with a right document that would be answered, of those without that would be stopped. */
interface Shares {
  readonly answered: number;
  readonly stopped: number;
}

export interface ConfidenceReport extends Shares {
  /** From this confidence on the desk answers. */
  readonly threshold: number;
  /** Area under the curve: how often a question with a right document has more confidence than one without. */
  readonly area: number;
  /** What other thresholds would give, for each half of the questions. */
  readonly thresholds: readonly { readonly at: number; readonly tune: Shares; readonly other: Shares }[];
  /** How far confidence is from what happens, on average over the questions of each half (expected calibration error). */
  readonly calibrationError: { readonly tune: number; readonly other: number };
  /** Tenths of confidence: how many questions, with a right document or without, what they were given on average, and how many found one. */
  readonly bins: readonly { readonly from: number; readonly questions: number; readonly expected: number; readonly found: number; readonly outOfScope: number }[];
}

/** What a question was given, and whether a right document was among the first three. */
interface Judged {
  readonly confidence: number;
  readonly found: number;
  readonly isOutOfScope: boolean;
}

/** Documents that confidence is about: as many sources as an answer mostly has. */
const FIRST = 3;

const BINS = 10;
/** Percentages; outside these a threshold lets nearly all through, or nearly none. */
const THRESHOLDS = Array.from({ length: 21 }, (_, index) => 10 + 2 * index);

/** How well confidence tells questions that have a right document (`known`) from those that have none (`unknown`). */
export function confidenceReport(known: readonly Measured[], unknown: readonly number[], threshold: number): ConfidenceReport {
  const sure = known.map(({ confidence }) => confidence);
  const half = <T>(all: readonly T[], rest: number) => all.filter((_, index) => index % 2 === rest);
  const shares = (rest: number, at: number) => sharesAt(half(sure, rest), half(unknown, rest), at);
  const answerable = known.map(({ confidence, ranking, grades }): Judged => ({ confidence, found: hit(ranking, grades, FIRST), isOutOfScope: false }));
  const others = unknown.map((confidence): Judged => ({ confidence, found: 0, isOutOfScope: true }));
  const error = (rest: number) => calibrationError([...half(answerable, rest), ...half(others, rest)]);
  return {
    threshold,
    area: rounded(area(sure, unknown)),
    ...sharesAt(sure, unknown, threshold),
    thresholds: THRESHOLDS.map((percent) => percent / 100).map((at) => ({ at, tune: shares(0, at), other: shares(1, at) })),
    calibrationError: { tune: rounded(error(0)), other: rounded(error(1)) },
    bins: binned([...answerable, ...others]).map((inBin, bin) => ({
      from: bin / BINS,
      questions: inBin.length,
      expected: rounded(mean(inBin.map(({ confidence }) => confidence))),
      found: rounded(mean(inBin.map(({ found }) => found))),
      outOfScope: inBin.filter(({ isOutOfScope }) => isOutOfScope).length,
    })),
  };
}

function binned(judged: readonly Judged[]): Judged[][] {
  return Array.from({ length: BINS }, (_, bin) => judged.filter(({ confidence }) => binOf(confidence) === bin));
}

/** Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, 2015. */
function calibrationError(judged: readonly Judged[]): number {
  const gaps = binned(judged).map((inBin) => Math.abs(mean(inBin.map(({ confidence, found }) => confidence - found))) * inBin.length);
  return gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, judged.length);
}

/** The last bin has its upper end too. */
function binOf(confidence: number): number {
  return Math.min(BINS - 1, Math.floor(confidence * BINS));
}

function sharesAt(known: readonly number[], unknown: readonly number[], at: number): Shares {
  return {
    answered: rounded(mean(known.map((confidence) => (confidence >= at ? 1 : 0)))),
    stopped: rounded(mean(unknown.map((confidence) => (confidence < at ? 1 : 0)))),
  };
}

/** The share of pairs in which `known` is above `unknown`; a tie counts for half (Hanley and McNeil, 1982). */
export function area(known: readonly number[], unknown: readonly number[]): number {
  return mean(known.map((yes) => mean(unknown.map((no) => (yes > no ? 1 : yes === no ? 0.5 : 0)))));
}
