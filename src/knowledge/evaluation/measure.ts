import { confidenceReport, type ConfidenceReport } from './confidence.ts';
import { hit, mean, type Measured, median, ndcg, reciprocalRank, rounded } from './metrics.ts';

export interface Figures {
  readonly 'ndcg@10': number;
  readonly 'mrr@10': number;
  readonly 'hit@10': number;
  readonly 'hit@1': number;
  readonly 'hit@3': number;
  readonly p50_ms: number;
  readonly queries: number;
}

export interface VariantReport extends Figures {
  readonly sets: Readonly<Record<string, Figures>>;
  /** Questions in even places, on which choices are made, and those in odd ones, which show whether they hold. */
  readonly halves: { readonly tune: Figures; readonly other: Figures };
  /** Absent without questions that no document answers, and where search sees no words. */
  readonly confidence?: ConfidenceReport;
}

/** @param unknown confidence of the questions that no document answers; none where confidence says nothing. */
export function measure(known: readonly Measured[], unknown: readonly number[], threshold: number): VariantReport {
  const sets = Map.groupBy(known.filter(({ set }) => set !== undefined), ({ set }) => set ?? '');
  return {
    ...figures(known),
    sets: Object.fromEntries([...sets].map(([name, part]) => [name, figures(part)])),
    halves: { tune: figures(known.filter((_, index) => index % 2 === 0)), other: figures(known.filter((_, index) => index % 2 === 1)) },
    ...(unknown.length > 0 && { confidence: confidenceReport(known, unknown, threshold) }),
  };
}

function figures(results: readonly Measured[]): Figures {
  return {
    'ndcg@10': rounded(mean(results.map(({ ranking, grades }) => ndcg(ranking, grades)))),
    'mrr@10': rounded(mean(results.map(({ ranking, grades }) => reciprocalRank(ranking, grades)))),
    'hit@10': rounded(mean(results.map(({ ranking, grades }) => hit(ranking, grades)))),
    'hit@1': rounded(mean(results.map(({ ranking, grades }) => hit(ranking, grades, 1)))),
    'hit@3': rounded(mean(results.map(({ ranking, grades }) => hit(ranking, grades, 3)))),
    p50_ms: rounded(median(results.map(({ ms }) => ms))),
    queries: results.length,
  };
}
