import { BalieError } from '../errors.ts';
import type { Database, Notice } from './database.ts';

interface Places {
  /** Tables in which what opens the rest was deleted: few bytes a row. They are written anew. */
  readonly keys: readonly string[];
  /** Tables in which what cannot be opened any more was deleted. Their room is given back. */
  readonly contents: readonly string[];
}

/** How VACUUM (FULL, VERBOSE) tells of deleted rows that it had to keep, in whatever language: the first number. */
const KEPT_ROWS = /^\D*([1-9]\d*)/;

/** Whether it is more than what VERBOSE tells: a table that is passed over is no fault to PostgreSQL. */
const isWarning = ({ code }: Notice) => !code.startsWith('00');

/** A table is closed while it is written anew; who waits for that for so long goes first, and it is tried again later. */
const LOCK_MS = 2_000;

/**
 * Takes what was deleted out of the files of the database too, as far as Balie may: a deleted row stands in its page until another needs the
 * room, also after an ordinary VACUUM, and in the write-ahead log. The embedded database lets go of that log as well; a server does so by itself
 * in time, and what it keeps beyond that (archives, copies) is its manager's.
 * @returns false when somebody still reads an older state (a walk through the log, a copy that is being made, on a server even who is just
 *   connecting to another database): rows deleted since stand there until it is tried again.
 * @throws BalieError `forgetting-refused` when the server passed over a table, as it does for who does not own it; PostgreSQL's error `55P03` when a table is in
 *   use for too long; BalieError `database-unavailable`.
 */
export async function forgetDeleted(db: Database, { keys, contents }: Places): Promise<boolean> {
  return db.session(async (session) => {
    // The embedded database is one session for all: what is set would stay, and nobody is in the way.
    if (db.kind === 'postgresql') await session.query(`SET lock_timeout = ${LOCK_MS}`);
    for (const table of keys) await session.query(`VACUUM (FULL, VERBOSE) ${table}`);
    for (const table of contents) await session.query(`VACUUM ${table}`);
    const told = session.told();
    if (db.kind === 'embedded') {
      await session.query('SELECT pg_switch_wal()');
      await session.query('CHECKPOINT');
    }
    const refused = told.filter(isWarning).map(({ message }) => message);
    if (refused.length > 0) throw new BalieError('forgetting-refused', { detail: refused.join('; ') });
    return !told.some(({ detail }) => KEPT_ROWS.test(detail));
  });
}
