import { randomUUID } from 'node:crypto';
import { BalieError, foreignCode } from '../errors.ts';
import { connectionTo } from './connection.ts';
import type { Database } from './database.ts';
import { type EmbeddedOptions, isEmbeddedIn, openEmbedded, openInMemory, openOrJoinEmbedded } from './embedded/open.ts';
import { migrate, type Patience, ranIn } from './migrate.ts';
import { connect } from './postgres.ts';

interface StoreOptions extends EmbeddedOptions {
  /** A PostgreSQL URL, or undefined for the embedded database. */
  readonly databaseUrl: string | undefined;
  /** The file that it was read from, if it was: who connects may be replaced there. */
  readonly databaseUrlFile?: string | undefined;
  /** Hears why bringing the schema up to date takes long, and why a file with the address cannot be used any more. */
  readonly note?: Patience['note'];
  /** Ends the wait for that. */
  readonly signal?: Patience['signal'];
}

/** Statements that run longer than this on a server are ended by it (embedded PGlite does not enforce it). */
const STATEMENT_MS = 60_000;
const INSUFFICIENT_PRIVILEGE = '42501';

/** Opens the store as its owner (the server) and brings its schema up to date. */
export function openStore(options: StoreOptions): Promise<Database> {
  return opened(options, openEmbedded);
}

/** Opens the store for one command: joins a running server where the embedded database is in use. */
export function joinStore(options: StoreOptions): Promise<Database> {
  return opened(options, openOrJoinEmbedded);
}

/**
 * As `joinStore`, but nothing is made in it, also where a server has an empty one: for what makes a backup before it is brought up to date, or looks whether it is.
 * @throws BalieError `database-none` where there is no embedded one.
 */
export async function joinAsItIs(options: StoreOptions): Promise<Database> {
  await requireEmbedded(options);
  return opened(options, openOrJoinEmbedded, ranIn);
}

/** As `joinStore`, but where there is none, none is made. @throws BalieError `database-none`. */
export async function joinThere(options: StoreOptions): Promise<Database> {
  await requireEmbedded(options);
  return opened(options, openOrJoinEmbedded, async (db) => {
    await requireTables(db, options);
    await migrate(db, undefined, options);
  });
}

/** @throws BalieError `database-none` where nothing of the desk is in it. */
export async function requireTables(db: Database, { databaseUrl, dataDir }: Pick<StoreOptions, 'databaseUrl' | 'dataDir'>): Promise<void> {
  if ((await ranIn(db)) === 0) throw new BalieError('database-none', { detail: databaseUrl === undefined ? dataDir : 'DATABASE_URL' });
}

/** Where it is to be opened it would be made. */
async function requireEmbedded({ databaseUrl, dataDir }: StoreOptions): Promise<void> {
  if (databaseUrl === undefined && !(await isEmbeddedIn(dataDir))) throw new BalieError('database-none', { detail: dataDir });
}

/** Opens a store as its owner, as it is: nothing is made in it. For what puts a backup into an empty one. */
export async function openBare({ databaseUrl, ...options }: StoreOptions): Promise<Database> {
  return databaseUrl === undefined ? openEmbedded(options) : connect({ kind: 'postgresql', connection: { connectionString: databaseUrl } });
}

/**
 * An empty, migrated database apart from the municipality's own, gone after `close`: on the same server, else in memory.
 * @param note hears why it is in memory though there is a server, whose user may not make one there.
 * @throws BalieError `config-invalid` when that is so and nobody hears it.
 */
export async function openScratchDatabase(databaseUrl?: string, note?: (line: string) => void): Promise<Database> {
  if (databaseUrl === undefined) return migrated(await openInMemory());
  try {
    return await scratchOn(databaseUrl);
  } catch (error) {
    if (foreignCode(error) !== INSUFFICIENT_PRIVILEGE) throw located(error, databaseUrl);
    const detail = 'DATABASE_URL: deze gebruiker mag geen tijdelijke database maken (CREATEDB, en CREATE EXTENSION vector daarin)';
    if (note === undefined) throw new BalieError('config-invalid', { detail, cause: error });
    note(`${detail}. De meting gebruikt een ingebouwde.`);
    return migrated(await openInMemory());
  }
}

async function scratchOn(databaseUrl: string): Promise<Database> {
  const name = `balie_scratch_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  await onServer(databaseUrl, `CREATE DATABASE ${name}`);
  const db = connect({
    kind: 'postgresql',
    connection: { connectionString: url.href },
    afterClose: () => onServer(databaseUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  });
  return migrated(db);
}

/** Runs one statement that concerns a whole database, over a connection of its own. */
async function onServer(databaseUrl: string, sql: string): Promise<void> {
  const server = connect({ kind: 'postgresql', connection: { connectionString: databaseUrl, max: 1 } });
  try {
    await server.query(sql);
  } finally {
    await server.close();
  }
}

async function migrated(db: Database, bring: (db: Database) => Promise<unknown> = (empty) => migrate(empty)): Promise<Database> {
  try {
    await bring(db);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}

async function opened(options: StoreOptions, embedded: typeof openEmbedded, bring = (db: Database): Promise<unknown> => migrate(db, undefined, options)): Promise<Database> {
  const db =
    options.databaseUrl === undefined
      ? await embedded(options)
      : connect({
          kind: 'postgresql',
          connection: { ...connectionTo({ ...options, databaseUrl: options.databaseUrl }), statement_timeout: STATEMENT_MS },
        });
  try {
    return await migrated(db, bring);
  } catch (error) {
    throw options.databaseUrl === undefined ? error : located(error, options.databaseUrl);
  }
}

/** For whoever starts Balie: what the server lacks, or where it was looked for. Without user and password. */
function located(error: unknown, databaseUrl: string): unknown {
  const lacks = lackingIn(error);
  if (lacks !== undefined) return new BalieError('config-invalid', { detail: `DATABASE_URL: ${lacks}`, cause: error });
  if (!(error instanceof BalieError) || error.code !== 'database-unavailable') return error;
  const { host, pathname } = new URL(databaseUrl);
  return new BalieError('database-unavailable', { detail: `${host}${pathname}: ${error.detail}\nControleer DATABASE_URL en of de server aan staat.`, cause: error });
}

/** What must be given to a database before the desk can make its tables there. */
function lackingIn(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof BalieError) return undefined;
  if (/extension "vector"/.test(error.message)) return `pgvector is er niet (${error.message}). Installeer pgvector op de databaseserver, en voer als beheerder daarvan in deze database uit: CREATE EXTENSION vector`;
  if (foreignCode(error) === INSUFFICIENT_PRIVILEGE) return `de gebruiker mag dit niet in deze database (${error.message}). Maak hem de eigenaar van de database en van alles wat erin staat: ALTER DATABASE … OWNER TO …`;
  return undefined;
}
