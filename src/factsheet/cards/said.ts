import type { Factsheet } from '../factsheet.ts';

/** What people said of an assistant, or of the whole deployment. */
export interface Said {
  statement(question: string): Factsheet['statements'][number] | undefined;
  /** A text; undefined: nobody said it. */
  text(question: string): string | undefined;
  links(question: string): readonly { readonly title: string; readonly link?: string }[];
}

/** @param assistant undefined: what is said of the whole deployment. */
export function saidOf({ statements }: Factsheet, assistant: string | undefined): Said {
  const statement = (question: string) => statements.find((one) => one.question === question && (one.assistant ?? undefined) === assistant);
  return {
    statement,
    text(question) {
      const answer = statement(question)?.answer;
      return typeof answer === 'string' && answer !== '' ? answer : undefined;
    },
    links(question) {
      const answer = statement(question)?.answer;
      return Array.isArray(answer) ? answer.map((one: string | { readonly title: string; readonly link?: string }) => (typeof one === 'string' ? { title: one } : one)) : [];
    },
  };
}
