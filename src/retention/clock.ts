import { BalieError } from '../errors.ts';
import type { Queryable } from '../store/database.ts';
import type { BeganBy } from './runs.ts';

/** A server of databases whose clock differs more: one of the two is wrong, and nobody here can tell which. */
const DIFFERENCE_MS = 5 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** A desk erases each day. One that was off for a month goes on by itself; to a longer gap a person says that it is one, for a clock that is wrong is mostly so by months or years. */
export const GAP_DAYS = 35;

/**
 * What is past its time is so by a clock: one that runs ahead would have all erased, for good. It is held against that of the database and, where
 * that may be the same one and nobody asked, against the last time; not against the log, in which a desk writes by that clock as soon as it starts.
 * @throws BalieError `retention-clock`.
 */
export async function requireTrueClock(db: Queryable, beganBy: BeganBy, now: () => Date): Promise<void> {
  const before = now().getTime();
  const [told] = await db.query<{ at: Date; last: Date | null }>('SELECT clock_timestamp() AS at, (SELECT max(began_at) FROM retention_runs) AS last');
  if (told === undefined) throw new Error('the database said nothing');
  const [at, last] = [told.at.getTime(), told.last?.getTime() ?? before];
  // It may have answered late, but not outside of the time that asking took.
  if (before > at + DIFFERENCE_MS || now().getTime() < at - DIFFERENCE_MS) throw new BalieError('retention-clock', { detail: `deze machine: ${new Date(before).toISOString()}, de database: ${told.at.toISOString()}` });
  const days = Math.floor((before - last) / DAY_MS);
  if (beganBy !== 'hand' && days > GAP_DAYS) throw new BalieError('retention-clock', { detail: `het is nu ${new Date(before).toISOString()}, en ${days} dagen geleden werd voor het laatst gewist` });
}
