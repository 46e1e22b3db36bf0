import { z } from 'zod';
import { BalieError } from '../../errors.ts';
import { assertSame, day, digest, digestOf, type Fall, isLoss, readBaselineFile, share } from './baseline-file.ts';
import type { RetrievalReport } from './evaluate.ts';
import type { VariantReport } from './measure.ts';
import type { QuestionSet } from './questions.ts';
import { type VariantName, variantNames } from './variants.ts';

const ranking = { 'ndcg@10': share, 'mrr@10': share, 'hit@10': share };
const variantSchema = z.strictObject({
  ...ranking,
  sets: z.record(z.string(), z.strictObject(ranking)),
  confidence: z.strictObject({ area: share, answered: share, stopped: share }).optional(),
});
const baselineSchema = z.strictObject({
  on: day,
  questions: digest,
  variants: z.partialRecord(z.enum(variantNames), variantSchema),
});

type VariantFigures = z.infer<typeof variantSchema>;

/** The figures that a change of search is held against. Times are left out: they are the machine's. */
export type Baseline = z.infer<typeof baselineSchema>;

/** @throws BalieError `path-unreadable`, or `input-invalid` when the file is no baseline. */
export function readBaseline(path: string): Promise<Baseline> {
  return readBaselineFile(path, baselineSchema);
}

/** What is kept of a report. */
export function baselineOf(report: RetrievalReport, set: QuestionSet, on: string): Baseline {
  const variants = Object.entries(report.variants).map(([name, one]) => [name, figuresOf(one)] as const);
  return { on, questions: questionsDigest(set), variants: Object.fromEntries(variants) };
}

/**
 * To be asked before measuring, which may take long.
 * @throws BalieError `input-invalid` when the baseline is about other questions, or has none of these variants.
 */
export function assertComparable(before: Baseline, set: QuestionSet, names: readonly VariantName[]): void {
  assertSame(before.questions, questionsDigest(set));
  if (!names.some((name) => before.variants[name] !== undefined)) {
    throw new BalieError('input-invalid', { detail: `De nulmeting heeft geen ${names.join(', ')}.` });
  }
}

/**
 * Figures that fell by more than .01, of the variants that both have. What is new in `now` has nothing to fall from; a set
 * or confidence that went missing fell to 0.
 */
export function compareBaselines(before: Baseline, now: Baseline): Fall[] {
  return variantNames.flatMap((name) => {
    const [old, current] = [before.variants[name], now.variants[name]];
    if (old === undefined || current === undefined) return [];
    const found = new Map(flat(current, name));
    return flat(old, name)
      .map(([figure, was]) => ({ figure, was, is: found.get(figure) ?? 0 }))
      .filter(({ was, is }) => isLoss(was - is));
  });
}

function figuresOf({ sets, confidence, ...all }: VariantReport): VariantFigures {
  const ofRanking = (one: VariantFigures['sets'][string]) => ({ 'ndcg@10': one['ndcg@10'], 'mrr@10': one['mrr@10'], 'hit@10': one['hit@10'] });
  return {
    ...ofRanking(all),
    sets: Object.fromEntries(Object.entries(sets).map(([name, figures]) => [name, ofRanking(figures)])),
    ...(confidence && { confidence: { area: confidence.area, answered: confidence.answered, stopped: confidence.stopped } }),
  };
}

/** Every number below `value`, with the way to it. */
function flat(value: object, path: string): [string, number][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const way = `${path}, ${key}`;
    if (typeof inner === 'number') return [[way, inner] as [string, number]];
    return typeof inner === 'object' && inner !== null ? flat(inner, way) : [];
  });
}

function questionsDigest({ questions, outOfScope }: QuestionSet): string {
  const known = questions.map(({ id, text, set, grades, history }) => [id, text, set, [...grades], ...(history === undefined ? [] : [history])]);
  const unknown = outOfScope.map(({ text, history }) => (history === undefined ? text : [text, history]));
  return digestOf([known, unknown]);
}
