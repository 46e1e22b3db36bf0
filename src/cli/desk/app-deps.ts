import { randomUUID } from 'node:crypto';
import { sourceDigester } from '../../../ingest/read-source.ts';
import { answerLanguage } from '../../answer/language/languages.ts';
import { explainedTerms } from '../../answer/plain/port.ts';
import { BalieError } from '../../errors.ts';
import type { Config } from '../../config/config.ts';
import type { AppDeps, RequestLogger } from '../../http/deps/deps.ts';
import type { KeyHolder, PushDeps } from '../../http/deps/push-deps.ts';
import { deliverIn, dropPartDeliveries } from '../../jobs/deliveries.ts';
import { cancelPending, dropOthersIn, listPendingOf, retryAllPending, retryPending } from '../../jobs/manage.ts';
import { type JobQueue, PRIORITY } from '../../jobs/queue.ts';
import { addEvent, endRunIfDone, lastEventNumber, listEventsAfter } from '../../jobs/runs.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { READABLE } from '../../knowledge/audiences.ts';
import { correctDocument } from '../../knowledge/documents/corrections.ts';
import { describeAnew } from '../../knowledge/documents/describe-anew.ts';
import { dutchDay } from '../../knowledge/day.ts';
import { documentDigest, documentSource, listDocuments, removeDocument } from '../../knowledge/documents/documents.ts';
import { pageOfDocuments } from '../../knowledge/documents/list-documents.ts';
import { findOriginal, readDocument, readOriginal } from '../../knowledge/documents/read-document.ts';
import type { Database } from '../../store/database.ts';
import { WidgetTokens } from '../../visitors/widget-tokens.ts';
import { adminDeps } from './admin-deps.ts';
import { catalogueDeps } from './catalogue-deps.ts';
import type { Desk } from './desk.ts';
import { handoverDeps } from './handover-deps.ts';
import { keyDeps, type Keys } from './key-deps.ts';
import { reviewDeps } from './review-deps.ts';

const PUBLIC_ASSISTANT = 'loket';
/** Turns at once: each may hold a database connection and a place at the model host for minutes. */
const MAX_TURNS = 64;

interface Parts {
  readonly config: Config;
  readonly desk: Desk;
  readonly db: Database;
  readonly logger: RequestLogger;
  readonly queue: JobQueue;
  readonly keys: Keys;
  readonly metrics: Metrics;
}

/** What the HTTP layer needs, from the rooms that have it. */
export function appDeps({ config, desk, db, logger, queue, keys, metrics }: Parts): AppDeps {
  const request = (id: string) => ({ id, audiences: READABLE.resident, on: dutchDay(new Date()) });
  const titles = new Map(config.collections.map(({ id, title }) => [id, title]));
  // A collection that is no longer in the configuration takes nothing in and shows nothing.
  const narrowed = (key: KeyHolder): KeyHolder => ({ ...key, collections: key.collections.filter((id) => titles.has(id)) });
  const sources = new Map(config.collections.map(({ id, folder, website }) => [id, { folder, website }]));
  const isRead: IsRead = (collection, source) => {
    const declared = sources.get(collection);
    return (source === 'folder' && declared?.folder !== undefined) || (source === 'website' && declared?.website !== undefined);
  };
  return {
    municipality: config.municipality,
    assistants: desk.assistants,
    publicAssistant: PUBLIC_ASSISTANT,
    takeTurn: (turn, signal) => desk.takeTurn(turn, signal),
    isUrgent: (question) => desk.isUrgent(question),
    languages: desk.invitations,
    async conversation(id, assistant) {
      const turns = await desk.log.conversation(id, assistant);
      return turns.map((turn) => ({ ...turn, end: turn.end && { ...turn.end, ...answerLanguage(turn.end.details), terms: explainedTerms(turn.end.details) } }));
    },
    documents: {
      async read(id) {
        const document = await readDocument(db, request(id));
        return document && { ...document, collection: titles.get(document.collectionId) ?? document.collectionId };
      },
      async original(id) {
        const file = await findOriginal(db, request(id));
        return file && { ...file, bytes: async () => (await readOriginal(db, request(id)))?.bytes };
      },
    },
    async verifyKey(token, isNow = false) {
      const key = await (isNow ? keys.ring.verifyNow(token) : keys.ring.verify(token));
      return key && narrowed(key);
    },
    keys: keyDeps(db, keys, {
      known: () => ({ collections: [...titles.keys()], models: desk.gateway.models().map(({ name }) => name), assistants: [...desk.assistants.keys()] }),
      record: desk.recordAct,
    }),
    models: { gateway: desk.gateway, admit: async (key, call) => keys.limiter.admit(key, call), calls: desk.calls },
    catalogue: catalogueDeps(desk.catalogue, desk),
    push: pushDeps(db, queue, isRead),
    admin: adminDeps(db, { titles, narrowed, isRead }),
    review: reviewDeps(db, { desk, config, onFeedback: metrics.feedback }),
    handover: handoverDeps({ config, desk, db, sendings: queue.sendings }),
    widget: { origins: new Set(config.widget.origins), tokens: new WidgetTokens(desk.auditKey) },
    ping: async () => void (await db.query('SELECT 1')),
    logger,
    metrics: { ...metrics, token: config.metricsToken },
    newId: () => randomUUID(),
    maxTurns: MAX_TURNS,
  };
}

