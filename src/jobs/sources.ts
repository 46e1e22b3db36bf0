import type { Job, PgBoss } from 'pg-boss';
import type { Queryable } from '../store/database.ts';

const SOURCES = 'source';
/** A crawl of a large website takes a night. */
const EXPIRE_SECONDS = 20 * 60 * 60;
const POLL_SECONDS = 10;
/** At once in one process: a website that takes a night does not keep a folder from being read. */
const AT_ONCE = 2;
const TIME_ZONE = 'Europe/Amsterdam';

/** The queue of collections whose sources are to be looked through; of one only one at a time, in all processes. */
export interface SourceQueue {
  /**
   * Makes the timetable this one: `cron` (five fields, Dutch time) by the id of a collection, whose sources are then looked
   * through by one process at a time; a turn that comes while that is being done is passed over. @throws Error when a line of it is no timetable.
   */
  keepSchedule(timetable: ReadonlyMap<string, string>): Promise<void>;
  /** Has a collection's sources looked through now, or once more where that is being done; asked for twice before it begins, it is done once. */
  lookThrough(collectionId: string): Promise<void>;
  /** Takes the collections whose turn it is. What rejects is tried once more. */
  workSources(run: (collectionId: string, signal: AbortSignal) => Promise<void>): Promise<void>;
}

interface SourceJob {
  readonly collectionId: string;
  /** By the timetable, and nobody asked for it. */
  readonly isScheduled?: true;
}

interface Options {
  readonly db: Queryable;
  /** Where the tables of pg-boss are. */
  readonly schema: string;
  readonly heartbeatSeconds: number;
}

/** Makes the queue, the first time, in what the others are in too. */
export async function openSources(boss: PgBoss, { db, schema, heartbeatSeconds }: Options): Promise<SourceQueue> {
  await letOneWait(db, schema);
  await boss.createQueue(SOURCES, { policy: 'stately', expireInSeconds: EXPIRE_SECONDS, heartbeatSeconds, retryLimit: 1, retryDelay: 60 });
  const workerIds: string[] = [];
  return {
    async keepSchedule(timetable) {
      for (const { key } of await boss.getSchedules(SOURCES)) if (!timetable.has(key)) await boss.unschedule(SOURCES, key);
      for (const [collectionId, cron] of timetable) {
        await boss.schedule(SOURCES, cron, { collectionId, isScheduled: true } satisfies SourceJob, { key: collectionId, tz: TIME_ZONE, singletonKey: collectionId });
      }
    },
    async lookThrough(collectionId) {
      // Where one waits already it counts as asked for; it may begin just then.
      while ((await boss.send(SOURCES, { collectionId } satisfies SourceJob, { singletonKey: collectionId })) === null && !(await askWaiting(db, schema, collectionId)));
      for (const id of workerIds) boss.notifyWorker(id);
    },
    async workSources(run) {
      for (let n = 0; n < AT_ONCE; n += 1) {
        const id = await boss.work(SOURCES, { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS }, async ([job]: Job<SourceJob>[]) => {
          if (job === undefined || (job.data.isScheduled === true && (await wasLookedThrough(db, schema, job.id)))) return;
          // Awake at its end, it looks at once for what waited for this one.
          await run(job.data.collectionId, job.signal).finally(() => boss.notifyWorker(id));
        });
        workerIds.push(id);
      }
    },
  };
}

/** @returns false where none waits any more. */
async function askWaiting(db: Queryable, schema: string, collectionId: string): Promise<boolean> {
  const asked = await db.query(`UPDATE ${schema}.job SET data = data - 'isScheduled' WHERE name = '${SOURCES}' AND singleton_key = $1 AND state = 'created' RETURNING id`, [collectionId]);
  return asked.length > 0;
}

/** Whether a look that ended since this job was made took its turn: of a website that takes longer than its timetable says, one would follow the other without a pause. */
async function wasLookedThrough(db: Queryable, schema: string, id: string): Promise<boolean> {
  const looks = await db.query(
    `SELECT 1 FROM ${schema}.job turn JOIN ${schema}.job look ON look.name = turn.name AND look.singleton_key = turn.singleton_key AND look.state = 'completed' AND look.completed_on > turn.created_on
     WHERE turn.name = '${SOURCES}' AND turn.id = $1`,
    [id],
  );
  return looks.length > 0;
}

/**
 * In databases of before, what was asked while a source was being read was dropped. pg-boss changes no policy of a queue that is there. A process that
 * knew the queue as it was may have added a job since: what waits twice by that ends by itself.
 */
async function letOneWait(db: Queryable, schema: string): Promise<void> {
  await db.query(`UPDATE ${schema}.queue SET policy = 'stately' WHERE name = '${SOURCES}' AND policy = 'exclusive'`);
  await db.query(`UPDATE ${schema}.job SET policy = 'stately' WHERE name = '${SOURCES}' AND policy = 'exclusive' AND state < 'completed' AND NOT EXISTS
    (SELECT 1 FROM ${schema}.job other WHERE other.name = job.name AND other.policy = 'stately' AND other.state = job.state AND other.singleton_key = job.singleton_key)`);
}
