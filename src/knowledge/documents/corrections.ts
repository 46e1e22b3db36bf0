import { BalieError, foreignCode } from '../../errors.ts';
import { type MetadataFault, type MetadataField, NOT_ORDERED } from '../metadata-rules.ts';
import { type Database, ONE_WRITER, type Queryable } from '../../store/database.ts';
import { passageWords } from './passage-words.ts';
import { documentId } from '../text.ts';

/** What an editor may set by hand; null takes it back, and what the document says itself counts again. */
export type Corrections = Readonly<Partial<Record<MetadataField, string | null | undefined>>>;

const columns = [
  ['title', 'title', 'text'],
  ['url', 'url', 'text'],
  ['owner', 'owner', 'text'],
  ['valid_from', 'validFrom', 'date'],
  ['valid_until', 'validUntil', 'date'],
  ['review_by', 'reviewBy', 'date'],
] as const;

/** SQL for the actions of row `d` of documents: searches do not read them, so that they have no column. */
export const ACTIONS = `coalesce(d.corrections ->> 'actions', d.metadata ->> 'actions')`;

/** PostgreSQL's code for a value that a table's own rule refuses, and the name of the rule that days come in order. */
const CHECK_VIOLATION = '23514';
const DAYS_RULE = 'documents_check';

/** The columns that searches read of what can be set by hand. */
export const CORRECTABLE = columns.map(([column]) => column).join(', ');

/** SQL for their values, in that order: what was set by hand, else what the document says. */
export function correctedValues(corrections: string, metadata: string): string {
  return columns.map((one) => valueOf(one, corrections, metadata)).join(', ');
}

/** SQL that sets them so. */
export function correctedColumns(corrections: string, metadata: string): string {
  return columns.map((one) => `${one[0]} = ${valueOf(one, corrections, metadata)}`).join(', ');
}

function valueOf([, key, type]: (typeof columns)[number], corrections: string, metadata: string): string {
  return `coalesce(${corrections} ->> '${key}', ${metadata} ->> '${key}')::${type}`;
}

/**
 * Sets by hand what is said about a document. It counts at once, in searches too, and stays when a new version comes in.
 * @param corrections checked values; a key that is absent stays as it is.
 * @returns false when there is no such document. @throws BalieError `document-metadata-invalid` when it would end before it begins.
 */
export function correctDocument(db: Database, collectionId: string, sourceId: string, corrections: Corrections): Promise<boolean> {
  return db.transaction(async (tx) => {
    // The writers' lock before any row, as all take it who change passages.
    await tx.query(ONE_WRITER);
    return correctIn(tx, documentId(collectionId, sourceId), () => corrections);
  });
}

/**
 * The same for a person who sees a document's own value beside each field, for one or for several, all or none: what is as the document
 * itself has it at that moment is taken back, and goes on following the document. What is gone meanwhile is passed by.
 * @returns how many there were. @throws BalieError `document-metadata-invalid` with the id of the first that would end before it begins.
 */
export async function correctWhatDiffers(db: Database, { collectionId, ids, corrections, note }: ByHand): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.query(ONE_WRITER);
    const there = await tx.query<{ id: string }>('SELECT id FROM documents WHERE collection_id = $1 AND id = ANY ($2) ORDER BY id', [collectionId, ids]);
    for (const { id } of there) await correctIn(tx, id, (own) => whatDiffers(corrections, own)).catch((error: unknown) => sayWhich(error, id));
    if (there.length > 0) await note(tx, there.map(({ id }) => id));
    return there.length;
  });
}

/** What a person sets of documents of a collection, and who writes that down in the same transaction. */
interface ByHand {
  readonly collectionId: string;
  readonly ids: readonly string[];
  readonly corrections: Corrections;
  readonly note: (tx: Queryable, ids: readonly string[]) => Promise<void>;
}

function whatDiffers(corrections: Corrections, own: Readonly<Record<string, unknown>>): Corrections {
  return Object.fromEntries(Object.entries(corrections).map(([name, value]) => [name, value === own[name] ? null : value]));
}

/** @throws what it was, with the document's id. */
function sayWhich(error: unknown, id: string): never {
  if (!(error instanceof BalieError) || error.code !== 'document-metadata-invalid') throw error;
  throw new BalieError('document-metadata-invalid', { detail: id, cause: error });
}

async function correctIn(tx: Queryable, id: string, choose: (own: Readonly<Record<string, unknown>>) => Corrections): Promise<boolean> {
  const [before] = await tx.query<{ title: string; own: Record<string, unknown> }>(`SELECT title, ${OWN} AS own FROM documents WHERE id = $1`, [id]);
  if (before === undefined) return false;
  const [after] = await tx.query<{ title: string }>(CORRECT, [id, JSON.stringify(choose(before.own))]).catch(whatContradicts);
  if (after?.title !== before.title) await indexAnew(tx, id);
  return true;
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
  if (!endsBeforeItBegins(cause)) throw cause;
  throw new BalieError('document-metadata-invalid', { detail: `${NOT_ORDERED.path.join('.')} ${NOT_ORDERED.error}`, cause });
}

/** What was wrong with a correction: that days contradict each other is seen here only. @throws what else went wrong. */
export function contradictionIn(error: unknown): MetadataFault {
  if (!(error instanceof BalieError) || error.code !== 'document-metadata-invalid') throw error;
  return { name: NOT_ORDERED.path.join('.'), reason: NOT_ORDERED.error };
}

/** Whether the database refused a document for its days: one may be its own, and the other set by hand, which meet only there. */
export function endsBeforeItBegins(error: unknown): boolean {
  return error instanceof Error && foreignCode(error) === CHECK_VIOLATION && 'constraint' in error && error.constraint === DAYS_RULE;
}
