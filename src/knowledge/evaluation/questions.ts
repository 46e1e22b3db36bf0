import { basename } from 'node:path';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import type { FoundPassage } from '../types.ts';
import { readLines } from './lines.ts';
import type { Grades } from './metrics.ts';

/** One question and answer before it in its conversation. */
export interface EarlierTurn {
  readonly question: string;
  readonly answer: string;
}

/** A question as it is asked. */
export interface AskedQuestion {
  readonly text: string;
  /** What was asked and answered before it, oldest first. */
  readonly history?: readonly EarlierTurn[] | undefined;
}

/** A question of which the right documents are known. */
export interface GradedQuestion extends AskedQuestion {
  /** Typing errors that are put in it follow from this. */
  readonly id: string;
  readonly set?: string | undefined;
  /** By what `keyOf` calls a document. */
  readonly grades: Grades;
}

/** Questions, and the documents that they are asked of. */
export interface QuestionSet {
  readonly questions: readonly GradedQuestion[];
  /** Questions that no document answers. */
  readonly outOfScope: readonly AskedQuestion[];
  readonly keyOf: (passage: FoundPassage) => string;
  /** Writes the documents into a scratch database, empty and migrated. */
  readonly load: (db: Database, note: (line: string) => void, signal: AbortSignal) => Promise<void>;
}

const MAX_QUESTION = 2_000;
const MAX_OUT_OF_SCOPE = 10_000;
const MAX_ANSWER = 10_000;
const MAX_TURNS = 20;
const MAX_SET = 100;
const question = z.string('moet tekst zijn').trim().min(1, 'mag niet leeg zijn').max(MAX_QUESTION, 'hoogstens 2.000 tekens');
const earlier = z.union(
  [
    question.transform((text): EarlierTurn => ({ question: text, answer: '' })),
    z.object({ question, answer: z.string().max(MAX_ANSWER).default('') }),
  ],
  'moet een vraag zijn, of een object met vraag en antwoord',
);
const ownLine = z.object(
  {
    question,
    titles: z.array(z.string('moet tekst zijn').min(1, 'mag niet leeg zijn'), 'moet een lijst van titels zijn'),
    history: z.array(earlier, 'moet een lijst van vragen zijn').max(MAX_TURNS, 'hoogstens 20 vragen').optional(),
    set: z.string('moet tekst zijn').min(1, 'mag niet leeg zijn').max(MAX_SET, 'hoogstens 100 tekens').optional(),
  },
  'moet een object zijn',
);

/**
 * Reads questions about a municipality's own documents: a line `{"question": …, "titles": […]}` each, with the titles of
 * the documents that answer it; no titles for a question that none answers. With `history`, the questions before it in its
 * conversation, oldest first (`"…"` or `{"question": …, "answer": …}`), and `set`, the name under which it is counted apart.
 * They are called `v1`, `v2`, … by their line.
 * @throws BalieError `path-unreadable`; `input-invalid` naming file and line, or when no question has a title.
 */
export async function readOwnQuestions(path: string): Promise<Pick<QuestionSet, 'questions' | 'outOfScope'>> {
  const rows = await readLines(path, (line, number) => ({ id: `v${number}`, ...ownLine.parse(JSON.parse(line)) }));
  const questions = rows
    .filter(({ titles }) => titles.length > 0)
    .map(({ id, question: text, titles, history, set }) => ({ id, text, history, set, grades: new Map(titles.map((title) => [title, 1])) }));
  if (questions.length === 0) throw new BalieError('input-invalid', { detail: `${basename(path)}: geen vraag met een titel` });
  return { questions, outOfScope: rows.filter(({ titles }) => titles.length === 0).map(({ question: text, history }) => ({ text, history })) };
}

/**
 * Reads questions that no document answers, one a line.
 * @throws BalieError `path-unreadable`; `input-invalid` naming file and line when one is too long, or there are more than 10,000.
 */
export async function readOutOfScope(path: string): Promise<AskedQuestion[]> {
  const questions = await readLines(path, (line) => question.parse(line));
  if (questions.length <= MAX_OUT_OF_SCOPE) return questions.map((text) => ({ text }));
  throw new BalieError('input-invalid', { detail: `${basename(path)}: meer dan 10.000 vragen` });
}
