import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Database, Queryable } from '../store/database.ts';
import { openReadings, type ReadingQueue } from './readings.ts';
import { openSendings, type SendingQueue } from './sendings.ts';
import { openSources, type SourceQueue } from './sources.ts';

const DOCUMENTS = 'document';
/** Jobs whose tries are used up, and nobody could say why: their process was killed each time. */
const DEAD = 'document-dead';
/** Where pg-boss keeps its tables. */
export const JOBS_SCHEMA = 'jobs';

/** Extraction has limits of its own; a job that runs longer than all of them together hangs. */
const EXPIRE_SECONDS = 30 * 60;
/** A process that is silent for so long is gone, and its jobs go to others. */
const HEARTBEAT_SECONDS = 10;
/** Faults of the moment, and tries that a stop or a kill of the process cut off. */
const RETRIES = 8;
const POLL_SECONDS = 1;
const LAST_WORD_MS = 1_000;
const FOREVER_SECONDS = 365 * 24 * 60 * 60;

/** How urgent a document is: what a person waits for goes before what a night's run found. */
export const PRIORITY = { person: 20, push: 10, source: 0 } as const;

/**
 * How a try ended: `done` (also when it failed for good, which the delivery says itself); `again`, after a pause; or `cut-off` by
 * the stop of this process, which was not the document's doing and costs it no try.
 */
export type JobEnd = 'done' | 'again' | 'cut-off';

interface WorkOptions {
  /** Jobs at once in this process. */
  readonly concurrency: number;
  /** Does one job. Its signal aborts at the close, and when the job is taken away. Rejecting is `again`. */
  readonly run: (deliveryId: string, signal: AbortSignal) => Promise<JobEnd>;
  /** Told of a job whose tries are used up. */
  readonly giveUp: (deliveryId: string) => Promise<void>;
}

/** The queue of documents to be read. One per process; jobs outlive all of them. */
export interface JobQueue extends SourceQueue {
  /** Adds a job in the caller's transaction: there with the rest of it, or not at all. */
  add(tx: Queryable, deliveryId: string, priority: number): Promise<void>;
  /** Lets a waiting job go before others of a lower priority; never after them. */
  raise(tx: Queryable, deliveryId: string, priority: number): Promise<void>;
  /** Wakes this process's own workers, which otherwise look once a second. Call it after the commit. */
  wake(): void;
  work(options: WorkOptions): Promise<void>;
  /** What goes to other systems. */
  readonly sendings: SendingQueue;
  /** Files of conversations. */
  readonly readings: ReadingQueue;
  /** Takes no more jobs and lets the running ones end for `graceMs`; others get theirs after that. */
  close(graceMs: number): Promise<void>;
}

interface QueueOptions {
  /** Told of faults in the background; the queue goes on. */
  readonly onError: (error: Error) => void;
  /** Whether this process keeps the timetable. */
  readonly isServer?: boolean;
}

/**
 * Opens the queue, and makes its tables the first time. On PostgreSQL as on the embedded database it is pg-boss, over
 * the same connections as everything else.
 * @throws BalieError `database-unavailable`.
 */
export async function openQueue(db: Database, { onError, isServer = false }: QueueOptions): Promise<JobQueue> {
  const boss = new PgBoss({
    db: adapter(db),
    backend: db.kind === 'embedded' ? 'pglite' : 'postgres',
    schema: JOBS_SCHEMA,
    schedule: isServer,
    superviseIntervalSeconds: HEARTBEAT_SECONDS,
    monitorIntervalSeconds: HEARTBEAT_SECONDS,
  });
  // pg-boss tells some faults as objects that are no errors.
  boss.on('error', (fault: { message: string }) => onError(fault instanceof Error ? fault : new Error(fault.message)));
  await boss.start();
  await boss.createQueue(DEAD, { retentionSeconds: FOREVER_SECONDS, retryLimit: 1_000, retryDelay: 30 });
  await boss.createQueue(DOCUMENTS, {
    deadLetter: DEAD,
    expireInSeconds: EXPIRE_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    retentionSeconds: FOREVER_SECONDS,
    deleteAfterSeconds: 24 * 60 * 60,
    retryLimit: RETRIES,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 600,
  });
  const sources = await openSources(boss, { db, schema: JOBS_SCHEMA, heartbeatSeconds: HEARTBEAT_SECONDS });
  const sendings = await openSendings(boss, adapter);
  const readings = await openReadings(boss, adapter);
  const workerIds: string[] = [];
  /** Of a fault of a document the cause stands with its delivery; what comes here could not be written there. */
  const failed = ({ id }: { readonly id: string }, error: unknown): JobResult => {
    onError(error instanceof Error ? error : new Error(String(error)));
    return { id, status: 'failed' };
  };

  return {
    ...sources,
    sendings,
    readings,
    async add(tx, deliveryId, priority) {
      await boss.send(DOCUMENTS, { deliveryId }, { priority, singletonKey: deliveryId, db: adapter(tx) });
    },
    async raise(tx, deliveryId, priority) {
      if (priority <= PRIORITY.source) return;
      // What a person waits for must not lose its place to a later delivery of the same.
      const [job] = await boss.findJobs<JobData>(DOCUMENTS, { key: deliveryId, queued: true, db: adapter(tx) });
      if (job !== undefined && job.priority < priority) await boss.update(DOCUMENTS, undefined, { singletonKey: deliveryId, match: 'all', priority, db: adapter(tx) });
    },
    wake() {
      for (const id of workerIds) boss.notifyWorker(id);
    },
    async work({ concurrency, run, giveUp }) {
      // One job each: a slow one holds up nobody else. Awake at its end, a worker looks for the next at once.
      for (let n = 0; n < concurrency; n += 1) {
        const id = await boss.work(DOCUMENTS, each, async ([job]: JobWithMetadata<JobData>[]) => {
          if (job === undefined) return [];
          const result = await settle(boss, job, run).catch((error: unknown) => failed(job, error));
          boss.notifyWorker(id);
          return [result];
        });
        workerIds.push(id);
      }
      await boss.work(DEAD, { pollingIntervalSeconds: POLL_SECONDS }, async (jobs: { data: JobData }[]) => {
        for (const { data } of jobs) await giveUp(data.deliveryId);
      });
    },
    async close(graceMs) {
      // A database that says nothing any more must not hold up the end; what is not told to it now, it finds out by the heartbeat.
      const late = new AbortController();
      await Promise.race([
        boss.stop({ graceful: true, timeout: graceMs }).finally(() => late.abort()),
        sleep(graceMs + LAST_WORD_MS, undefined, { signal: late.signal }).catch(() => undefined),
      ]);
    },
  };
}

const each = { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS, includeMetadata: true, perJobResults: true } as const;

interface JobData {
  readonly deliveryId: string;
}

async function settle(boss: PgBoss, job: JobWithMetadata<JobData>, run: WorkOptions['run']): Promise<JobResult> {
  const { id, data, signal, priority } = job;
  const end = await run(data.deliveryId, signal);
  // pg-boss counts each try: a job in its place has those that this one had left before it began.
  if (end === 'cut-off') await boss.send(DOCUMENTS, data, { priority, singletonKey: data.deliveryId, retryLimit: job.retryLimit - job.retryCount });
  return { id, status: end === 'again' ? 'failed' : 'completed' };
}

/** pg-boss over a Database or one of its transactions. */
function adapter(db: Queryable): Db {
  return { executeSql: async (text, values) => ({ rows: await db.query(text, values) }) };
}
