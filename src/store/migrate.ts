import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { BalieError, foreignCode } from '../errors.ts';
import type { Database, Queryable } from './database.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

const folder = new URL('migrations/', import.meta.url);
const UNIQUE_VIOLATION = '23505';
/** That, duplicate object, duplicate table. */
const EXISTS_NOW = new Set([UNIQUE_VIOLATION, '42710', '42P07']);
/** A lock was not to be had in time; or two waited for each other, and this one was chosen to give way. */
const HELD = new Set(['55P03', '40P01']);

/** How long one waits for tables that others hold. */
export interface Patience {
  /** Told once that it waits, and for what. */
  readonly note?: ((line: string) => void) | undefined;
  /** For one lock: whoever asks the table anything waits behind who waits for it. */
  readonly lockMs?: number;
  /** In which those go on. */
  readonly pauseMs?: number;
  readonly limitMs?: number;
  /** Aborts when the wait is to end: whoever asked for the work was told to stop. */
  readonly signal?: AbortSignal | undefined;
}

const LOCK_MS = 2_000;
const PAUSE_MS = 5_000;
/** Longer than a backup of a large database takes. */
const LIMIT_MS = 6 * 60 * 60_000;

/** The numbered files of `migrations/`, in order. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name, index) => {
      const version = Number(name.slice(0, 4));
      if (version !== index + 1) throw new Error(`migration ${name} should be number ${index + 1}`);
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { version, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the schema up to date. Each file runs in one transaction whose first act is its own row: of two processes that
 * migrate at once the second waits on that row, then finds the work done. In a session, since a limit on statements would end
 * a large set's migration, or the wait for it, at every start anew. For tables that others hold, such as a backup that is being made,
 * it does not stand in the way: it gives up soon, lets them go on, and tries again.
 * @param migrations other ones in tests.
 * @returns the names of the files that were run here.
 * @throws BalieError `schema-newer` when the database knows migrations that this version does not have; `schema-changed` when
 *   one that was run has another content now; `schema-held` when others held its tables for too long; `database-unavailable`.
 * @throws the reason of the signal, when that aborts while it waits.
 */
export async function migrate(db: Database, migrations?: readonly Migration[], patience: Patience = {}): Promise<string[]> {
  const all = migrations ?? (await readMigrations());
  return db.session(async (session) => {
    await createLedger(session);
    const ran: string[] = [];
    const done = await check(session, all);
    for (const migration of all.slice(done)) {
      if (await runFree(session, migration, patience)) ran.push(migration.name);
    }
    // Another process may have been a newer version and have run further.
    await check(session, all);
    return ran;
  });
}

/** Makes the schema of these migrations in an empty database, or brings it further, in the caller's transaction: with what else is done in that, or not at all. */
export async function migrateIn(tx: Queryable, migrations: readonly Migration[]): Promise<void> {
  await createLedger(tx);
  for (const { version, name, sql, sha256 } of migrations) {
    await tx.query('INSERT INTO schema_migrations (version, name, sha256) VALUES ($1, $2, $3)', [version, name, sha256]);
    await tx.query(sql);
  }
}

/** How many of the migrations were run in it; 0: it is no database of the desk yet. @throws BalieError `schema-newer`, `schema-changed`. */
export async function ranIn(db: Queryable): Promise<number> {
  const [ledger] = await db.query<{ isThere: boolean }>(`SELECT to_regclass('public.schema_migrations') IS NOT NULL AS "isThere"`);
  return ledger?.isThere === true ? check(db, await readMigrations()) : 0;
}

async function createLedger(session: Queryable): Promise<void> {
  const create = `CREATE TABLE IF NOT EXISTS schema_migrations (
    version integer PRIMARY KEY,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`;
  try {
    await session.query(create);
  } catch (error) {
    // IF NOT EXISTS does not hold against another process that creates it at the same moment: it exists now.
    // Which of three codes says so depends on how far the other has come.
    if (!EXISTS_NOW.has(foreignCode(error))) throw error;
  }
}

async function check(session: Queryable, migrations: readonly Migration[]): Promise<number> {
  const rows = await session.query<{ version: number; name: string; sha256: string }>(
    'SELECT version, name, sha256 FROM schema_migrations ORDER BY version',
  );
  for (const row of rows) {
    const known = migrations[row.version - 1];
    if (known === undefined) throw new BalieError('schema-newer', { detail: row.name });
    if (known.sha256 !== row.sha256) throw new BalieError('schema-changed', { detail: row.name });
  }
  return rows.length;
}

async function runFree(session: Queryable, migration: Migration, { note, lockMs = LOCK_MS, pauseMs = PAUSE_MS, limitMs = LIMIT_MS, signal }: Patience): Promise<boolean> {
  const until = Date.now() + limitMs;
  for (let isTold = false; ; isTold = true) {
    try {
      return await run(session, migration, lockMs);
    } catch (error) {
      if (!HELD.has(foreignCode(error))) throw error;
      if (Date.now() + pauseMs > until) throw new BalieError('schema-held', { detail: migration.name, cause: error });
      if (!isTold) note?.(`De database wordt bijgewerkt (${migration.name}) zodra niets anders de tabellen vasthoudt, zoals een reservekopie die nu wordt gemaakt.`);
    }
    // What wakes it early throws below, by its own reason.
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    signal?.throwIfAborted();
  }
}

async function run(session: Queryable, { version, name, sql, sha256 }: Migration, lockMs: number): Promise<boolean> {
  try {
    await session.query('BEGIN');
    await session.query('INSERT INTO schema_migrations (version, name, sha256) VALUES ($1, $2, $3)', [version, name, sha256]);
    // Not before that row: for another process that migrates one waits as long as it takes.
    await session.query(`SET LOCAL lock_timeout = ${lockMs}`);
    await session.query(sql);
    await session.query('COMMIT');
    return true;
  } catch (error) {
    // Where even this fails the connection is gone, and what it did with it.
    await session.query('ROLLBACK').catch(() => undefined);
    if (foreignCode(error) === UNIQUE_VIOLATION && error instanceof Error && 'table' in error && error.table === 'schema_migrations') return false;
    throw error;
  }
}
