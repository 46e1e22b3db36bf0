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
   * through by one process at a time. @throws Error when a line of it is no timetable.
   */
  keepSchedule(timetable: ReadonlyMap<string, string>): Promise<void>;
  /** Has a collection's sources looked through now, or once more where that is being done; asked for twice before it begins, it is done once. */
  lookThrough(collectionId: string): Promise<void>;
  /** Takes the collections whose turn it is. What rejects is tried once more. */
  workSources(run: (collectionId: string, signal: AbortSignal) => Promise<void>): Promise<void>;
}

interface SourceJob {
  readonly collectionId: string;
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
        await boss.schedule(SOURCES, cron, { collectionId }, { key: collectionId, tz: TIME_ZONE, singletonKey: collectionId });
      }
    },
    async lookThrough(collectionId) {
      await boss.send(SOURCES, { collectionId }, { singletonKey: collectionId });
      for (const id of workerIds) boss.notifyWorker(id);
    },
    async workSources(run) {
      for (let n = 0; n < AT_ONCE; n += 1) {
        const id = await boss.work(SOURCES, { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS }, async ([job]: Job<SourceJob>[]) => {
          // Awake at its end, it looks at once for what waited for this one.
          if (job !== undefined) await run(job.data.collectionId, job.signal).finally(() => boss.notifyWorker(id));
        });
        workerIds.push(id);
      }
    },
  };
}

/** In databases of before, what was asked while a source was being read was dropped. pg-boss changes no policy of a queue that is there. */
async function letOneWait(db: Queryable, schema: string): Promise<void> {
  await db.query(`WITH changed AS (UPDATE ${schema}.queue SET policy = 'stately' WHERE name = '${SOURCES}' AND policy = 'exclusive' RETURNING name)
    UPDATE ${schema}.job SET policy = 'stately' FROM changed WHERE job.name = changed.name AND job.state < 'completed'`);
}
