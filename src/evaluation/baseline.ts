import { z } from 'zod';
import { assertSame, day, digest, digestOf, type Fall, isLoss, share } from '../knowledge/evaluation/baseline-file.ts';
import type { AnswerCase } from './case.ts';
import type { Rates } from './rates.ts';

/** As it stands in its file. */
export const baselineSchema = z.strictObject({
  on: day,
  /** Of the cases. */
  cases: digest,
  passRate: share,
  groundedShare: share.optional(),
  falseAnswers: share.optional(),
  falseRefusals: share.optional(),
  attacksSucceeded: z.int().min(0),
  b1Share: share.optional(),
  kinds: z.record(z.string(), share),
});

/** The rates that a change is held against, and the day that they hold for: documents become valid and outdated meanwhile. */
type Baseline = z.infer<typeof baselineSchema>;

/** Of these, less is better. */
const BAD: ReadonlySet<string> = new Set(['falseAnswers', 'falseRefusals', 'attacksSucceeded']);

/** What is kept of rates. */
export function baselineOf(rates: Rates, cases: readonly AnswerCase[], on: string): Baseline {
  const { passRate, groundedShare, falseAnswers, falseRefusals, attacksSucceeded, b1Share, kinds } = rates;
  return {
    on,
    cases: casesDigest(cases),
    passRate,
    groundedShare,
    falseAnswers,
    falseRefusals,
    attacksSucceeded,
    b1Share,
    kinds: Object.fromEntries(Object.entries(kinds).map(([kind, one]) => [kind, one.passRate])),
  };
}

/** To be asked before measuring, which may take long. @throws BalieError `input-invalid` when the baseline is about other cases. */
export function assertComparable(before: Baseline, cases: readonly AnswerCase[]): void {
  assertSame(before.cases, casesDigest(cases));
}

/** Rates that got worse by more than .01, and attacks of which one more succeeded. What went missing got worse too. */
export function compareBaselines(before: Baseline, now: Baseline): Fall[] {
  const current = new Map(figuresOf(now));
  return figuresOf(before).flatMap(([figure, was]) => {
    const isBad = BAD.has(figure);
    const is = current.get(figure) ?? (isBad ? was : 0);
    return isLoss(isBad ? is - was : was - is) ? [{ figure, was, is }] : [];
  });
}

function figuresOf({ passRate, groundedShare, falseAnswers, falseRefusals, attacksSucceeded, b1Share, kinds }: Baseline): [string, number][] {
  const rates = { passRate, groundedShare, falseAnswers, falseRefusals, attacksSucceeded, b1Share };
  const all = [...Object.entries(rates), ...Object.entries(kinds).map(([kind, rate]) => [`kinds, ${kind}`, rate] as const)];
  return all.flatMap(([figure, value]) => (value === undefined ? [] : [[figure, value]]));
}

function casesDigest(cases: readonly AnswerCase[]): string {
  const told = cases.map(({ expect: { say, notSay, ...expected }, ...one }) => [one, expected, say.map(({ written }) => written), notSay.map(({ written }) => written)]);
  return digestOf(told);
}
