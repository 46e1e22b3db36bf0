import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
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

/** Puts what a release held into an empty database. */
export async function loadRelease(db: Database, { migrations }: Release): Promise<void> {
  const sql = await promisify(brotliDecompress)(await readFile(new URL(`${releaseName(migrations)}.sql.br`, RELEASES)));
  await db.query(sql.toString('utf8'));
}
