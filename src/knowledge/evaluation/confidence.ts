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
  /** Tenths of confidence: how many questions with a right document there are, and of how many of those it came first. */
  readonly bins: readonly { readonly from: number; readonly questions: number; readonly rightFirst: number; readonly outOfScope: number }[];
}

const BINS = 10;
/** Percentages; outside these a threshold lets nearly all through, or nearly none. */
const THRESHOLDS = Array.from({ length: 21 }, (_, index) => 10 + 2 * index);

/** How well confidence tells questions that have a right document (`known`) from those that have none (`unknown`). */
export function confidenceReport(known: readonly Measured[], unknown: readonly number[], threshold: number): ConfidenceReport {
  const sure = known.map(({ confidence }) => confidence);
  const half = (rest: number, at: number) => sharesAt(sure.filter((_, index) => index % 2 === rest), unknown.filter((_, index) => index % 2 === rest), at);
  return {
    threshold,
    area: rounded(area(sure, unknown)),
    ...sharesAt(sure, unknown, threshold),
    thresholds: THRESHOLDS.map((percent) => percent / 100).map((at) => ({ at, tune: half(0, at), other: half(1, at) })),
    bins: Array.from({ length: BINS }, (_, bin) => {
      const inBin = known.filter(({ confidence }) => binOf(confidence) === bin);
      return {
        from: bin / BINS,
        questions: inBin.length,
        rightFirst: rounded(mean(inBin.map(({ ranking, grades }) => hit(ranking, grades, 1)))),
        outOfScope: unknown.filter((confidence) => binOf(confidence) === bin).length,
      };
    }),
  };
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
