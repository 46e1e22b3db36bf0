import { openEmbedded } from '../../src/store/embedded/open.ts';

/** A process that inserts rows until it is killed, and tells its parent how many were acknowledged. */
const db = await openEmbedded({ dataDir: process.argv[2] ?? '', onFailure: () => process.exit(1) });
await db.query('CREATE TABLE rows (value integer)');
for (let count = 1; ; count += 1) {
  await db.query('INSERT INTO rows VALUES ($1)', [count]);
  process.send?.(count);
}
