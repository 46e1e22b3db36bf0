import type { Database } from '../store/database.ts';

/** How long a process may be silent before its open turns count as interrupted. */
const SILENT_SECONDS = 30;
/**
 * How long this process must have been seen without a gap before it judges others by their silence: a sweep and a half. After a
 * database was away all are silent, and those that live must have had time to say so. A longer gap than this starts it anew.
 */
const SETTLED_SECONDS = 15;
/** No turn may run this long: one that is still open lost its end, for instance because the database was away then. */
const LOST_MINUTES = 15;
/** But for work on a whole file, which takes an hour on a slow machine: whoever does it says each second that it goes on. */
const AT_WORK_MINUTES = 2;
/** The same for calls of programs, which may ask for hours of a slow machine. */
const LOST_CALL_HOURS = 12;
/** So many ends are written together, and a fault among them found by halves. */
const ENDS_AT_ONCE = 200;

interface Context {
  readonly db: Database;
  readonly instanceId: string;
  /** Ends a turn or call as interrupted. @returns whether it was still open. */
  readonly interrupt: (open: Open) => Promise<boolean>;
}

interface Open {
  readonly subject: 'turn' | 'call';
  readonly id: string;
}

/**
 * Says that this process lives, and ends the turns and calls of those that no longer do: at once where the process is not known (any more),
 * when this one is settled where it is silent. What cannot be ended is reported, and does not keep the others open.
 * @returns how many were ended.
 */
export async function sweep({ db, instanceId, interrupt }: Context, onError: (error: unknown) => void): Promise<number> {
  const [own] = await db.query<{ is_settled: boolean }>(
    `INSERT INTO instances AS own (id) VALUES ($1)
     ON CONFLICT (id) DO UPDATE SET seen_at = now(),
       since = CASE WHEN own.seen_at < now() - make_interval(secs => ${SETTLED_SECONDS}) THEN now() ELSE own.since END
     RETURNING own.since < now() - make_interval(secs => ${SETTLED_SECONDS}) AS is_settled`,
    [instanceId],
  );
  const isSettled = own?.is_settled ?? false;
  const lost = await db.query<Open>(
    `SELECT o.subject, o.id
       FROM (SELECT 'turn' AS subject, id, instance_id, received_at, make_interval(mins => ${LOST_MINUTES}) AS longest FROM turns WHERE ended_at IS NULL
             UNION ALL
             SELECT 'call', id, instance_id, received_at, make_interval(hours => ${LOST_CALL_HOURS}) FROM calls WHERE ended_at IS NULL) o
       LEFT JOIN instances i ON i.id = o.instance_id
      WHERE i.id IS NULL OR ($1 AND i.seen_at < now() - make_interval(secs => ${SILENT_SECONDS}))
         OR (o.received_at < now() - o.longest AND NOT EXISTS (SELECT 1 FROM chat_works w WHERE w.id = o.id AND w.ended_at IS NULL AND w.seen_at > now() - make_interval(mins => ${AT_WORK_MINUTES})))`,
    [isSettled],
  );
  let ended = 0;
  for (let from = 0; from < lost.length; from += ENDS_AT_ONCE) {
    for (const result of await Promise.allSettled(lost.slice(from, from + ENDS_AT_ONCE).map(interrupt))) {
      if (result.status === 'rejected') onError(result.reason);
      else if (result.value) ended += 1;
    }
  }
  if (isSettled) await db.query("DELETE FROM instances WHERE seen_at < now() - interval '1 day'");
  return ended;
}

/**
 * Forgets the processes that were last seen before `since`: the owner of an embedded database knows that they are gone. Not
 * those seen later: a command may have come in by the owner's own socket meanwhile.
 */
export async function claim({ db, instanceId }: Context, since: Date): Promise<void> {
  await db.query('DELETE FROM instances WHERE id <> $1 AND seen_at < $2', [instanceId, since]);
}
