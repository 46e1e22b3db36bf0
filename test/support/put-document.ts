import { type PutOutcome, putDocuments } from '../../src/knowledge/documents/put-documents.ts';
import type { DocumentInput } from '../../src/knowledge/types.ts';
import type { Database } from '../../src/store/database.ts';

/** Swaps one document in. */
export async function putDocument(db: Database, document: DocumentInput): Promise<PutOutcome> {
  const [outcome] = await putDocuments(db, [document]);
  if (outcome === undefined) throw new Error('putDocuments gave no outcome');
  return outcome;
}
