import type { Statement, Statements } from './statements.ts';

/** Answers of the configuration file hold where nothing was said in Beheer: they have number 0. */
export function withConfigured(kept: Statements, configured: readonly Statement[]): Statements {
  return {
    ...kept,
    async current() {
      const said = await kept.current();
      const keys = new Set(said.map(keyOf));
      return [...said, ...configured.filter((statement) => !keys.has(keyOf(statement)))];
    },
  };
}

/** What an assistant is called for people outside, where that was said. */
export function saidName(said: readonly Pick<Statement, 'assistant' | 'question' | 'answer'>[], assistant: string): string | undefined {
  const answer = said.find((one) => one.assistant === assistant && one.question === 'name')?.answer;
  return typeof answer === 'string' ? answer : undefined;
}

/** By which question of what a statement is known. */
export function keyOf({ assistant = '', question }: Pick<Statement, 'assistant' | 'question'>): string {
  return `${assistant}/${question}`;
}
