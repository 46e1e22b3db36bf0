import { asBalieError, BalieError, type ErrorCode } from '../src/errors.ts';
import { deliver, dropDeliveries, dropMissing, failedBefore, pendingSources } from '../src/jobs/deliveries.ts';
import { addEvent, endListing, failRun, startRun } from '../src/jobs/runs.ts';
import { listCollections } from '../src/knowledge/collections.ts';
import { documentDigests } from '../src/knowledge/documents.ts';
import type { Database } from '../src/store/database.ts';
import { findGone, removeGone } from './gone.ts';
import { readBytes } from './read-source.ts';
import { type IngestEvent, type IngestResult, Run } from './run.ts';
import { findSourceFiles, type SourceFile, sourceOf } from './source-files.ts';
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
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: IngestEvent) => void;
  /** Who reads the documents; workers of its own, for as long as it takes, when not given. */
  readonly workers?: Workers;
}

/**
 * Brings a collection in step with a file or folder. Each file that is new or changed is delivered with its bytes and then
 * read by a worker, of this process or another; what was delivered is read even if this process dies. A document that fails
 * is reported and keeps its old version; the rest goes on. When a whole folder was read, documents that are no longer in it
 * are removed, unless they are more than a third of those known from it.
 * @throws BalieError `path-unreadable`, `collection-unknown`, `database-unavailable`; the signal's reason when aborted.
 */
export async function ingestPath(db: Database, options: IngestOptions): Promise<IngestResult> {
  const { collection, documentsRoot, sourcePrefix = '', signal } = options;
  const { files: found, prefix } = await findSourceFiles(options.path, documentsRoot);
  const files = found.map((file) => ({ ...file, sourceId: sourcePrefix + file.sourceId }));
  const known = await listCollections(db);
  if (!known.some((stored) => stored.id === collection && stored.declared))
    throw new BalieError('collection-unknown', { detail: collection });
  const source = sourceOf(sourcePrefix);
  const workers = options.workers ?? (await openWorkers(db));
  try {
    const run = new Run(db, await startRun(db, collection, source), files.length, options.onProgress);
    const place = { collection, source, run, inUse: await documentDigests(db, collection), pending: await pendingSources(db, collection) };
    try {
      for (const file of files) {
        signal?.throwIfAborted();
        await deliverFile(db, workers, file, place);
        await run.glance();
      }
      if (prefix !== undefined) await removeMissing(db, options, place, sourcePrefix + prefix, files);
      await endListing(db, run.id, { found: files.length, unchanged: run.result.unchanged, kept: run.result.kept });
    } catch (error) {
      await failRun(db, run.id, asBalieError(error)).catch(() => undefined);
      throw error;
    }
    await run.wait(signal);
    return run.result;
  } finally {
    if (options.workers === undefined) await workers.close();
  }
}

interface Place {
  readonly collection: string;
  readonly source: string;
  readonly run: Run;
  /** The digest of each document in use, by source id. */
  readonly inUse: ReadonlyMap<string, string>;
  /** Source ids of what was delivered and is not in use yet. */
  readonly pending: ReadonlySet<string>;
}

async function deliverFile(db: Database, { queue }: Workers, file: SourceFile, { collection, source, run, inUse, pending }: Place): Promise<void> {
  const { sourceId } = file;
  try {
    const { bytes, digest, metadata } = await readBytes(file);
    if (inUse.get(sourceId) === digest) {
      // Whatever else was delivered for it is overtaken.
      if (pending.has(sourceId)) await dropDeliveries(db, collection, [sourceId]);
      return run.unchanged(sourceId);
    }
    const fileName = file.path.slice(file.path.lastIndexOf('/') + 1);
    const input = { collectionId: collection, sourceId, source, runId: run.id, fileName, bytes, digest, metadata };
    const fault = pending.has(sourceId) ? await failedBefore(db, input) : undefined;
    // It would fail again; only a person can have it tried anew.
    if (fault !== undefined) return await noteFault(db, run.id, collection, sourceId, fault);
    await deliver(db, queue, input);
    queue.wake();
  } catch (error) {
    const fault = asBalieError(error);
    // Without a database no other document will do better: the run ends instead of failing each of them.
    if (fault.code === 'database-unavailable' || fault.code === 'internal') throw fault;
    await noteFault(db, run.id, collection, sourceId, fault);
  }
}

/** A file that cannot even be delivered; there is nothing to try again but the next run. */
async function noteFault(db: Database, runId: string, collectionId: string, sourceId: string, { code, detail }: { code: ErrorCode; detail: string | undefined }) {
  await db.transaction((tx) => addEvent(tx, { runId, collectionId, sourceId, outcome: 'failed', fault: code, detail: detail ?? null }));
}

async function removeMissing(db: Database, options: IngestOptions, { source, run }: Place, prefix: string, files: readonly SourceFile[]): Promise<void> {
  const { collection, signal } = options;
  const present = new Set(files.map((file) => file.sourceId));
  const { gone, kept } = await findGone(db, { collection, source, prefix, present, removeMissing: options.removeMissing });
  run.result.kept.push(...kept);
  await dropMissing(db, { collectionId: collection, source, prefix, present: [...present] });
  await removeGone(db, run.id, collection, gone, signal);
  await run.readOn();
}
