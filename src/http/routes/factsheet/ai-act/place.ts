import type { Statement } from '../../../../factsheet/statements/statements.ts';
import { AI_ACT_PATH } from '../../../../web/pages/factsheet/ai-act/paths.ts';

export const ONE_PATH = `${AI_ACT_PATH}/:assistant`;

/** What an assistant is called for people outside, where that was said. */
export function calledAs(said: readonly Statement[], { name, title }: { readonly name: string; readonly title: string }): string {
  return textOf(said, name, 'name') ?? title;
}

function textOf(said: readonly Statement[], assistant: string, question: string): string | undefined {
  const answer = said.find((one) => one.assistant === assistant && one.question === question)?.answer;
  return typeof answer === 'string' ? answer : undefined;
}
