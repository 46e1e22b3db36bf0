import { looksBetween } from '../audit/opening-acts.ts';
import type { Database } from '../store/database.ts';

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

/** Whether this process is the one that tells of a day: each is told once, however many there are. */
export async function claimSummary(db: Database, day: string): Promise<boolean> {
  return (await db.query('INSERT INTO opening_summaries (day) VALUES ($1) ON CONFLICT DO NOTHING RETURNING day', [day])).length > 0;
}

/** It could not be told: another try is to come. */
export async function releaseSummary(db: Database, day: string): Promise<void> {
  await db.query('DELETE FROM opening_summaries WHERE day = $1', [day]);
}
