import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import { pgDump } from '@electric-sql/pglite-tools/pg_dump';
import { readMigrations } from '../../src/store/migrate.ts';

/** The schema after all migrations, as pg_dump tells it, without what differs from one run or version to the next. */
export async function schemaText(): Promise<string> {
  const db = await PGlite.create({ extensions: { pg_trgm, vector } });
  for (const { sql } of await readMigrations()) await db.exec(sql);
  const dump = await pgDump({ pg: db, args: ['--schema-only', '--no-owner', '--no-privileges'] });
  const text = await dump.text();
  return text
    .replaceAll(/^-- Dumped .*\n/gm, '')
    .replaceAll(/^\\(?:un)?restrict .*\n/gm, '')
    .replaceAll(/^(?:SET|SELECT pg_catalog\.set_config).*\n/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .concat('\n');
}
