import { join } from 'node:path';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { syncCollections } from '../collections.ts';
import { putDocuments } from '../documents/put-documents.ts';
import { documentId, sha256 } from '../text.ts';
import type { DocumentInput, PassageInput } from '../types.ts';
import { readLines } from './lines.ts';
import type { Grades } from './metrics.ts';
import type { QuestionSet } from './questions.ts';

const text = z.string('moet tekst zijn');
const filled = text.min(1, 'mag niet leeg zijn');
const textLine = z.object({ _id: filled, title: text.optional(), text }, 'moet een object zijn');
const questionLine = z.object({ _id: filled, text: filled, set: filled.optional() }, 'moet een object zijn');
const gradeLine = z.tuple([filled, filled, z.coerce.number('moet een getal zijn')], 'moet drie kolommen hebben');

type BeirText = z.infer<typeof textLine>;
type BeirQuestion = z.infer<typeof questionLine>;

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

/** Production's way of cutting a text into passages. */
type Split = (text: string) => readonly PassageInput[];

const COLLECTION = 'beir';
const BATCH = 500;
const TITLE_LENGTH = 200;

/** The questions of a BEIR folder, asked of its texts. */
export function beirSet({ texts, questions, grades }: BeirFolder, split: Split, outOfScope: QuestionSet['outOfScope'] = []): QuestionSet {
  const idOfText = new Map(texts.map((text) => [documentId(COLLECTION, text._id), text._id]));
  return {
    questions: questions.map(({ _id, text, set }) => ({ id: _id, text, set, grades: grades.get(_id) ?? new Map<string, number>() })),
    outOfScope,
    keyOf: (passage) => idOfText.get(passage.documentId) ?? '',
    load: (db, note, signal) => load(db, texts, split, note, signal),
  };
}

async function load(db: Database, texts: readonly BeirText[], split: Split, note: (line: string) => void, signal: AbortSignal): Promise<void> {
  await syncCollections(db, [{ id: COLLECTION, title: 'BEIR', owner: 'meting', readers: ['resident'] }]);
  for (let start = 0; start < texts.length; start += BATCH) {
    signal.throwIfAborted();
    await putDocuments(db, texts.slice(start, start + BATCH).map((text) => toDocument(text, split)));
    note(`${Math.min(start + BATCH, texts.length)} van ${texts.length} teksten geladen`);
  }
}

/** Without a title the first line serves, as it does at ingestion. */
function toDocument({ _id, title = '', text }: BeirText, split: Split): DocumentInput {
  const firstLine = text.trim().split('\n', 1)[0] ?? '';
  return {
    collectionId: COLLECTION,
    sourceId: _id,
    source: 'evaluation',
    title: title.trim() || firstLine.slice(0, TITLE_LENGTH).trim() || _id,
    mediaType: 'text/plain',
    original: Buffer.from(text),
    digest: sha256(text),
    passages: split(text),
  };
}
