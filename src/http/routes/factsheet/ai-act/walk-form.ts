import { checkAnswer } from '../../../../factsheet/statements/check.ts';
import type { Question } from '../../../../factsheet/statements/questions.ts';
import { TREE } from '../../../../factsheet/ai-act/tree/tree.ts';
import type { GivenAnswer } from '../../../../factsheet/ai-act/walk.ts';

export const MAX_REMARK = 300;
/** Enough to give back what was typed. */
const MAX_TYPED = 4_000;

/** A remark is public as statements are, and is checked as they are. */
const REMARK: Question = { id: 'toelichting', of: 'assistant', group: 'recht', kind: 'area', max: MAX_REMARK, isRequired: false, label: 'Toelichting', help: '', example: '', answeredBy: '' };

/** The answers that a form carries: of questions that there are, with choices that they have. What else stands in it is let go. */
export function givenIn(fields: URLSearchParams): Map<string, GivenAnswer> {
  return new Map(
    TREE.flatMap(({ id, choices }): [string, GivenAnswer][] => {
      const choice = fields.get(`antwoord-${id}`);
      if (choice === null || choices.every((one) => one.id !== choice)) return [];
      const { remark } = remarkIn(fields.get(`toelichting-${id}`) ?? '');
      return [[id, { choice, ...(remark !== undefined && { remark }) }]];
    }),
  );
}

export interface AnsweredNow {
  /** What was chosen and typed, to be given back. */
  readonly choice: string;
  readonly remark: string;
  readonly faults: Readonly<Record<string, string>>;
  /** Undefined where something is wrong. */
  readonly answer: GivenAnswer | undefined;
}

/** The answer to the question on the page. */
export function answerIn(fields: URLSearchParams, choices: readonly { readonly id: string }[]): AnsweredNow {
  const choice = fields.get('keuze') ?? '';
  const typed = (fields.get('toelichting') ?? '').slice(0, MAX_TYPED);
  const { remark, fault } = remarkIn(typed);
  const isChosen = choices.some(({ id }) => id === choice);
  const faults = { ...(!isChosen && { keuze: 'ontbreekt: kies er een' }), ...(fault !== undefined && { toelichting: fault }) };
  const isGood = isChosen && fault === undefined;
  return { choice, remark: typed, faults, answer: isGood ? { choice, ...(remark !== undefined && { remark }) } : undefined };
}

function remarkIn(typed: string): { readonly remark?: string; readonly fault?: string } {
  const checked = checkAnswer(REMARK, typed);
  if ('fault' in checked) return { fault: checked.fault };
  return typeof checked.answer === 'string' ? { remark: checked.answer } : {};
}
