import { asBalieError } from '../src/errors.ts';
import { deliver, dropDeliveries, dropMissing, failedBefore, pendingSources } from '../src/jobs/deliveries.ts';
import { listContainers } from '../src/jobs/inside.ts';
import { assertHeldIn } from '../src/jobs/listing.ts';
import { failUnread } from '../src/jobs/unread.ts';
import { documentDigests } from '../src/knowledge/documents/documents.ts';
import type { Database } from '../src/store/database.ts';
import { findGone, removeGone } from './gone.ts';
import { lookAt } from './look.ts';
import { readBytes } from './read-source.ts';
import type { IngestEvent, IngestResult, Run } from './run.ts';
import { assertDescribed, findSourceFiles, type SourceFile, sourceOf } from './source-files.ts';
import { countFailedBefore, countUnchanged } from './unchanged.ts';
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
 * @throws BalieError `path-unreadable`, `collection-unknown`, `source-busy`, `database-unavailable`; the signal's reason when aborted.
 */
export async function ingestPath(db: Database, options: IngestOptions): Promise<IngestResult> {
  const { collection, documentsRoot, sourcePrefix = '', signal } = options;
  const { files: found, prefix } = await findSourceFiles(options.path, documentsRoot);
  const files = found.map((file) => ({ ...file, sourceId: sourcePrefix + file.sourceId }));
  const source = sourceOf(sourcePrefix);
  const workers = options.workers ?? (await openWorkers(db));
  try {
    return await lookAt(db, { collection, source, total: files.length, signal, onProgress: options.onProgress }, async ({ run, next }) => {
      const [inUse, pending, containers] = [await documentDigests(db, collection), await pendingSources(db, collection), await listContainers(db, collection)];
      const place = { collection, source, run, inUse, pending, containers };
      for (const file of files) {
        signal?.throwIfAborted();
        await deliverFile(db, workers, file, place);
        await next();
      }
      if (prefix !== undefined) await removeMissing(db, options, place, sourcePrefix + prefix, files);
    });
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
  /** Source ids of what other documents came out of. */
  readonly containers: ReadonlySet<string>;
}

async function deliverFile(db: Database, { queue }: Workers, file: SourceFile, place: Place): Promise<void> {
  const { collection, source, run, inUse, pending } = place;
  const { sourceId } = file;
  const fileName = file.path.slice(file.path.lastIndexOf('/') + 1);
  try {
    assertDescribed(file);
    const { bytes, digest, metadata } = await readBytes(file);
    if (inUse.get(sourceId) === digest) {
      // Whatever else was delivered for it is overtaken.
      if (pending.has(sourceId)) await dropDeliveries(db, collection, [sourceId]);
      return await countUnchanged(db, place, sourceId);
    }
    const input = { collectionId: collection, sourceId, source, runId: run.id, fileName, bytes, digest, metadata };
    const fault = pending.has(sourceId) ? await failedBefore(db, input) : undefined;
    // It would fail again; only a person can have it tried anew.
    if (fault !== undefined) return await countFailedBefore(db, place, sourceId, fault);
    await deliver(db, queue, input);
    queue.wake();
  } catch (error) {
    const fault = asBalieError(error);
    // Without a database no other document will do better: the run ends instead of failing each of them.
    if (fault.code === 'database-unavailable' || fault.code === 'internal') throw fault;
    await db.transaction((tx) => failUnread(tx, { collectionId: collection, sourceId, source, runId: run.id, fileName, fault }));
  }
}

async function removeMissing(db: Database, options: IngestOptions, { source, run }: Place, prefix: string, files: readonly SourceFile[]): Promise<void> {
  const { collection, signal } = options;
  const present = new Set(files.map((file) => file.sourceId));
  const { gone, kept } = await findGone(db, { collection, source, prefix, present, removeMissing: options.removeMissing });
  run.result.kept.push(...kept);
  await db.transaction(async (tx) => {
    await dropMissing(tx, { collectionId: collection, source, prefix, present: [...present] });
    await assertHeldIn(tx, run.id);
  });
  await removeGone(db, run.id, collection, gone, signal);
  await run.readOn();
}
