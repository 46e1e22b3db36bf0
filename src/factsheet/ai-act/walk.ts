import type { Mark, TreeChoice, TreeQuestion } from './tree/question.ts';
import { after, TREE } from './tree/tree.ts';

/** What somebody chose at a question, and what they say with it. */
export interface GivenAnswer {
  readonly choice: string;
  readonly remark?: string;
}

/** A step as it is kept: the words as they were read, so that they stay so when the tree gets others. */
export interface Step {
  /** Of the question. */
  readonly id: string;
  readonly question: string;
  readonly article: string;
  /** Of the choice. */
  readonly choice: string;
  readonly answer: string;
  readonly remark?: string;
}

export interface Walk {
  /** As far as it was answered. */
  readonly path: readonly Step[];
  readonly marks: ReadonlySet<Mark>;
  /** What is asked next; undefined: the path has ended. */
  readonly next: TreeQuestion | undefined;
}

/** Goes through the tree by these answers, up to the first question without a good one. Answers beside the way count for nothing. */
export function walk(given: ReadonlyMap<string, GivenAnswer>): Walk {
  const path: Step[] = [];
  const marks = new Set<Mark>();
  let question = TREE[0];
  while (question !== undefined) {
    const answer = given.get(question.id);
    const choice: TreeChoice | undefined = question.choices.find(({ id }) => id === answer?.choice);
    if (choice === undefined) return { path, marks, next: question };
    const remark = answer?.remark;
    path.push({ id: question.id, question: question.text, article: question.article, choice: choice.id, answer: choice.text, ...(remark !== undefined && remark !== '' && { remark }) });
    for (const mark of choice.marks ?? []) marks.add(mark);
    question = after(question, choice);
  }
  return { path, marks, next: undefined };
}

/** The answers of a path, to go on with. */
export function answersOf(path: readonly Step[]): ReadonlyMap<string, GivenAnswer> {
  return new Map(path.map(({ id, choice, remark }) => [id, { choice, ...(remark !== undefined && { remark }) }]));
}
