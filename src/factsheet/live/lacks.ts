/** What an assistant for residents must have before it is turned on: what people say of it, and an evaluation of its answers as it is now. */
import { type EvaluationDoubt, evaluationDoubts } from '../evaluation-doubts.ts';
import type { KeptEvaluation } from '../evaluations.ts';
import { missingStatements } from '../missing.ts';
import type { Question } from '../statements/questions.ts';
import type { Statement } from '../statements/statements.ts';

/** What is missing: an answer to a question of the factsheet, or an evaluation (`none`), or one that says enough of what it is now. */
export type Lack = { readonly kind: 'statement'; readonly assistant: string | undefined; readonly question: Question } | { readonly kind: 'evaluation'; readonly is: 'none' | EvaluationDoubt };

/** An assistant as it is looked at. */
export interface LookedAt {
  readonly name: string;
  readonly title: string;
  readonly prompts: readonly { readonly name: string; readonly sha256: string }[];
  /** Whether a model host's own name for a model is that of what it answers with. Its digest is not looked at: no host is asked for it here. */
  readonly isModel: (hostName: string) => boolean;
}

export function lacksOf(assistant: LookedAt, said: readonly Pick<Statement, 'assistant' | 'question'>[], evaluation: KeptEvaluation | undefined): readonly Lack[] {
  const statements = missingStatements(said, [assistant.name]).map((missing) => ({ kind: 'statement' as const, ...missing }));
  if (evaluation === undefined) return [...statements, { kind: 'evaluation', is: 'none' }];
  return [...statements, ...evaluationDoubts(evaluation, assistant).slice(0, 1).map((is) => ({ kind: 'evaluation' as const, is }))];
}

/** By which something that is missing is known on record. */
export function lackId(lack: Lack): string {
  return lack.kind === 'evaluation' ? `evaluation/${lack.is}` : [lack.assistant, lack.question.id].filter((part) => part !== undefined).join('/');
}
