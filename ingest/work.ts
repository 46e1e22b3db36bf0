import { BalieError, errorCatalogue, isRefused, keptFault } from '../src/errors.ts';
import { type Delivery, deliverIn, dropDeliveries, dropOldParts, dropPartDeliveries, failDelivery, giveBack, isWanted, type Settled, settleIn, spentOn, takeUp } from '../src/jobs/deliveries.ts';
import { addUnchanged, countInside } from '../src/jobs/inside.ts';
import { type JobEnd, type JobQueue, openQueue } from '../src/jobs/queue.ts';
import { addEvent, endRunIfDone, endRunsDone } from '../src/jobs/runs.ts';
import { endsBeforeItBegins } from '../src/knowledge/documents/corrections.ts';
import { documentDigest, removeParts } from '../src/knowledge/documents/documents.ts';
import { putDocumentsIn } from '../src/knowledge/documents/put-documents.ts';
import { type Database, ONE_WRITER, type Queryable } from '../src/store/database.ts';
import { describePart, expand } from './read/containers.ts';
import { createExtractPool, type ExtractPool } from './extract/pool.ts';
import type { Attachment } from './extract/types.ts';
import { readDocument, type ReadDocument } from './read/read-source.ts';

/** Between two looks whether a document that is being read is still wanted. */
const WANTED_MS = 2_000;
const GRACE_MS = 2_000;

export interface Workers {
  readonly queue: JobQueue;
  readonly pool: ExtractPool;
  /** Tells of a fault that nobody foresaw, and of what it befell. */
  readonly onUnforeseen: (error: unknown, about: Readonly<Record<string, string>>) => void;
  /** Takes no more documents, and gives up those that are being read: their jobs stay, for the next start. */
  close(): Promise<void>;
}

interface WorkersOptions {
  /** Documents at once. */
  readonly concurrency?: number;
  /** Reads the documents; processes of its own when not given. */
  readonly pool?: ExtractPool;
  readonly onError?: (error: Error) => void;
  readonly onUnforeseen?: Workers['onUnforeseen'];
  /** Whether this process keeps the timetable of the sources. */
  readonly isServer?: boolean;
}

/** Opens the queue and begins to work it off. */
export async function openWorkers(db: Database, { concurrency = 1, pool, onError = () => undefined, onUnforeseen = () => undefined, isServer = false }: WorkersOptions = {}): Promise<Workers> {
  const queue = await openQueue(db, { onError, isServer });
  const reader = pool ?? createExtractPool({ size: concurrency });
  const stop = new AbortController();
  await endRunsDone(db);
  await queue.work({
    concurrency,
    run: (id, signal) => work(db, { queue, pool: reader, onUnforeseen, stop: stop.signal }, id, signal),
    giveUp: (id) => giveUp(db, id),
  });
  return {
    queue,
    pool: reader,
    onUnforeseen,
    async close() {
      stop.abort();
      await queue.close(GRACE_MS);
      if (pool === undefined) await reader.close();
    },
  };
}

interface Means extends Pick<Workers, 'queue' | 'pool' | 'onUnforeseen'> {
  /** Aborts when this process takes no more documents. */
  readonly stop: AbortSignal;
}

async function work(db: Database, { queue, pool, onUnforeseen, stop }: Means, id: string, signal: AbortSignal): Promise<JobEnd> {
  const delivery = await takeUp(db, id);
  if (delivery === undefined) return 'done';
  const wanted = new AbortController();
  const watch = setInterval(() => void isWanted(db, id).then((is) => is || wanted.abort(), () => undefined), WANTED_MS).unref();
  try {
    const read = await readDocument(delivery, pool, AbortSignal.any([signal, stop, wanted.signal]));
    await end(db, await swapIn(db, queue, delivery, read));
    queue.wake();
    return 'done';
  } catch (error) {
    if (error instanceof NotWanted || wanted.signal.aborted) return 'done';
    if (stop.aborted) {
      await giveBack(db, id);
      return 'cut-off';
    }
    if (signal.aborted) return 'again';
    const fault = keptFault(error);
    if (fault.code === 'internal') onUnforeseen(error, { collection: delivery.collectionId, document: delivery.sourceId });
    const forGood = isRefused(error) || errorCatalogue[fault.code].retryable !== true;
    await fail(db, delivery, fault, forGood);
    return forGood ? 'done' : 'again';
  } finally {
    clearInterval(watch);
  }
}

