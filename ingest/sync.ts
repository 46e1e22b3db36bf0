import { asBalieError } from '../src/errors.ts';
import { documentDigests } from '../src/knowledge/documents/documents.ts';
import type { Database } from '../src/store/database.ts';
import type { ExtractPool } from './extract/pool.ts';
import { byItself, countUnchanged, deliverFound } from './look/found.ts';
import { removeGone } from './look/gone.ts';
import { type Look, lookAt } from './look/look.ts';
import { readBytes } from './read/read-source.ts';
import type { IngestEvent, IngestResult } from './look/run.ts';
import { assertDescribed, findSourceFiles, type SourceFile, sourceOf } from './look/source-files.ts';
import { openWorkers, type Workers } from './work.ts';

export interface IngestOptions {
  /** A file, or a folder with all that is below it. */
  readonly path: string;
  readonly collection: string;
  /** What source ids are relative to; the folder itself, or the folder of the file, when not given. */
  readonly documentsRoot?: string;
  /** Put before source ids, so that documents from another place are told apart from the root's own: `archief:`. */
  readonly sourcePrefix?: string;
  /** Removes documents that are gone from the folder, also when they are more than a third. */
  readonly removeMissing?: boolean;
  /** The folder of the collection itself: that it cannot be read stands with what was read of it, where an editor looks. */
  readonly isDeclared?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: IngestEvent) => void;
  /** Who reads the documents; workers of its own, for as long as it takes, when not given. */
  readonly workers?: Workers;
  /** Processes that such workers read with, where they are there already. */
  readonly pool?: ExtractPool;
}

/**
 * Brings a collection in step with a file or folder. Each file that is new or changed is delivered with its bytes and then
 * read by a worker, of this process or another; what was delivered is read even if this process dies. A document that fails
 * is reported and keeps its old version; the rest goes on. When a whole folder was read, documents that are no longer in it
 * are removed, unless they are more than a third of those known from it.
 * @throws BalieError `path-unreadable`, `collection-unknown`, `source-busy`, `database-unavailable`; the signal's reason when aborted.
 */
export async function ingestPath(db: Database, options: IngestOptions): Promise<IngestResult> {
  const { collection, documentsRoot, sourcePrefix = '', signal } = options;
  const listed = await findSourceFiles(options.path, documentsRoot).catch((error: unknown) => {
    if (options.isDeclared === true) return { files: [], prefix: undefined, unreadable: asBalieError(error) };
    throw error;
  });
  const files = listed.files.map((file) => ({ ...file, sourceId: sourcePrefix + file.sourceId }));
  const workers = options.workers ?? (await openWorkers(db, options.pool && { pool: options.pool }));
  try {
    return await lookAt(db, { collection, source: sourceOf(sourcePrefix), total: files.length, signal, onProgress: options.onProgress }, async (look) => {
      const inUse = await documentDigests(db, collection);
      for (const file of files) {
        signal?.throwIfAborted();
        await deliverFile(look, workers, file, inUse.get(file.sourceId));
        await look.next();
      }
      if (listed.unreadable !== undefined) throw listed.unreadable;
      const { prefix } = listed;
      const present = new Set(files.map((file) => file.sourceId));
      if (prefix !== undefined) await removeGone(look, { prefix: sourcePrefix + prefix, present, removeMissing: options.removeMissing }, signal);
    });
  } finally {
    if (options.workers === undefined) await workers.close();
  }
}

/** @param inUse the digest of the version that is in use. */
function deliverFile(look: Look, workers: Workers, file: SourceFile, inUse: string | undefined): Promise<void> {
  const { sourceId } = file;
  const fileName = file.path.slice(file.path.lastIndexOf('/') + 1);
  return byItself(look, workers, { sourceId, fileName }, async () => {
    assertDescribed(file);
    const { bytes, digest, metadata } = await readBytes(file);
    if (inUse === digest) await countUnchanged(look, sourceId);
    else await deliverFound(look, workers, { sourceId, fileName, bytes, digest, metadata });
  });
}
