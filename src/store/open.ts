import type { Database } from './database.ts';
import { openEmbedded, openInMemory, openOrJoinEmbedded } from './embedded/open.ts';
import { migrate } from './migrate.ts';
import { connect } from './postgres.ts';

interface StoreOptions {
  /** A PostgreSQL URL, or undefined for the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Called when the embedded database dies while in use. */
  readonly onFailure: (error: Error) => void;
}

/** Statements that run longer than this on a server are ended by it (embedded PGlite does not enforce it). */
const STATEMENT_MS = 60_000;

/** Opens the store as its owner (the server) and brings its schema up to date. */
export function openStore(options: StoreOptions): Promise<Database> {
  return opened(options, openEmbedded);
}

/** Opens the store for one command: joins a running server where the embedded database is in use. */
export function joinStore(options: StoreOptions): Promise<Database> {
  return opened(options, openOrJoinEmbedded);
}

/** An empty, migrated database apart from the municipality's own, gone after `close`. */
export async function openScratchDatabase(): Promise<Database> {
  const db = await openInMemory();
  await migrate(db);
  return db;
}

async function opened(options: StoreOptions, embedded: typeof openEmbedded): Promise<Database> {
  const db =
    options.databaseUrl === undefined
      ? await embedded(options)
      : connect({
          kind: 'postgresql',
          connection: { connectionString: options.databaseUrl, statement_timeout: STATEMENT_MS },
        });
  try {
    await migrate(db);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}
