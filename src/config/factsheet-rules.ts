import { z } from 'zod';
import { ASSISTANT_QUESTIONS } from '../factsheet/statements/assistant-questions.ts';
import { checkAnswer, checkSpeaker, checkTogether, writtenOf } from '../factsheet/statements/check.ts';
import { DESK_QUESTIONS } from '../factsheet/statements/desk-questions.ts';
import type { Answer, Question } from '../factsheet/statements/questions.ts';

/** What people say of the desk and its assistants, where it is said in the configuration: by the rules of the form in Beheer. */

const answer = z.union([z.string(), z.array(z.string()), z.array(z.strictObject({ title: z.string(), link: z.string().exactOptional() }))]);
const answers = z.record(z.string(), answer);
const day = z.iso.date('moet een dag zijn, zoals 2026-11-27');

/** A statement of the configuration: as one of Beheer that nobody changed yet. */
export interface ConfiguredStatement {
  readonly assistant: string | undefined;
  readonly question: string;
  readonly number: 0;
  readonly answer: Answer;
  readonly role: string;
  readonly at: Date;
  readonly reviewOn: string | undefined;
}

const rules = z.strictObject({
  /** The office that says all of it, the day on which it did, and when it is looked at anew. */
  role: z.string(),
  date: day,
  reviewOn: day,
  desk: answers.default({}),
  assistants: z.record(z.string().min(1).max(100), answers).default({}),
});

export const factsheetRules = rules.optional().transform((given, context): readonly ConfiguredStatement[] => {
  if (given === undefined) return [];
  const { role, date, reviewOn } = given;
  // Against its own day: a review that is due is a task, and no reason not to start.
  for (const [field, message] of Object.entries(checkSpeaker({ role, reviewOn }, date))) context.addIssue({ code: 'custom', path: [field], message });
  const at = new Date(date);
  const read = (questions: readonly Question[], said: z.infer<typeof answers>, assistant: string | undefined): ConfiguredStatement[] => {
    const path = assistant === undefined ? ['desk'] : ['assistants', assistant];
    const wrong = (id: string, message: string) => context.addIssue({ code: 'custom', path: [...path, id], message });
    const found = Object.entries(said).flatMap(([id, written]) => {
      const question = questions.find((one) => one.id === id);
      const checked = question === undefined ? { fault: 'is geen vraag van het gegevensblad' } : checkAnswer(question, writtenOf(written));
      if ('fault' in checked) wrong(id, checked.fault);
      return 'fault' in checked || checked.answer === undefined ? [] : [{ assistant, question: id, number: 0 as const, answer: checked.answer, role, at, reviewOn }];
    });
    for (const [id, message] of checkTogether(new Map(found.map((one) => [one.question, one.answer])))) wrong(id, message);
    return found;
  };
  return [...read(DESK_QUESTIONS, given.desk, undefined), ...Object.entries(given.assistants).flatMap(([name, said]) => read(ASSISTANT_QUESTIONS, said, name))];
});
