import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getConstructionPlans } from 'pg-boss';
import { JOBS_SCHEMA } from '../../src/jobs/queue.ts';
import type { TestProject } from 'vitest/node';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { connect } from '../../src/store/postgres.ts';
import { startLender } from './lender.ts';

/** A dump of a migrated database: each test that starts from it is spared seconds of initdb and migrations. */
export const templatePath = fileURLToPath(new URL('../output/template.tar', import.meta.url));
/** A dump of one without anything in it, as initdb leaves it: for what makes the schema itself, as a restore does. */
export const emptyPath = fileURLToPath(new URL('../output/empty.tar', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** Name of a migrated database on the server of DATABASE_URL, to make others from; empty without one. */
    readonly serverTemplate: string;
    /** Socket of what lends embedded databases; empty where the tests run on a server. */
    readonly lender: string;
  }
}

/** Makes all templates, the dumps only where something changed since they were made. @returns what removes the server's, or ends what was lent. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await dumpBoth();
  const url = process.env['DATABASE_URL'] ?? '';
  if (url === '') {
    const lender = await startLender(templatePath);
    provide('serverTemplate', '');
    provide('lender', lender.path);
    return () => lender.close();
  }
  provide('lender', '');
  const name = `balie_template_${process.pid}`;
  await createMigrated(url, name);
  provide('serverTemplate', name);
  return () => onServer(url, `DROP DATABASE ${name}`);
}

async function createMigrated(url: string, name: string): Promise<void> {
  await onServer(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const db = connect({ kind: 'postgresql', connection: { connectionString: own.href } });
  await migrate(db);
  await db.close();
}

async function onServer(url: string, sql: string): Promise<void> {
  const server = connect({ kind: 'postgresql', connection: { connectionString: url, max: 1 } });
  await server.query(sql);
  await server.close();
}

async function dumpBoth(): Promise<void> {
  const madeFrom = `${templatePath}.made-from`;
  const jobs = getConstructionPlans(JOBS_SCHEMA);
  const migrations = await readMigrations();
  // The database's own version is in the lock file of npm.
  const recipe = JSON.stringify([jobs, migrations, await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')]);
  if (existsSync(templatePath) && existsSync(emptyPath) && (await readFile(madeFrom, 'utf8').catch(() => '')) === recipe) return;
  await mkdir(dirname(templatePath), { recursive: true });
  await rm(madeFrom, { force: true });
  const db = await PGlite.create({ extensions: { pg_trgm, vector } });
  await dump(db, emptyPath);
  await db.exec(`CREATE TABLE schema_migrations (version integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now())`);
  for (const { version, name, sha256, sql } of migrations) {
    await db.exec(sql);
    await db.query('INSERT INTO schema_migrations (version, name, sha256) VALUES ($1, $2, $3)', [version, name, sha256]);
  }
  await db.exec(jobs);
  await dump(db, templatePath);
  await db.close();
  await writeFile(madeFrom, recipe);
}

/** Moved into place whole: another run of the tests may be reading the last one. */
async function dump(db: PGlite, path: string): Promise<void> {
  const bytes = await db.dumpDataDir('none');
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, Buffer.from(await bytes.arrayBuffer()));
  await rename(draft, path);
}
