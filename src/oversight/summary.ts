import { looksBetween } from '../audit/opening-acts.ts';
import type { Database, Queryable } from '../store/database.ts';

/** What happened in a period, in numbers. */
export interface OversightFigures {
  readonly from: Date;
  readonly until: Date;
  readonly asked: number;
  readonly approved: number;
  readonly refused: number;
  readonly looks: number;
  /** Files that were made for a request about somebody's data. */
  readonly handedOut: number;
  /** At its end. */
  readonly waiting: number;
  readonly open: number;
}

export async function figuresOf(db: Database, from: Date, until: Date): Promise<OversightFigures> {
  const [[row], looks] = await Promise.all([
    db.query<Omit<OversightFigures, 'from' | 'until' | 'looks' | 'handedOut'>>(
      `SELECT count(*) FILTER (WHERE asked_at >= $1 AND asked_at < $2) AS asked, count(*) FILTER (WHERE is_approved AND decided_at >= $1 AND decided_at < $2) AS approved,
              count(*) FILTER (WHERE NOT is_approved AND decided_at >= $1 AND decided_at < $2) AS refused, count(*) FILTER (WHERE decided_at IS NULL AND ended_at IS NULL) AS waiting,
              count(*) FILTER (WHERE is_approved AND ended_at IS NULL AND valid_until > $2) AS open
         FROM openings`,
      [from, until],
    ),
    looksBetween(db, from, until),
  ]);
  return { from, until, ...looks, ...(row ?? { asked: 0, approved: 0, refused: 0, waiting: 0, open: 0 }) };
}

/** Whether it was told of a day. */
export async function isTold(db: Queryable, day: string): Promise<boolean> {
  return (await db.query('SELECT 1 FROM opening_summaries WHERE day = $1', [day])).length > 0;
}

export async function noteTold(db: Queryable, day: string): Promise<void> {
  await db.query('INSERT INTO opening_summaries (day) VALUES ($1) ON CONFLICT DO NOTHING', [day]);
}

const LOCK = `hashtext('balie.opening_summaries')`;

/**
 * Runs work in one process at a time, however many there are: by a lock that ends with its connection, so that one that is killed, or whose database goes
 * away, leaves nothing behind that keeps the others from it. On the embedded database only the one process that owns it may call this, one call at a time.
 * @returns what the work gives; undefined while another process is at it.
 */
export async function asOnlyTeller<T>(db: Pick<Database, 'session'>, work: () => Promise<T>): Promise<T | undefined> {
  return db.session(async (session) => {
    const [lock] = await session.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS taken`);
    if (lock?.taken !== true) return undefined;
    try {
      return await work();
    } finally {
      await session.query(`SELECT pg_advisory_unlock(${LOCK})`).catch(() => undefined);
    }
  });
}