/** Whether the desk reads this source of a collection itself. */
type IsRead = (collection: string, source: string) => boolean;

/** The routes for programs, over knowledge and the queue. */
function pushDeps(db: Database, queue: JobQueue, isRead: IsRead): PushDeps {
  return {
    async deliver({ collection, sourceId, ...document }) {
      const { bytes, metadata, fileName, contentType } = document;
      const digester = sourceDigester(bytes);
      const digestOf = (facts: object) => digester(JSON.stringify([facts, fileName, contentType]));
      const digest = digestOf(metadata);
      const { id, dropped, isDescribed } = await db.transaction(async (tx) => {
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
    list: (collection, { isReviewDue, ...request }) => pageOfDocuments(db, collection, { ...request, ...(isReviewDue && { reviewDueAt: new Date() }) }),
    correct: (collection, sourceId, corrections) => correctDocument(db, collection, sourceId, corrections),
    async find(collection, sourceId) {
      const [job] = await listPendingOf(db, [collection], { sourceId });
      const [inUse] = await listDocuments(db, collection, { sourceId });
      return { inUse, job };
    },
    async remove(collection, sourceId) {
      const found = await removeOnce(db, collection, sourceId);
      // Its first version may have come into use just before what waited was dropped; now nothing can any more.
      return found === 'document' || (await removeOnce(db, collection, sourceId)) !== undefined || found !== undefined;
    },
    jobs: (collections, state) => listPendingOf(db, collections, { state }),
    async retry(collections, id) {
      const [job] = await listPendingOf(db, collections, { id });
      if (job?.state !== 'failed') return job && 'waiting';
      return job.isHere || isRead(job.collectionId, job.source) ? retryPending(db, queue, id) : 'by-hand';
    },
    retryAll: (collection) => retryAllPending(db, queue, collection, (source) => isRead(collection, source)),
    async cancel(collections, id) {
      const [job] = await listPendingOf(db, collections, { id });
      return job !== undefined && (await cancelPending(db, id));
    },
    lastEvent: () => lastEventNumber(db),
    eventsAfter: (collections, after) => listEventsAfter(db, collections, after),
  };
}

/** Removes a document, what came out of it, and what waits for either. In the order in which workers take their locks. */
async function removeOnce(db: Database, collectionId: string, sourceId: string): Promise<'document' | 'job' | undefined> {
  return db.transaction(async (tx) => {
    const removed = await removeDocument(tx, collectionId, sourceId);
    const isRemoved = removed.length > 0;
    const [job] = await listPendingOf(tx, [collectionId], { sourceId });
    await dropPartDeliveries(tx, collectionId, [sourceId, ...removed]);
    if (isRemoved) await addEvent(tx, { runId: null, collectionId, sourceId, outcome: 'removed' });
    else if (job?.state === 'waiting') await addEvent(tx, { runId: null, collectionId, sourceId, outcome: 'cancelled' });
    if (isRemoved) return 'document';
    return job && 'job';
  });
}
