import { join } from 'node:path';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';
import { readLines } from './lines.ts';
import type { Grades } from './metrics.ts';

const text = z.string('moet tekst zijn');
const filled = text.min(1, 'mag niet leeg zijn');
const textLine = z.object({ _id: filled, title: text.optional(), text }, 'moet een object zijn');
const questionLine = z.object({ _id: filled, text: filled, set: filled.optional() }, 'moet een object zijn');
const gradeLine = z.tuple([filled, filled, z.coerce.number('moet een getal zijn')], 'moet drie kolommen hebben');

export type BeirText = z.infer<typeof textLine>;
export type BeirQuestion = z.infer<typeof questionLine>;

/** A folder in BEIR's layout (Thakur et al., 2021): texts, questions, and which text answers which question. */
export interface BeirFolder {
  readonly texts: readonly BeirText[];
  /** Only questions that have a right text: the others cannot be measured. */
  readonly questions: readonly BeirQuestion[];
  readonly grades: ReadonlyMap<string, Grades>;
}

/**
 * Reads `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`.
 * @throws BalieError `path-unreadable` when the folder or a file is not there; `input-invalid` naming file and line
 *   when a line is not what BEIR says, an id comes twice, or no question has a right text.
 */
export async function readBeir(folder: string): Promise<BeirFolder> {
  const texts = await readLines(join(folder, 'corpus.jsonl'), unique((line) => textLine.parse(JSON.parse(line))));
  const all = await readLines(join(folder, 'queries.jsonl'), unique((line) => questionLine.parse(JSON.parse(line))));
  const grades = new Map<string, Map<string, number>>();
  const rows = await readLines(join(folder, 'qrels.tsv'), parseGrade);
  for (const row of rows) {
    if (row === undefined || row[2] <= 0) continue;
    const [question, id, grade] = row;
    grades.set(question, (grades.get(question) ?? new Map<string, number>()).set(id, grade));
  }
  const questions = all.filter((question) => grades.has(question._id));
  if (questions.length === 0) {
    throw new BalieError('input-invalid', { detail: 'qrels.tsv: geen vraag met een goed antwoord' });
  }
  return { texts, questions, grades };
}

/** BEIR's first line names the columns; it may be absent. */
function parseGrade(line: string, number: number): z.infer<typeof gradeLine> | undefined {
  return number === 1 && line.startsWith('query-id\t') ? undefined : gradeLine.parse(line.split('\t'));
}

function unique<Row extends { _id: string }>(parse: (line: string) => Row): (line: string) => Row {
  const seen = new Set<string>();
  return (line) => {
    const row = parse(line);
    if (seen.has(row._id)) throw new Error(`_id komt twee keer voor: ${row._id}`);
    seen.add(row._id);
    return row;
  };
}
