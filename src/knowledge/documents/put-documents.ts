import { BalieError } from '../../errors.ts';
import { type Database, ONE_WRITER, type Queryable } from '../../store/database.ts';
import { CORRECTABLE, correctedColumns, correctedValues } from './corrections.ts';
import { CORRECTIONS_KEPT, forgetKept } from './kept-corrections.ts';
import { passageWords } from './passage-words.ts';
import { documentId, searchable, sha256, storableJson } from '../text.ts';
import type { DocumentInput } from '../types.ts';

export type PutOutcome = 'new' | 'changed' | 'unchanged';

/**
 * Swaps documents in, in one transaction, all or none: searches see the old ones or the new ones whole. Only passages whose title,
 * headings or text changed are written and indexed anew. A document with the digest that is stored is left alone.
 * @returns the outcome of each, in order.
 * @throws BalieError `collection-unknown` when the collection is not declared; PostgreSQL's error when a value breaks a
 *   constraint. The stored versions stay in use then.
 */
export function putDocuments(db: Database, documents: readonly DocumentInput[]): Promise<PutOutcome[]> {
  return db.transaction((tx) => putDocumentsIn(tx, documents));
}

/** The same in a transaction of the caller's, which may do more than this. */
export async function putDocumentsIn(tx: Queryable, documents: readonly DocumentInput[]): Promise<PutOutcome[]> {
  // One writer at a time (see index_passages), taken here so that what is read now still holds below.
  await tx.query(ONE_WRITER);
  await assertDeclared(tx, documents);
  const rows = documents.map(toRow);
  const stored = await tx.query<{ id: string; digest: string }>('SELECT id, digest FROM documents WHERE id = ANY ($1)', [
    rows.map((row) => row.id),
  ]);
  const digests = new Map(stored.map((row) => [row.id, row.digest]));
  const outcomes = rows.map((row) => outcomeOf(digests.get(row.id), row.digest));
  const due = rows.filter((_, index) => outcomes[index] !== 'unchanged');
  if (due.length > 0) await swap(tx, due);
  return outcomes;
}

function outcomeOf(stored: string | undefined, digest: string): PutOutcome {
  if (stored === undefined) return 'new';
  return stored === digest ? 'unchanged' : 'changed';
}

async function assertDeclared(tx: Queryable, documents: readonly DocumentInput[]): Promise<void> {
  const wanted = new Set(documents.map((document) => document.collectionId));
  const declared = 'SELECT id FROM collections WHERE declared AND id = ANY ($1)';
  const rows = await tx.query<{ id: string }>(declared, [[...wanted]]);
  const missing = wanted.difference(new Set(rows.map((row) => row.id)));
  if (missing.size > 0) throw new BalieError('collection-unknown', { detail: [...missing].join(', ') });
}

type Row = ReturnType<typeof toRow>;

function toRow(document: DocumentInput) {
  const id = documentId(document.collectionId, document.sourceId);
  const title = searchable(document.title).trim();
  const seen = new Map<string, number>();
  const passages = document.passages.map((passage, index) => {
    const headings = passage.headings.map(searchable);
    const text = searchable(passage.text);
    const digest = sha256(JSON.stringify([title, headings, text]));
    const copy = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, copy);
    // `copy` tells passages with the same text apart.
    return { document_id: id, ordinal: index + 1, page: passage.page ?? null, headings, text, digest, copy };
  });
  const { collectionId, sourceId, source, url, mediaType, digest, owner, validFrom, validUntil, reviewBy, actions, original } = document;
  const columns = {
    id, collection_id: collectionId, source_id: sourceId, source, container: document.container ?? null, title, url, media_type: mediaType, digest, owner,
    valid_from: validFrom, valid_until: validUntil, review_by: reviewBy, original: sha256(original),
    quality: document.quality ?? null, text_digest: document.textDigest ?? null,
    metadata: { title, url, owner, validFrom, validUntil, reviewBy, actions },
  };
  return { id, digest, bytes: original, columns, passages };
}

async function swap(tx: Queryable, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    await tx.query('INSERT INTO originals (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      row.columns.original,
      row.bytes,
    ]);
  }
  await tx.query(PUT_DOCUMENTS, [storableJson(rows.map((row) => row.columns))]);
  await forgetKept(tx, rows.map((row) => row.id));
  const passages = JSON.stringify(rows.flatMap((row) => row.passages));
  await tx.query(DELETE_PASSAGES, [passages, rows.map((row) => row.id)]);
  await tx.query(MOVE_PASSAGES, [passages]);
  await tx.query(INSERT_PASSAGES, [passages]);
}

const PUT_DOCUMENTS = `
  INSERT INTO documents (id, collection_id, source_id, source, container, media_type, original, digest, quality, text_digest, metadata, corrections, ${CORRECTABLE})
  SELECT n.id, n.collection_id, n.source_id, n.source, n.container, n.media_type, n.original, n.digest, n.quality, n.text_digest, n.metadata,
    coalesce(kept.corrections, '{}'), ${correctedValues('kept.corrections', 'n.metadata')}
  FROM jsonb_populate_recordset(NULL::documents, $1::text::jsonb) n, LATERAL (SELECT ${CORRECTIONS_KEPT} AS corrections) kept
  ON CONFLICT (id) DO UPDATE SET source = excluded.source, container = excluded.container, media_type = excluded.media_type,
    original = excluded.original, digest = excluded.digest, quality = excluded.quality, text_digest = excluded.text_digest,
    metadata = excluded.metadata, updated_at = now(), ${correctedColumns('documents.corrections', 'excluded.metadata')}`;

const INPUT = `input AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::text::jsonb)
      AS i (document_id text, ordinal integer, page integer, headings text[], text text, digest text, copy bigint)
  )`;
const NUMBERED = `row_number() OVER (PARTITION BY document_id, digest ORDER BY ordinal) AS copy`;

const DELETE_PASSAGES = `
  WITH ${INPUT}, stored AS (SELECT id, document_id, digest, ${NUMBERED} FROM passages WHERE document_id = ANY ($2))
  DELETE FROM passages WHERE id IN (
    SELECT id FROM stored s WHERE NOT EXISTS (
      SELECT FROM input i WHERE i.document_id = s.document_id AND i.digest = s.digest AND i.copy = s.copy))`;

const MOVE_PASSAGES = `
  WITH ${INPUT}, stored AS (
    SELECT id, document_id, digest, ${NUMBERED} FROM passages WHERE document_id IN (SELECT document_id FROM input)
  )
  UPDATE passages p SET ordinal = i.ordinal, page = i.page
  FROM stored s JOIN input i USING (document_id, digest, copy)
  WHERE p.id = s.id AND (p.ordinal, p.page) IS DISTINCT FROM (i.ordinal, i.page)`;

/** After the move each passage that stays has its place: a place without a passage is a new one. */
const INSERT_PASSAGES = `
  WITH ${INPUT}
  INSERT INTO passages (document_id, collection_id, ordinal, page, headings, text, digest, words)
  SELECT d.id, d.collection_id, i.ordinal, i.page, i.headings, i.text, i.digest,
    ${passageWords('d.title', 'i.headings', 'i.text')}
  FROM input i JOIN documents d ON d.id = i.document_id
  WHERE NOT EXISTS (SELECT FROM passages p WHERE p.document_id = i.document_id AND p.ordinal = i.ordinal)
  ORDER BY i.document_id, i.ordinal`;