/** After the commit: of two documents that end at once, neither sees the other's end in its own transaction. */
async function end(db: Database, settled: Settled | undefined): Promise<void> {
  if (settled?.runId != null) await endRunIfDone(db, settled.runId);
}

/** Cancelled or replaced while it was being read: what was read is thrown away. */
class NotWanted extends Error {}

/** One transaction: the document is there, its delivery is gone, what came inside it waits, and it is written down. */
function swapIn(db: Database, queue: JobQueue, delivery: Delivery, { document, warnings, attachments }: ReadDocument): Promise<Settled> {
  return db.transaction(async (tx) => {
    const [outcome] = await putDocumentsIn(tx, [document]).catch(whatContradicts);
    if (outcome === undefined) throw new Error('putDocumentsIn gave no outcome');
    const settled = await settleIn(tx, delivery.id);
    if (settled === undefined) throw new NotWanted();
    const more = await deliverParts(tx, queue, { ...delivery, ...settled }, attachments);
    const { collectionId, sourceId } = delivery;
    const { title, passages } = document;
    await addEvent(tx, { ...settled, collectionId, sourceId, outcome, title, passages: passages.length, warnings: [...warnings, ...more] });
    return settled;
  });
}

/** A date that was set by hand and one that the new version brings may contradict each other: that is the editor's to settle. */
function whatContradicts(error: unknown): never {
  if (!endsBeforeItBegins(error)) throw error;
  const detail = 'validUntil valt voor validFrom; een van beide is met de hand vastgelegd (balie documents set)';
  throw new BalieError('document-metadata-invalid', { detail, cause: error });
}

/** What came inside a document is delivered as documents of their own; those that are no longer in it go. @returns warnings. */
async function deliverParts(tx: Queryable, queue: JobQueue, delivery: Delivery & Settled, attachments: readonly Attachment[]): Promise<readonly string[]> {
  const { collectionId, source, runId, metadata } = delivery;
  const root = delivery.root ?? delivery.sourceId;
  const spent = delivery.depth > 0 && attachments.length > 0 ? await spentOn(tx, collectionId, root) : undefined;
  const { sources: parts, warnings } = expand({ attachments }, delivery.sourceId, delivery.depth, spent);
  let unchanged = 0;
  for (const { sourceId, name, bytes, contentType } of parts) {
    const { digest, metadata: shared } = describePart(bytes, metadata);
    if ((await documentDigest(tx, collectionId, sourceId)) === digest) {
      await dropDeliveries(tx, collectionId, [sourceId]);
      if (runId !== null) unchanged += 1 + (await countInside(tx, runId, collectionId, sourceId));
      continue;
    }
    const delivered = await deliverIn(tx, queue, {
      collectionId, sourceId, source, fileName: name, bytes, digest, container: delivery.sourceId, root, depth: delivery.depth + 1, metadata: shared,
      ...(runId !== null && { runId }),
      ...(contentType !== undefined && { contentType }),
    });
    // What a person took out of its container is as it was.
    if (delivered === undefined) unchanged += 1;
  }
  const kept = parts.map(({ sourceId }) => sourceId);
  await dropOldParts(tx, collectionId, delivery.sourceId, kept);
  const gone = await removeParts(tx, collectionId, delivery.sourceId, kept);
  await dropPartDeliveries(tx, collectionId, gone);
  for (const sourceId of gone) await addEvent(tx, { runId, collectionId, sourceId, outcome: 'removed' });
  if (runId !== null) await addUnchanged(tx, runId, unchanged);
  return warnings;
}

async function fail(db: Database, { id, collectionId, sourceId }: Delivery, { code, detail }: Pick<BalieError, 'code' | 'detail'>, forGood: boolean): Promise<void> {
  const settled = await db.transaction(async (tx) => {
    // The lock of `deliverIn`, before any row: who removes documents holds that of the events when it comes to the rows.
    await tx.query(ONE_WRITER);
    const noted = await failDelivery(tx, id, { code, detail }, forGood);
    if (noted !== undefined && forGood) await addEvent(tx, { ...noted, collectionId, sourceId, outcome: 'failed', fault: code, detail: detail ?? null });
    return noted;
  });
  if (forGood) await end(db, settled);
}

/** The tries are used up: the last known cause counts, or that the work was cut off each time. */
async function giveUp(db: Database, id: string): Promise<void> {
  const delivery = await takeUp(db, id);
  if (delivery !== undefined) await fail(db, delivery, { code: delivery.fault ?? 'document-interrupted', detail: delivery.detail ?? undefined }, true);
}
