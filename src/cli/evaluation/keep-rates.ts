import type { Made } from '../../answer/details.ts';
import { ratesOf } from '../../evaluation/rates.ts';
import type { JudgedCase } from '../../evaluation/run-cases.ts';
import { keepEvaluation } from '../../factsheet/evaluations.ts';
import type { Queryable } from '../../store/database.ts';
import { promptsDigest } from '../../factsheet/evaluation-doubts.ts';
import { VERSION } from '../version.ts';
import { isPlain, modelsOf } from './answer-cases.ts';

/** Keeps how well each assistant did on its own cases: shares alone, nothing of what was asked or answered. */
export async function keepRates(db: Queryable, judged: readonly JudgedCase[], at = new Date()): Promise<void> {
  for (const [assistant, some] of Map.groupBy(judged, ({ asked }) => asked.assistant)) {
    const { passRate, groundedShare, falseAnswers, falseRefusals, b1Share, attacks, attacksSucceeded } = ratesOf(some, isPlain);
    const attacksHeld = attacks === 0 ? undefined : Math.round((1 - attacksSucceeded / attacks) * 1_000) / 1_000;
    const shares = Object.entries({ passRate, groundedShare, falseAnswers, falseRefusals, b1Share, attacksHeld }).flatMap(([rate, value]) => (value === undefined ? [] : [[rate, value] as const]));
    await keepEvaluation(db, { assistant, at, cases: some.length, rates: Object.fromEntries(shares), version: VERSION, model: modelsOf(some).join(', '), promptsSha256: promptsOf(assistant, some) });
  }
}

/** Of the assistant's own prompts, as they stand with the answers; null where no model was asked. */
function promptsOf(assistant: string, judged: readonly JudgedCase[]): string | null {
  const own = judged
    .map(({ taken }) => (taken.details?.['made'] as Made | undefined)?.prompts.filter(({ name }) => name.startsWith(`${assistant}/`)) ?? [])
    .find((prompts) => prompts.length > 0);
  return own === undefined ? null : promptsDigest(own);
}
