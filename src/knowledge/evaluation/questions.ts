import { basename } from 'node:path';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import type { FoundPassage } from '../types.ts';
import { readLines } from './lines.ts';
import type { Grades } from './metrics.ts';

/** A question of which the right documents are known. */
export interface GradedQuestion {
  /** Typing errors that are put in it follow from this. */
  readonly id: string;
  readonly text: string;
  readonly set?: string | undefined;
  /** By what `keyOf` calls a document. */
  readonly grades: Grades;
}

/** Questions, and the documents that they are asked of. */
export interface QuestionSet {
  readonly questions: readonly GradedQuestion[];
  /** Questions that no document answers. */
  readonly outOfScope: readonly string[];
  readonly keyOf: (passage: FoundPassage) => string;
  /** Writes the documents into a scratch database, empty and migrated. */
  readonly load: (db: Database, note: (line: string) => void, signal: AbortSignal) => Promise<void>;
}

const MAX_QUESTION = 2_000;
const MAX_OUT_OF_SCOPE = 10_000;
const question = z.string('moet tekst zijn').trim().min(1, 'mag niet leeg zijn').max(MAX_QUESTION, 'hoogstens 2.000 tekens');
const ownLine = z.object(
  { question, titles: z.array(z.string('moet tekst zijn').min(1, 'mag niet leeg zijn'), 'moet een lijst van titels zijn') },
  'moet een object zijn',
);

/**
 * Reads questions about a municipality's own documents: a line `{"question": …, "titles": […]}` each, with the titles of
 * the documents that answer it; no titles for a question that none answers. They are called `v1`, `v2`, … by their line.
 * @throws BalieError `path-unreadable`; `input-invalid` naming file and line, or when no question has a title.
 */
export async function readOwnQuestions(path: string): Promise<Pick<QuestionSet, 'questions' | 'outOfScope'>> {
  const rows = await readLines(path, (line, number) => ({ id: `v${number}`, ...ownLine.parse(JSON.parse(line)) }));
  const questions = rows
    .filter(({ titles }) => titles.length > 0)
    .map(({ id, question: text, titles }) => ({ id, text, grades: new Map(titles.map((title) => [title, 1])) }));
  if (questions.length === 0) throw new BalieError('input-invalid', { detail: `${basename(path)}: geen vraag met een titel` });
  return { questions, outOfScope: rows.filter(({ titles }) => titles.length === 0).map((row) => row.question) };
}

/**
 * Reads questions that no document answers, one a line.
 * @throws BalieError `path-unreadable`; `input-invalid` naming file and line when one is too long, or there are more than 10,000.
 */
export async function readOutOfScope(path: string): Promise<string[]> {
  const questions = await readLines(path, (line) => question.parse(line));
  if (questions.length <= MAX_OUT_OF_SCOPE) return questions;
  throw new BalieError('input-invalid', { detail: `${basename(path)}: meer dan 10.000 vragen` });
}
