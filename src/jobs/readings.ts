import type { Db, PgBoss } from 'pg-boss';
import type { Queryable } from '../store/database.ts';

const READINGS = 'chat-file';
/** Whose tries are used up: their process was killed each time. */
const DEAD = 'chat-file-dead';
/** Extraction has limits of its own; a job that runs longer than all of them together hangs. */
const EXPIRE_SECONDS = 30 * 60;
const HEARTBEAT_SECONDS = 10;
const RETRIES = 3;
const POLL_SECONDS = 1;

/** The queue of files that somebody put into a conversation: they wait for it, and nothing of a collection may keep them. */
export interface ReadingQueue {
  /** Adds one in the caller's transaction: there with the rest of it, or not at all. */
  add(tx: Queryable, fileId: string): Promise<void>;
  /** Wakes this process's own worker, which otherwise looks once a second. Call it after the commit. */
  wake(): void;
  /** Takes them one by one. What rejects is tried again, at last given up. */
  work(run: (fileId: string, signal: AbortSignal) => Promise<void>, giveUp: (fileId: string) => Promise<void>): Promise<void>;
}

interface ReadingJob {
  readonly fileId: string;
}

/** Makes the queue, the first time, in what the others are in too. */
export async function openReadings(boss: PgBoss, adapter: (db: Queryable) => Db): Promise<ReadingQueue> {
  let worker: string | undefined;
  await boss.createQueue(DEAD, { retryLimit: 1_000, retryDelay: 30 });
  await boss.createQueue(READINGS, { deadLetter: DEAD, expireInSeconds: EXPIRE_SECONDS, heartbeatSeconds: HEARTBEAT_SECONDS, deleteAfterSeconds: 60 * 60, retryLimit: RETRIES, retryDelay: 2, retryBackoff: true });
  return {
    async add(tx, fileId) {
      await boss.send(READINGS, { fileId } satisfies ReadingJob, { singletonKey: fileId, db: adapter(tx) });
    },
    wake() {
      if (worker !== undefined) boss.notifyWorker(worker);
    },
    async work(run, giveUp) {
      worker = await boss.work(READINGS, { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS }, async (jobs: { data: ReadingJob; signal: AbortSignal }[]) => {
        for (const { data, signal } of jobs) await run(data.fileId, signal);
      });
      await boss.work(DEAD, { pollingIntervalSeconds: POLL_SECONDS }, async (jobs: { data: ReadingJob }[]) => {
        for (const { data } of jobs) await giveUp(data.fileId);
      });
    },
  };
}
