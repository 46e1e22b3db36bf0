/** What an assistant for residents must have before it is turned on: what people say of it, and an evaluation of its answers as it is now. */
import { hash } from 'node:crypto';
import type { KeptEvaluation } from '../evaluations.ts';
import { missingStatements } from '../missing.ts';
import type { Question } from '../statements/questions.ts';
import type { Statement } from '../statements/statements.ts';

/** What is missing: an answer to a question of the factsheet, or an evaluation (`none`), or one of what it is now (`other`). */
export type Lack = { readonly kind: 'statement'; readonly assistant: string | undefined; readonly question: Question } | { readonly kind: 'evaluation'; readonly is: 'none' | 'other' };

/** An assistant as it is looked at. */
export interface LookedAt {
  readonly name: string;
  readonly title: string;
  readonly prompts: readonly { readonly name: string; readonly sha256: string }[];
  /** Whether a model host's own name for a model is that of what it answers with. */
  readonly isModel: (hostName: string) => boolean;
}

export function lacksOf(assistant: LookedAt, said: readonly Pick<Statement, 'assistant' | 'question'>[], evaluation: KeptEvaluation | undefined): readonly Lack[] {
  const statements = missingStatements(said, [assistant.name]).map((missing) => ({ kind: 'statement' as const, ...missing }));
  if (evaluation === undefined) return [...statements, { kind: 'evaluation', is: 'none' }];
  return isOf(evaluation, assistant) ? statements : [...statements, { kind: 'evaluation', is: 'other' }];
}

/** Whether an evaluation is of what runs now: the same prompts, on the same model. Another version of Balie alone makes no other assistant. */
function isOf({ promptsSha256, model }: KeptEvaluation, { prompts, isModel }: LookedAt): boolean {
  const models = model.split(', ').map((one) => one.replace(/ \([^)]*\)$/, ''));
  return promptsSha256 === promptsDigest(prompts) && models.every(isModel);
}

/** Of its own prompts, whatever their order. */
export function promptsDigest(prompts: LookedAt['prompts']): string {
  return hash('sha256', JSON.stringify(prompts.toSorted((left, right) => (left.name < right.name ? -1 : 1)).map(({ name, sha256 }) => [name, sha256])), 'hex');
}

/** By which something that is missing is known on record. */
export function lackId(lack: Lack): string {
  return lack.kind === 'evaluation' ? `evaluation/${lack.is}` : [lack.assistant, lack.question.id].filter((part) => part !== undefined).join('/');
}
