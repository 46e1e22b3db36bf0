import { type Db, type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Database, Queryable } from '../store/database.ts';

const DOCUMENTS = 'document';
/** Jobs whose tries are used up, and nobody could say why: their process was killed each time. */
const DEAD = 'document-dead';
const SCHEMA = 'jobs';

/** Extraction has limits of its own; a job that runs longer than all of them together hangs. */
const EXPIRE_SECONDS = 30 * 60;
/** A process that is silent for so long is gone, and its jobs go to others. */
const HEARTBEAT_SECONDS = 10;
const RETRIES = 3;
const POLL_SECONDS = 1;
const FOREVER_SECONDS = 365 * 24 * 60 * 60;

/** How urgent a document is: what a person waits for goes before what a night's run found. */
export const PRIORITY = { person: 20, push: 10, source: 0 } as const;

/** How a try ended: `done` (also when it failed for good, which the delivery says itself), or `again`, after a pause. */
export type JobEnd = 'done' | 'again';

interface WorkOptions {
  /** Jobs at once in this process. */
  readonly concurrency: number;
  /** Does one job. Its signal aborts at the close, and when the job is taken away. Rejecting is `again`. */
  readonly run: (deliveryId: string, signal: AbortSignal) => Promise<JobEnd>;
  /** Told of a job whose tries are used up. */
  readonly giveUp: (deliveryId: string) => Promise<void>;
}

/** The queue of documents to be read. One per process; jobs outlive all of them. */
export interface JobQueue {
  /** Adds a job in the caller's transaction: there with the rest of it, or not at all. */
  add(tx: Queryable, deliveryId: string, priority: number): Promise<void>;
  /** Wakes this process's own workers, which otherwise look once a second. Call it after the commit. */
  wake(): void;
  work(options: WorkOptions): Promise<void>;
  /** Takes no more jobs and lets the running ones end for `graceMs`; others get theirs after that. */
  close(graceMs: number): Promise<void>;
}

/**
 * Opens the queue, and makes its tables the first time. On PostgreSQL as on the embedded database it is pg-boss, over
 * the same connections as everything else.
 * @param onError told of faults in the background; the queue goes on.
 * @throws BalieError `database-unavailable`.
 */
export async function openQueue(db: Database, onError: (error: Error) => void): Promise<JobQueue> {
  const boss = new PgBoss({
    db: adapter(db),
    backend: db.kind === 'embedded' ? 'pglite' : 'postgres',
    schema: SCHEMA,
    schedule: false,
    superviseIntervalSeconds: HEARTBEAT_SECONDS,
    monitorIntervalSeconds: HEARTBEAT_SECONDS,
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(DEAD, { retentionSeconds: FOREVER_SECONDS });
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
  const workerIds: string[] = [];

  return {
    async add(tx, deliveryId, priority) {
      await boss.send(DOCUMENTS, { deliveryId }, { priority, db: adapter(tx) });
    },
    wake() {
      for (const id of workerIds) boss.notifyWorker(id);
    },
    async work({ concurrency, run, giveUp }) {
      // One job each: a slow one holds up nobody else. Awake at its end, a worker looks for the next at once.
      for (let n = 0; n < concurrency; n += 1) {
        const id = await boss.work(DOCUMENTS, each, async ([job]: JobWithMetadata<JobData>[]) => {
          if (job === undefined) return [];
          const result = await settle(job, run);
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
      await boss.stop({ graceful: true, timeout: graceMs });
    },
  };
}

const each = { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS, includeMetadata: true, perJobResults: true } as const;

interface JobData {
  readonly deliveryId: string;
}

async function settle({ id, data, signal }: JobWithMetadata<JobData>, run: WorkOptions['run']): Promise<JobResult> {
  try {
    return { id, status: (await run(data.deliveryId, signal)) === 'done' ? 'completed' : 'failed' };
  } catch {
    // The cause stands with the delivery, where a person can see it.
    return { id, status: 'failed' };
  }
}

/** pg-boss over a Database or one of its transactions. */
function adapter(db: Queryable): Db {
  return { executeSql: async (text, values) => ({ rows: await db.query(text, values) }) };
}
