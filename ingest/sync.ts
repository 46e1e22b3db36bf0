import { asBalieError, BalieError } from '../src/errors.ts';
import { listCollections } from '../src/knowledge/collections.ts';
import { documentDigest, listDocuments, removeDocument } from '../src/knowledge/documents.ts';
import { putDocument } from '../src/knowledge/put-documents.ts';
import type { PassageInput } from '../src/knowledge/types.ts';
import type { Database } from '../src/store/database.ts';
import { createExtractPool, type ExtractPool } from './extract/pool.ts';
import { readBytes, readDocument, type ReadDocument } from './read-source.ts';
import { findSourceFiles, type SourceFile } from './source-files.ts';

export interface IngestOptions {
  /** A file, or a folder with all that is below it. */
  readonly path: string;
  readonly collection: string;
  /** What source ids are relative to; the folder itself, or the folder of the file, when not given. */
  readonly documentsRoot?: string;
  /** Put before source ids, so that documents from another place are told apart from the root's own: `archief:`. */
  readonly sourcePrefix?: string;
  /** Says what would happen and writes nothing. */
  readonly dryRun?: boolean;
  /** Removes documents that are gone from the folder, also when they are more than a third. */
  readonly removeMissing?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: IngestEvent) => void;
  /** Reads the files; a thread of its own when not given. */
  readonly pool?: ExtractPool;
}

/** One document done. */
export interface IngestEvent {
  /** 1-based place in the run, and how many there are; documents that are gone come after the last. */
  readonly index: number;
  readonly total: number;
  readonly sourceId: string;
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'failed' | 'removed';
  readonly title?: string;
  readonly passages?: readonly PassageInput[];
  readonly warnings?: readonly string[];
  readonly error?: BalieError;
}

export interface IngestResult {
  new: number;
  changed: number;
  unchanged: number;
  removed: number;
  readonly failed: { file: string; error: BalieError }[];
  /** Passages written in this run. */
  passages: number;
  /** Source ids that are gone from the folder and were left: too many at once to be no mistake. */
  readonly kept: string[];
}

/**
 * Brings a collection in step with a file or folder, one transaction per document. A document that fails is reported and
 * keeps its old version; the rest goes on. When a whole folder was read, documents that are no longer in it are removed,
 * unless they are more than a third of those known from it.
 * @throws BalieError `path-unreadable`, `collection-unknown`, `database-unavailable`; the signal's reason when aborted.
 */
export async function ingestPath(db: Database, options: IngestOptions): Promise<IngestResult> {
  const { path, collection, documentsRoot, sourcePrefix = '', onProgress } = options;
  const { files: found, prefix } = await findSourceFiles(path, documentsRoot);
  const files = found.map((file) => ({ ...file, sourceId: sourcePrefix + file.sourceId }));
  const known = await listCollections(db);
  if (!known.some((stored) => stored.id === collection && stored.declared))
    throw new BalieError('collection-unknown', { detail: collection });
  const result: IngestResult = { new: 0, changed: 0, unchanged: 0, removed: 0, failed: [], passages: 0, kept: [] };
  const pool = options.pool ?? createExtractPool();
  try {
    for (const [i, file] of files.entries()) {
      options.signal?.throwIfAborted();
      const event = {
        index: i + 1,
        total: files.length,
        sourceId: file.sourceId,
        ...(await ingestFile(db, pool, file, options)),
      };
      count(result, event);
      onProgress?.(event);
    }
    if (prefix !== undefined) await removeGone(db, options, sourcePrefix + prefix, files, result);
    return result;
  } finally {
    if (options.pool === undefined) await pool.close();
  }
}

type Done = Omit<IngestEvent, 'index' | 'total' | 'sourceId'>;

async function ingestFile(db: Database, pool: ExtractPool, file: SourceFile, options: IngestOptions): Promise<Done> {
  const { collection, signal, dryRun } = options;
  let read: ReadDocument;
  let stored: string | undefined;
  try {
    const bytes = await readBytes(file);
    stored = await documentDigest(db, collection, file.sourceId);
    if (stored === bytes.digest) return { outcome: 'unchanged' };
    read = await readDocument(file, bytes, { pool, collection, signal });
    // A dry run says what the database would be asked, and asks nothing.
    const outcome = dryRun === true ? (stored === undefined ? 'new' : 'changed') : await putDocument(db, read.document);
    const { title, passages } = read.document;
    return { outcome, title, passages, warnings: read.warnings };
  } catch (error) {
    signal?.throwIfAborted();
    const fault = asBalieError(error);
    // Without a database no other document will do better: the run ends instead of failing each of them.
    if (fault.code === 'database-unavailable' || fault.code === 'collection-unknown') throw fault;
    return { outcome: 'failed', error: fault };
  }
}

function count(result: IngestResult, event: IngestEvent): void {
  if (event.outcome === 'failed' && event.error !== undefined)
    result.failed.push({ file: event.sourceId, error: event.error });
  else if (event.outcome !== 'failed') result[event.outcome] += 1;
  if (event.outcome === 'new' || event.outcome === 'changed') result.passages += event.passages?.length ?? 0;
}

async function removeGone(
  db: Database,
  { collection, dryRun, removeMissing, signal, onProgress }: IngestOptions,
  prefix: string,
  files: readonly SourceFile[],
  result: IngestResult,
): Promise<void> {
  const present = new Set(files.map((file) => file.sourceId));
  const stored = (await listDocuments(db, collection)).map((document) => document.sourceId);
  // Source ids with a scheme (`https:`, `archief:`) came in another way than through this folder.
  const own = stored.filter((id) => id.startsWith(prefix) && !/^[^/]*:/.test(id.slice(prefix.length)));
  const gone = own.filter((id) => !present.has(id)).toSorted();
  if (removeMissing !== true && gone.length > own.length / 3) {
    result.kept.push(...gone);
    return;
  }
  for (const sourceId of gone) {
    signal?.throwIfAborted();
    if (dryRun !== true) await removeDocument(db, collection, sourceId);
    result.removed += 1;
    onProgress?.({ index: files.length, total: files.length, sourceId, outcome: 'removed' });
  }
}
