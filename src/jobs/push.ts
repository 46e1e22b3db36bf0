import { BalieError } from '../errors.ts';
import { correctDocument, type Corrections } from '../knowledge/documents/corrections.ts';
import { describeAnew } from '../knowledge/documents/describe-anew.ts';
import { documentDigest, documentSource, listDocuments, pageOfDocuments } from '../knowledge/documents/documents.ts';
import { type Database, ONE_WRITER } from '../store/database.ts';
import { deliverIn } from './deliveries.ts';
import { cancelPending, dropOthersIn, listPending, type PendingDocument, type Retried, retryAllPending, retryPending } from './manage.ts';
import { type JobQueue, PRIORITY } from './queue.ts';
import { type NoteRemoved, removeNoted } from './remove.ts';
import { addEvent, endRunIfDone, lastEventNumber, listEventsAfter } from './runs.ts';
import { isByHand, type IsRead } from './source-kinds.ts';

/** A document as a program or an editor brings it. */
interface PushedDocument {
  readonly collection: string;
  readonly sourceId: string;
  readonly fileName: string;
  readonly contentType?: string;
  readonly bytes: Uint8Array;
  /** Checked; goes before what the document says itself. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

type Delivered = { readonly state: 'waiting'; readonly id: string } | { readonly state: 'unchanged' | 'changed' };

interface Options {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly isRead: IsRead;
  /** What gives the digest of bytes with what is said about them. */
  readonly digesterOf: (bytes: Uint8Array) => (described: string) => string;
}

export type Push = ReturnType<typeof createPush>;

