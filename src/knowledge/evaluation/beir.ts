import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';
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
  const [corpus, queries] = [join(folder, 'corpus.jsonl'), join(folder, 'queries.jsonl')];
  const texts = await readLines(corpus, (line) => textLine.parse(JSON.parse(line)), uniqueId());
  const all = await readLines(queries, (line) => questionLine.parse(JSON.parse(line)), uniqueId());
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

function uniqueId(): (row: { _id: string }) => void {
  const seen = new Set<string>();
  return ({ _id }) => {
    if (seen.has(_id)) throw new Error(`_id komt twee keer voor: ${_id}`);
    seen.add(_id);
  };
}

async function readLines<Row>(
  path: string,
  parse: (line: string, number: number) => Row,
  check: (row: Row) => void = () => undefined,
): Promise<Row[]> {
  const file = await stat(path).catch((cause: unknown) => {
    throw new BalieError('path-unreadable', { detail: path, cause });
  });
  if (!file.isFile()) throw new BalieError('path-unreadable', { detail: path });
  const rows: Row[] = [];
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      const row = parse(line, number);
      check(row);
      rows.push(row);
    } catch (cause) {
      throw new BalieError('input-invalid', { detail: `${basename(path)}, regel ${number}: ${reason(cause)}`, cause });
    }
  }
  return rows;
}

function reason(error: unknown): string {
  if (error instanceof SyntaxError) return 'geen geldige JSON';
  if (error instanceof z.ZodError) {
    return error.issues.map((issue) => `${issue.path.join('.') || 'regel'}: ${issue.message}`).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
