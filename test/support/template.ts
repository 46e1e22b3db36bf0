import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrations } from '../../src/store/migrate.ts';

/** A dump of a migrated database: each test that starts from it is spared seconds of initdb and migrations. */
export const templatePath = fileURLToPath(new URL('../output/template.tar', import.meta.url));

/** Makes the dump, once per run of the tests: the migrations may have changed since the last one. */
export async function setup(): Promise<void> {
  const db = await PGlite.create({ extensions: { pg_trgm, vector } });
  await db.exec(`CREATE TABLE schema_migrations (version integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now())`);
  for (const { version, name, sha256, sql } of await readMigrations()) {
    await db.exec(sql);
    await db.query('INSERT INTO schema_migrations (version, name, sha256) VALUES ($1, $2, $3)', [version, name, sha256]);
  }
  const dump = await db.dumpDataDir('none');
  await mkdir(dirname(templatePath), { recursive: true });
  // Moved into place whole: another run of the tests may be reading the last one.
  const draft = `${templatePath}.${process.pid}`;
  await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
  await rename(draft, templatePath);
  await db.close();
}