/** Documents that are brought, and all that is on its way in; who may see what is checked before these are called. */
export function createPush({ db, queue, isRead, digesterOf }: Options) {
  /** A run of which the last document that waited is gone is over: until that is known, answers say that more is being read. */
  async function removeAll(collection: string, sourceIds: readonly string[], note: NoteRemoved) {
    const { removed, runs } = await db.transaction((tx) => removeNoted(tx, { collection, sourceIds, isRead, note }));
    for (const run of runs) await endRunIfDone(db, run);
    return removed;
  }

  return {
    /**
     * Takes a document in. `unchanged`: the very same is in use; `changed`: only what is said about it is new, which counts from now
     * on. What else waited in its place is dropped then.
     * @throws BalieError `document-elsewhere`, `document-withdrawn`.
     */
    async deliver({ collection, sourceId, ...document }: PushedDocument): Promise<Delivered> {
      const { bytes, metadata, fileName, contentType } = document;
      const digester = digesterOf(bytes);
      const digestOf = (facts: object) => digester(JSON.stringify([facts, fileName, contentType]));
      const digest = digestOf(metadata);
      const { id, dropped, isDescribed } = await db.transaction(async (tx) => {
        // Before any row (see `deliverIn`): it may be withdrawn at this moment.
        await tx.query(ONE_WRITER);
        const [withdrawn] = await listPending(tx, { collections: [collection], sourceId, state: 'withdrawn' });
        if (withdrawn !== undefined && isRead(collection, withdrawn.source)) throw new BalieError('document-withdrawn');
        // The next look at that source would undo it, without a word.
        const source = await documentSource(tx, collection, sourceId);
        if (source !== undefined && isRead(collection, source)) throw new BalieError('document-elsewhere');
        const other = await dropOthersIn(tx, collection, sourceId, digest);
        const isInUse = (await documentDigest(tx, collection, sourceId)) === digest;
        const described = isInUse ? undefined : await describeAnew(tx, { collectionId: collection, sourceId, source: 'push', metadata, digestOf });
        const isSettled = isInUse || described !== undefined;
        const input = { ...document, collectionId: collection, sourceId, source: 'push', digest, priority: PRIORITY.push };
        const delivered = isSettled ? undefined : await deliverIn(tx, queue, input);
        if (described) await addEvent(tx, { runId: null, collectionId: collection, sourceId, outcome: 'changed', ...described });
        else if (isInUse && other?.state === 'waiting') await addEvent(tx, { runId: other.runId, collectionId: collection, sourceId, outcome: 'cancelled' });
        return { id: delivered, dropped: other, isDescribed: described !== undefined };
      });
      if (dropped?.runId != null) await endRunIfDone(db, dropped.runId);
      if (id === undefined) return { state: isDescribed ? 'changed' : 'unchanged' };
      queue.wake();
      return { state: 'waiting', id };
    },

    /** The documents in use, by title; `isReviewDue`: only those to be looked at within a month. */
    list: (collection: string, { isReviewDue, ...request }: { readonly page: number; readonly pageSize: number; readonly isReviewDue: boolean }) =>
      pageOfDocuments(db, collection, { ...request, ...(isReviewDue && { reviewDueAt: new Date() }) }),

    async find(collection: string, sourceId: string) {
      const [job] = await listPending(db, { collections: [collection], sourceId });
      const [inUse] = await listDocuments(db, collection, { sourceId });
      return { inUse, job };
    },

    /** As `correctDocument`. */
    correct: (collection: string, sourceId: string, corrections: Corrections) => correctDocument(db, collection, sourceId, corrections),

    /** Whether a document of this source stays out, once it is removed, while its source has it still. */
    staysOut: isRead,

    /** Whether a document of this source comes back with the next `balie ingest` of its folder. */
    isByHand: (collection: string, source: string) => isByHand(source, isRead(collection, source)),

    /** Removes the document and what waits in its place. @param note writes down that it went, in the same transaction. @returns false when there was neither. */
    async remove(collection: string, sourceId: string, note: NoteRemoved = async () => undefined): Promise<boolean> {
      const once = () => removeAll(collection, [sourceId], note);
      const [found] = await once();
      // Its first version may have come into use just before what waited was dropped; now nothing can any more.
      return found?.what === 'document' || (await once()).length > 0 || found !== undefined;
    },

    /** The same for several of a collection, all in one transaction; what is gone already is passed by. @returns how many there were. */
    async removeAll(collection: string, sourceIds: readonly string[], note: NoteRemoved): Promise<number> {
      return (await removeAll(collection, sourceIds, note)).length;
    },

    /** What is on its way in to some collections, failed ones first; at most `limit` that come `after` so many. */
    async pending(collections: readonly string[], only: { readonly sourceId?: string; readonly state?: PendingDocument['state'] | 'under-way' | undefined; readonly limit?: number; readonly after?: number } = {}): Promise<PendingDocument[]> {
      const found = await listPending(db, { collections, ...only });
      return found.map((job) => (job.howRetried === 'source' && !isRead(job.collectionId, job.source) ? { ...job, howRetried: 'by-hand' } : job));
    },

    /** Has a failed one tried anew; one that waits does so already. @returns undefined when there is none in these collections. */
    async retry(collections: readonly string[], id: string): Promise<Retried | undefined> {
      const [job] = await listPending(db, { collections, id });
      if (job === undefined || job.state === 'waiting') return job && 'waiting';
      return job.isHere || isRead(job.collectionId, job.source) ? retryPending(db, queue, id) : 'by-hand';
    },

    /** Has all that failed in a collection tried anew. @returns how many, by what was done with them. */
    retryAll: (collection: string) => retryAllPending(db, queue, collection, (source) => isRead(collection, source)),

    /** Lets go of one. @returns false when there is none in these collections. @throws BalieError `document-withdrawn`: it would be in use again, without a word. */
    async cancel(collections: readonly string[], id: string): Promise<boolean> {
      const [job] = await listPending(db, { collections, id });
      if (job?.state === 'withdrawn' && isRead(job.collectionId, job.source)) throw new BalieError('document-withdrawn');
      return job !== undefined && (await cancelPending(db, id));
    },

    /** Number of the last event there is. */
    lastEvent: () => lastEventNumber(db),

    /** Events after a number, in order, as many as go in one piece. */
    eventsAfter: (collections: readonly string[], after: number) => listEventsAfter(db, collections, after),
  };
}
