import { chmod, readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedServer } from './server.ts';

/** The thread that owns the embedded database: PGlite computes in its event loop, and the desk must stay responsive. */
const { dataDir, socketPath, template } = workerData as { dataDir: string; socketPath: string; template: string | undefined };

const db = await PGlite.create({
  dataDir,
  extensions: { pg_trgm, vector },
  ...(template === undefined ? {} : { loadDataDir: new Blob([await readFile(template)]) }),
});
// Segments of the write-ahead log that are over go, and are not kept for use again: what was erased would stay in them.
await db.exec('SET wal_recycle = off');
// Thrown where nobody catches it: that ends the thread, and the process hears of it.
const server = new EmbeddedServer(db, (error) => setImmediate(() => { throw error; }));
await server.listen(socketPath);
await chmod(socketPath, 0o600);
parentPort?.postMessage('ready');

parentPort?.once('message', () => void stop());

async function stop(): Promise<void> {
  await server.close();
  await db.close();
  process.exit(0);
}
