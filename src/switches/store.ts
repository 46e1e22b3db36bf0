import type { RecordAct } from '../audit/management-log.ts';
import type { Database, Queryable } from '../store/database.ts';

/** Who turns the desk on and off: by the number of an admin's key or of the person who is one, or on the machine itself, by the name of an account there. */
export type SwitchedBy = { readonly byKey: string } | { readonly byUser: string };

/** An assistant that takes no questions, or all of them. */
export interface Off {
  /** Its name, or `*`. */
  readonly assistant: string;
  /** What who asks is told. */
  readonly message: string;
  readonly since: Date;
  readonly by: SwitchedBy;
}

interface Row extends Pick<Off, 'assistant' | 'message' | 'since'> {
  readonly byKey: string | null;
  readonly byUser: string;
}

/** A server that is cut off without a word would keep the next look waiting; the embedded database may be at work for minutes, and answers then. */
const LOOK_MS = 2_000;

/** All that is off. @throws BalieError `database-unavailable`. */
export async function readOff(db: Database): Promise<Off[]> {
  return offIn(db, db.kind === 'postgresql' ? { limitMs: LOOK_MS } : {});
}

async function offIn(db: Queryable, options = {}): Promise<Off[]> {
  const rows = await db.query<Row>('SELECT assistant, message, since, by_key AS "byKey", by_user AS "byUser" FROM switches ORDER BY assistant', [], options);
  return rows.map(({ byKey, byUser, ...off }) => ({ ...off, by: byKey === null ? { byUser } : { byKey } }));
}

export interface Switching {
  /** Name of an assistant, or `*`. */
  readonly assistant: string;
  /** What who asks is told from now on; null turns it on. */
  readonly message: string | null;
  readonly by: SwitchedBy;
  readonly now: Date;
}

/**
 * Turns an assistant or all of them off or on, on record: without what is told, for that can never be erased there. What is so already
 * is neither changed nor recorded.
 * @returns all that is off then. @throws BalieError `database-unavailable`; what `record` throws, and nothing was done.
 */
export async function switchTo(db: Database, { assistant, message, by, now }: Switching, record: RecordAct): Promise<Off[]> {
  return db.transaction(async (tx) => {
    // One change at a time, so that each knows what it changed; who reads does not wait.
    await tx.query('LOCK TABLE switches IN SHARE ROW EXCLUSIVE MODE');
    const before = (await offIn(tx)).find((off) => off.assistant === assistant);
    if (before?.message === (message ?? undefined)) return offIn(tx);
    if (message === null) await tx.query('DELETE FROM switches WHERE assistant = $1', [assistant]);
    else {
      const { byKey, byUser } = { byKey: null, byUser: null, ...by };
      // Another text leaves it off since when it was.
      await tx.query(
        `INSERT INTO switches (assistant, message, since, by_key, by_user) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (assistant) DO UPDATE SET message = excluded.message, by_key = excluded.by_key, by_user = excluded.by_user`,
        [assistant, message, now, byKey, byUser],
      );
    }
    const kind = message === null ? 'desk.on' : before === undefined ? 'desk.off' : 'desk.message';
    const after = await offIn(tx);
    await record(tx, { kind, facts: { name: assistant, ...by } });
    return after;
  });
}
