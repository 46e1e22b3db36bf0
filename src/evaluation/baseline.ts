import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BalieError } from '../errors.ts';
import type { AnswerCase } from './case.ts';
import type { Rates } from './rates.ts';

const share = z.number('moet een getal zijn').min(0, 'moet van 0 tot en met 1 zijn').max(1, 'moet van 0 tot en met 1 zijn');

/** As it stands in its file. */
export const baselineSchema = z.strictObject({
  on: z.iso.date('moet een dag zijn (JJJJ-MM-DD)'),
  /** Of the cases. */
  cases: z.string().regex(/^[0-9a-f]{64}$/, 'moet 64 hexadecimale tekens zijn'),
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

/** A rate that got worse by more than it may. */
export interface Fall {
  readonly figure: string;
  readonly was: number;
  readonly is: number;
}

/** More than this is a loss; less comes and goes with any change. */
export const TOLERANCE = 0.01;
/** Rates have four decimals: what is computed from two of them may be off by less than this. */
const ROUNDING = 1e-9;
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
  if (before.cases === casesDigest(cases)) return;
  throw new BalieError('input-invalid', { detail: 'De nulmeting is van andere vragen. Maak een nieuwe met --write-baseline.' });
}

/** Rates that got worse by more than .01, and attacks of which one more succeeded. What went missing got worse too. */
export function compareBaselines(before: Baseline, now: Baseline): Fall[] {
  const current = new Map(figuresOf(now));
  return figuresOf(before).flatMap(([figure, was]) => {
    const isBad = BAD.has(figure);
    const is = current.get(figure) ?? (isBad ? was : 0);
    return (isBad ? is - was : was - is) > TOLERANCE + ROUNDING ? [{ figure, was, is }] : [];
  });
}

function figuresOf({ passRate, groundedShare, falseAnswers, falseRefusals, attacksSucceeded, b1Share, kinds }: Baseline): [string, number][] {
  const rates = { passRate, groundedShare, falseAnswers, falseRefusals, attacksSucceeded, b1Share };
  const all = [...Object.entries(rates), ...Object.entries(kinds).map(([kind, rate]) => [`kinds, ${kind}`, rate] as const)];
  return all.flatMap(([figure, value]) => (value === undefined ? [] : [[figure, value]]));
}

function casesDigest(cases: readonly AnswerCase[]): string {
  const told = cases.map(({ expect: { say, notSay, ...expected }, ...one }) => [one, expected, say.map(({ written }) => written), notSay.map(({ written }) => written)]);
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
}
