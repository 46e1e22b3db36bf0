import type { Db, JobWithMetadata, PgBoss } from 'pg-boss';
import { BalieError } from '../errors.ts';
import type { Queryable } from '../store/database.ts';

const SENDINGS = 'handover';
/** Sendings whose tries are used up. */
const DEAD = 'handover-dead';

/** More than a day, the pauses ever longer: another system may be away for a night. */
const RETRIES = 16;
const FIRST_PAUSE_SECONDS = 15;
const LONGEST_PAUSE_SECONDS = 4 * 60 * 60;
/** Longer than a server may take for all that it is told (see `sending/mail.ts`): what is taken for lost is sent again. */
const EXPIRE_SECONDS = 5 * 60;
const POLL_SECONDS = 2;
const RETENTION_SECONDS = 30 * 24 * 60 * 60;

/** A conversation on its way to another system. */
export interface SendingJob {
  readonly handoverId: string;
  readonly way: 'webhook' | 'email';
}

/** The queue of what is sent to other systems. */
export interface SendingQueue {
  /** Adds one in the caller's transaction: there with the rest of it, or not at all. */
  add(tx: Queryable, job: SendingJob): Promise<void>;
  /** Takes them one by one. What rejects is tried again, no sooner than its `retryAfterMs` says, at last given up. */
  work(run: (job: SendingJob) => Promise<void>, giveUp: (job: SendingJob) => Promise<void>): Promise<void>;
}

/** Makes the queue, the first time, in what the others are in too. */
export async function openSendings(boss: PgBoss, adapter: (db: Queryable) => Db): Promise<SendingQueue> {
  await boss.createQueue(DEAD, { retentionSeconds: RETENTION_SECONDS, retryLimit: 1_000, retryDelay: 30 });
  await boss.createQueue(SENDINGS, {
    deadLetter: DEAD,
    expireInSeconds: EXPIRE_SECONDS,
    retentionSeconds: RETENTION_SECONDS,
    retryLimit: RETRIES,
    retryDelay: FIRST_PAUSE_SECONDS,
    retryBackoff: true,
    retryDelayMax: LONGEST_PAUSE_SECONDS,
  });
  return {
    async add(tx, job) {
      // Said here too: a queue that is there already keeps what it was made with.
      await boss.send(SENDINGS, job, { expireInSeconds: EXPIRE_SECONDS, db: adapter(tx) });
    },
    async work(run, giveUp) {
      await boss.work(SENDINGS, { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS, includeMetadata: true }, async (jobs: JobWithMetadata<SendingJob>[]) => {
        for (const job of jobs) await run(job.data).catch((error: unknown) => laterFor(boss, job, error));
      });
      await boss.work(DEAD, { pollingIntervalSeconds: POLL_SECONDS }, async (jobs: { data: SendingJob }[]) => {
        for (const { data } of jobs) await giveUp(data);
      });
    },
  };
}

/**
 * A receiver that asks for a longer wait than comes by itself gets it, in a job in the place of this one: pg-boss counts pauses by itself.
 * @throws what the try threw, where it asks for none.
 */
async function laterFor(boss: PgBoss, { data, retryLimit, retryCount }: JobWithMetadata<SendingJob>, error: unknown): Promise<void> {
  const asked = error instanceof BalieError && error.retryAfterMs !== undefined ? Math.min(error.retryAfterMs / 1_000, LONGEST_PAUSE_SECONDS) : 0;
  // With those of the jobs in whose place this one came: who asks for a short wait each time would use up all tries in minutes.
  const tried = Math.max(0, RETRIES - (retryLimit - retryCount));
  const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** tried, LONGEST_PAUSE_SECONDS);
  const left = retryLimit - retryCount - 1;
  if (asked <= pause || left < 0) throw error;
  await boss.send(SENDINGS, data, { startAfter: Math.ceil(asked), retryLimit: left, retryDelay: pause, expireInSeconds: EXPIRE_SECONDS });
}
