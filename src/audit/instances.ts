import type { Database } from '../store/database.ts';

/** How long a process may be silent before its open turns count as interrupted. */
const SILENT_SECONDS = 30;
/**
 * How long this process must have been seen without a gap before it judges others by their silence: a sweep and a half. After a
 * database was away all are silent, and those that live must have had time to say so. A longer gap than this starts it anew.
 */
const SETTLED_SECONDS = 15;
/**
 * No turn may run this long: one that is still open lost its end, for instance because the database was away then. As this process saw it
 * itself: clocks jump, and that of who took the turn may differ from the database's.
 */
const LOST_MS = 15 * 60_000;
/** But for work on a whole file, which takes an hour on a slow machine: whoever does it says each second that it goes on. */
const AT_WORK_MINUTES = 2;
/** The same for calls of programs, which may ask for hours of a slow machine. */
const LOST_CALL_MS = 12 * 60 * 60_000;
/** So many ends are written together, and a fault among them found by halves. */
const ENDS_AT_ONCE = 200;

/**
 * SQL: whether an instance was not heard of within so many seconds. Seen later than now: its clock, or this one, was put back since, and who
 * lives says so again.
 */
const silent = (instance: string, seconds: number) =>
  `(${instance}.seen_at NOT BETWEEN now() - make_interval(secs => ${seconds}) AND now() + make_interval(secs => ${seconds}))`;

/** SQL: whether an instance may judge others by their silence. */
const settled = (own: string) => `(${own}.since < now() - make_interval(secs => ${SETTLED_SECONDS}) AND NOT ${silent(own, SETTLED_SECONDS)})`;

/**
 * SQL: whether `instance`, a row or none, is gone for who is `own`: at once where it is not known (any more), and by its silence where `own` is
 * settled. After a database was away, or its clock has jumped, all are silent, and nobody is gone.
 */
export const goneFor = (own: string, instance: string, seconds: number) => `(${instance}.id IS NULL OR coalesce(${settled(own)}, false) AND ${silent(instance, seconds)})`;

interface Context {
  readonly db: Database;
  readonly instanceId: string;
  /** Ends a turn or call as interrupted. @returns whether it was still open. */
  readonly interrupt: (open: Open) => Promise<boolean>;
  /** Milliseconds, from any start: never back, and not forward with the clock on the wall. */
  readonly elapsed: () => number;
  /** Since when this process has seen what is open, by id: what it saw at its last sweep. */
  readonly seen: Map<string, number>;
}

interface Open {
  readonly subject: 'turn' | 'call';
  readonly id: string;
}

interface Found extends Open {
  readonly is_gone: boolean;
  readonly is_at_work: boolean;
}

/**
 * Says that this process lives, and ends the turns and calls of those that no longer do: at once where the process is not known (any more),
 * when this one is settled where it is silent. No clock that jumps makes it end what runs. What cannot be ended is reported, and does not keep the others open.
 * @returns how many were ended.
 */
export async function sweep({ db, instanceId, interrupt, elapsed, seen }: Context, onError: (error: unknown) => void): Promise<number> {
  const [own] = await db.query<{ is_settled: boolean }>(
    `INSERT INTO instances AS own (id) VALUES ($1)
     ON CONFLICT (id) DO UPDATE SET seen_at = now(), since = CASE WHEN ${silent('own', SETTLED_SECONDS)} THEN now() ELSE own.since END
     RETURNING ${settled('own')} AS is_settled`,
    [instanceId],
  );
  const found = await db.query<Found>(
    `SELECT o.subject, o.id,
            ${goneFor('own', 'i', SILENT_SECONDS)} AS is_gone,
            EXISTS (SELECT 1 FROM chat_works w WHERE w.id = o.id AND w.ended_at IS NULL AND w.seen_at > now() - make_interval(mins => ${AT_WORK_MINUTES})) AS is_at_work
       FROM (SELECT 'turn' AS subject, id, instance_id FROM turns WHERE ended_at IS NULL
             UNION ALL
             SELECT 'call', id, instance_id FROM calls WHERE ended_at IS NULL) o
       LEFT JOIN instances i ON i.id = o.instance_id LEFT JOIN instances own ON own.id = $1`,
    [instanceId],
  );
  const now = elapsed();
  const since = new Map(found.map(({ id }) => [id, seen.get(id) ?? now]));
  seen.clear();
  for (const [id, at] of since) seen.set(id, at);
  const isLost = ({ id, subject, is_at_work: isAtWork }: Found) => !isAtWork && now - (seen.get(id) ?? now) > (subject === 'turn' ? LOST_MS : LOST_CALL_MS);
  const lost = found.filter((open) => open.is_gone || isLost(open)).map(({ subject, id }) => ({ subject, id }));
  let ended = 0;
  for (let from = 0; from < lost.length; from += ENDS_AT_ONCE) {
    for (const result of await Promise.allSettled(lost.slice(from, from + ENDS_AT_ONCE).map(interrupt))) {
      if (result.status === 'rejected') onError(result.reason);
      else if (result.value) ended += 1;
    }
  }
  if (own?.is_settled === true) await db.query("DELETE FROM instances WHERE seen_at < now() - interval '1 day'");
  return ended;
}

/**
 * Forgets the processes that were last seen before `since`: the owner of an embedded database knows that they are gone. Not
 * those seen later: a command may have come in by the owner's own socket meanwhile.
 */
export async function claim({ db, instanceId }: Pick<Context, 'db' | 'instanceId'>, since: Date): Promise<void> {
  await db.query('DELETE FROM instances WHERE id <> $1 AND seen_at < $2', [instanceId, since]);
}
