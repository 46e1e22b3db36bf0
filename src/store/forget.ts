import type { Database } from './database.ts';

interface Places {
  /** Tables in which what opens the rest was deleted: few bytes a row. They are written anew. */
  readonly keys: readonly string[];
  /** Tables in which what cannot be opened any more was deleted. Their room is given back. */
  readonly contents: readonly string[];
}

/** A table is closed while it is written anew; who waits for that for so long goes first, and it is tried again later. */
const LOCK_MS = 2_000;

/**
 * Takes what was deleted out of the files of the database too, as far as Balie may: a deleted row stands in its page until another needs the
 * room, also after an ordinary VACUUM, and in the write-ahead log. The embedded database lets go of that log as well; a server does so by itself
 * in time, and what it keeps beyond that (archives, copies, readers of an older state) is its manager's.
 * @throws PostgreSQL's error `55P03` when a table is in use for too long; BalieError `database-unavailable`.
 */
export async function forgetDeleted(db: Database, { keys, contents }: Places): Promise<void> {
  await db.session(async (session) => {
    // The embedded database is one session for all: what is set would stay, and nobody is in the way.
    if (db.kind === 'postgresql') await session.query(`SET lock_timeout = ${LOCK_MS}`);
    for (const table of keys) await session.query(`VACUUM (FULL) ${table}`);
    for (const table of contents) await session.query(`VACUUM ${table}`);
    if (db.kind === 'postgresql') return;
    await session.query('SELECT pg_switch_wal()');
    await session.query('CHECKPOINT');
  });
}
