import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import { passageWords } from './passage-words.ts';
import { documentId } from './text.ts';

/** What an editor may set by hand; null takes it back, and what the document says itself counts again. */
export interface Corrections {
  readonly title?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly owner?: string | null | undefined;
  readonly validFrom?: string | null | undefined;
  readonly validUntil?: string | null | undefined;
  readonly reviewBy?: string | null | undefined;
}

const columns = [
  ['title', 'title', 'text'],
  ['url', 'url', 'text'],
  ['owner', 'owner', 'text'],
  ['valid_from', 'validFrom', 'date'],
  ['valid_until', 'validUntil', 'date'],
  ['review_by', 'reviewBy', 'date'],
] as const;

/** PostgreSQL's code for a value that a table's own rule refuses. */
const CHECK_VIOLATION = '23514';

/** SQL that sets the columns that searches read: what was set by hand, else what the document says. */
export function correctedColumns(corrections: string, metadata: string): string {
  return columns.map(([column, key, type]) => `${column} = coalesce(${corrections} ->> '${key}', ${metadata} ->> '${key}')::${type}`).join(', ');
}

/**
 * Sets by hand what is said about a document. It counts at once, in searches too, and stays when a new version comes in.
 * @param corrections checked values; a key that is absent stays as it is.
 * @returns false when there is no such document. @throws BalieError `document-metadata-invalid` when it would end before it begins.
 */
export function correctDocument(db: Database, collectionId: string, sourceId: string, corrections: Corrections): Promise<boolean> {
  const id = documentId(collectionId, sourceId);
  return db.transaction(async (tx) => {
    // The writers' lock before any row, as all take it who change passages.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('balie.knowledge'))`);
    const [before] = await tx.query<{ title: string }>('SELECT title FROM documents WHERE id = $1', [id]);
    if (before === undefined) return false;
    const [after] = await tx.query<{ title: string }>(CORRECT, [id, JSON.stringify(corrections)]).catch(whatContradicts);
    if (after?.title !== before.title) await indexAnew(tx, id);
    return true;
  });
}

const CORRECTED = `jsonb_strip_nulls(corrections || $2::text::jsonb)`;
/** Documents of before titles could be corrected have their own title in its column only. */
const OWN = `(jsonb_build_object('title', title) || metadata)`;
const CORRECT = `UPDATE documents SET corrections = ${CORRECTED}, metadata = ${OWN}, ${correctedColumns(`(${CORRECTED})`, OWN)} WHERE id = $1 RETURNING title`;

/** Passages are found by the title too, and are replaced, not changed. */
async function indexAnew(tx: Queryable, id: string): Promise<void> {
  await tx.query(
    `WITH old AS (DELETE FROM passages WHERE document_id = $1 RETURNING document_id, collection_id, ordinal, page, headings, text, digest)
     INSERT INTO passages (document_id, collection_id, ordinal, page, headings, text, digest, words)
     SELECT o.document_id, o.collection_id, o.ordinal, o.page, o.headings, o.text, o.digest, ${passageWords('d.title', 'o.headings', 'o.text')}
     FROM old o JOIN documents d ON d.id = o.document_id ORDER BY o.ordinal`,
    [id],
  );
}

function whatContradicts(cause: unknown): never {
  if (!(cause instanceof Error && 'code' in cause && cause.code === CHECK_VIOLATION)) throw cause;
  throw new BalieError('document-metadata-invalid', { detail: 'validUntil moet op of na validFrom vallen', cause });
}
