import { dutchDay } from '../../../dutch-time.ts';
import { checkAnswer, checkSpeaker, checkTogether, type Written, writtenOf } from '../../../factsheet/statements/check.ts';
import { keyOf } from '../../../factsheet/statements/configured.ts';
import type { Answer, Question } from '../../../factsheet/statements/questions.ts';
import type { NewStatement, Statement } from '../../../factsheet/statements/statements.ts';
import { versionIn } from '../settings/given.ts';

/** More than any limit of a question, and enough to give back what was typed. */
const MAX_VALUE = 20_000;

export interface Filled {
  readonly written: Readonly<Record<string, Written>>;
  readonly role: string;
  readonly reviewOn: string;
  readonly isAllChecked: boolean;
}

export function filledIn(fields: URLSearchParams, questions: readonly Question[]): Filled {
  const one = (name: string) => (fields.get(name) ?? '').slice(0, MAX_VALUE);
  return {
    written: Object.fromEntries(questions.map(({ id, kind }) => [id, kind === 'choices' ? fields.getAll(id) : one(id)])),
    role: one('functie').trim(),
    reviewOn: one('nakijken').trim(),
    isAllChecked: fields.get('alles') === 'ja',
  };
}

interface Place {
  readonly assistant: string | undefined;
  readonly questions: readonly Question[];
  readonly current: readonly Statement[];
  readonly byPerson: string;
}

/** What is said anew by a form, or what is wrong by field. */
export function statementsIn(fields: URLSearchParams, filled: Filled, { assistant, questions, current, byPerson }: Place): { readonly given: readonly NewStatement[] } | { readonly faults: Readonly<Record<string, string>> } {
  const faults: Record<string, string> = {};
  const answers = new Map<string, Answer | undefined>();
  const said = new Map(current.filter((one) => one.assistant === assistant).map((one) => [one.question, one]));
  for (const question of questions) {
    const checked = checkAnswer(question, filled.written[question.id] ?? '');
    if ('fault' in checked) faults[question.id] = checked.fault;
    else if (checked.answer === undefined && said.get(question.id)?.number === 0) faults[question.id] = 'staat in het configuratiebestand: haal het daar weg, of vul hier iets anders in';
    else answers.set(question.id, checked.answer);
  }
  for (const [id, fault] of checkTogether(answers)) faults[id] = fault;
  const speaker = checkSpeaker({ role: filled.role, reviewOn: filled.reviewOn }, dutchDay(new Date()));
  if (speaker.role !== undefined) faults['functie'] = speaker.role;
  if (speaker.reviewOn !== undefined) faults['nakijken'] = speaker.reviewOn;
  if (Object.keys(faults).length > 0) return { faults };
  const given = questions.flatMap(({ id }) => {
    const answer = answers.get(id);
    const before = said.get(id)?.answer;
    const isSame = JSON.stringify(writtenOf(answer)) === JSON.stringify(writtenOf(before));
    if (isSame && (answer === undefined || !filled.isAllChecked)) return [];
    return [{ assistant, question: id, answer, role: filled.role, reviewOn: filled.reviewOn, expected: versionIn(fields, `versie-${id}`), byPerson }];
  });
  return { given };
}

/** What of some questions must be said and is not, and what is due to be looked at. */
export function stateOf(questions: readonly Question[], assistant: string | undefined, current: readonly Statement[], today: string) {
  const said = new Map(current.map((one) => [keyOf(one), one]));
  const of = (question: Question) => said.get(keyOf({ assistant, question: question.id }));
  return {
    answered: questions.filter((question) => of(question) !== undefined).length,
    questions: questions.length,
    missing: questions.filter((question) => question.isRequired && of(question) === undefined).map(({ label }) => label),
    due: questions.filter((question) => (of(question)?.reviewOn ?? '9999') <= today).map(({ label }) => label),
  };
}
