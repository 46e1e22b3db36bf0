import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { JOBS_SCHEMA } from '../../src/jobs/queue.ts';
import type { Database } from '../../src/store/database.ts';

/** What was asked of a release, and what it said. */
export interface AskedTurn {
  readonly id: string;
  readonly conversationId: string;
  readonly question: string;
  readonly outcome: string;
  readonly answer: string;
  /** Titles. */
  readonly sources: readonly string[];
}

/** A database of an earlier release, made by the program of that release (`test/generate/release-fixture.ts`). */
export interface Release {
  /** How many its schema has. */
  readonly migrations: number;
  /** Of that database alone: nothing else is read with it. */
  readonly auditKey: string;
  /** In their order; the last one without a model. */
  readonly turns: readonly AskedTurn[];
  /** Of a program; absent: it had none yet. */
  readonly key?: { readonly id: string; readonly token: string };
  /** An employee; absent: they had no conversations yet. */
  readonly person?: { readonly id: string; readonly turn: AskedTurn };
}

export const RELEASES = new URL('../fixtures/releases/', import.meta.url);

export const releaseName = (migrations: number): string => `schema-${String(migrations).padStart(4, '0')}`;

/** All releases that are kept, the oldest first. */
export async function readReleases(): Promise<readonly Release[]> {
  const names = (await readdir(RELEASES)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(new URL(name, RELEASES), 'utf8')) as Release));
}

/** Takes all out of a database: to start another one takes longer than all else. */
export async function emptied(db: Database): Promise<void> {
  await db.query(`DROP SCHEMA IF EXISTS public, ${JOBS_SCHEMA} CASCADE; CREATE SCHEMA public`);
}

/** Puts what a release held into an empty database. */
export async function loadRelease(db: Database, { migrations }: Release): Promise<void> {
  const sql = await promisify(brotliDecompress)(await readFile(new URL(`${releaseName(migrations)}.sql.br`, RELEASES)));
  // A function may come before the tables that it names.
  await db.query(`SET check_function_bodies = off; ${sql.toString('utf8')}; RESET check_function_bodies`);
}
