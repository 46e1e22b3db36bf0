import { ASSISTANT_QUESTIONS } from './statements/assistant-questions.ts';
import { DESK_QUESTIONS } from './statements/desk-questions.ts';
import type { Question } from './statements/questions.ts';
import type { Statement } from './statements/statements.ts';

export interface MissingStatement {
  /** Undefined: of the whole deployment. */
  readonly assistant: string | undefined;
  readonly question: Question;
}

/** What has to be said of the deployment and of these assistants, and nobody said. */
export function missingStatements(said: readonly Pick<Statement, 'assistant' | 'question'>[], assistants: readonly string[]): MissingStatement[] {
  const missing = (questions: readonly Question[], assistant: string | undefined) =>
    questions.filter(({ id, isRequired }) => isRequired && !said.some((one) => one.assistant === assistant && one.question === id)).map((question) => ({ assistant, question }));
  return [...missing(DESK_QUESTIONS, undefined), ...assistants.flatMap((assistant) => missing(ASSISTANT_QUESTIONS, assistant))];
}
