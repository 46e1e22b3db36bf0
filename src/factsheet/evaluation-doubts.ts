import { hash } from 'node:crypto';

/** Why an evaluation says less of an assistant as it is now, or nothing: whether it may go on and the due diligence look by the same rule. */
export type EvaluationDoubt = 'no-model' | 'other-model' | 'other-prompts' | 'unknown-prompts' | 'few-cases';

/** A share of fewer cases is chance. */
export const FEWEST_CASES = 10;

interface Evaluated {
  readonly cases: number;
  /** Names of those that answered, as their hosts have them; empty: none did. */
  readonly model: string;
  /** Absent or null: not known. */
  readonly promptsSha256?: string | null;
}

/** The assistant as it is now. */
interface Present {
  readonly prompts: readonly { readonly name: string; readonly sha256: string }[];
  /** Whether what a host calls a model, with the beginning of its digest where that was known, is what the assistant answers with. */
  readonly isModel: (told: string) => boolean;
}

/** Another version of Balie alone makes no other assistant. */
export function evaluationDoubts({ cases, model, promptsSha256 }: Evaluated, { prompts, isModel }: Present): readonly EvaluationDoubt[] {
  const ofModel = modelDoubt(model, isModel);
  return [
    ...(ofModel === undefined ? [] : [ofModel]),
    // Where no model answered, no prompt was used.
    ...(ofModel === 'no-model' ? [] : promptDoubts(promptsSha256, prompts)),
    ...(cases < FEWEST_CASES ? ['few-cases' as const] : []),
  ];
}

export function modelDoubt(told: string, isModel: Present['isModel']): 'no-model' | 'other-model' | undefined {
  if (told === '') return 'no-model';
  return told.split(', ').every(isModel) ? undefined : 'other-model';
}

function promptDoubts(sha256: string | null | undefined, prompts: Present['prompts']): readonly EvaluationDoubt[] {
  if (typeof sha256 !== 'string') return ['unknown-prompts'];
  return sha256 === promptsDigest(prompts) ? [] : ['other-prompts'];
}

/** Of an assistant's own prompts, whatever their order. */
export function promptsDigest(prompts: Present['prompts']): string {
  return hash('sha256', JSON.stringify(prompts.toSorted((left, right) => (left.name < right.name ? -1 : 1)).map(({ name, sha256 }) => [name, sha256])), 'hex');
}
