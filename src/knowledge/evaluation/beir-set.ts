import type { Database } from '../../store/database.ts';
import { syncCollections } from '../collections.ts';
import { putDocuments } from '../documents/put-documents.ts';
import { documentId, sha256 } from '../text.ts';
import type { DocumentInput, PassageInput } from '../types.ts';
import type { BeirFolder, BeirText } from './beir.ts';
import type { QuestionSet } from './questions.ts';

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
