import { createHash } from 'node:crypto';
import type { Signer } from '../audit/signing.ts';
import type { Database, Queryable } from '../store/database.ts';
import { type About, type Manifest, manifestText } from './manifest.ts';
import { quoted, sequenceOf, type Table, tablesOf } from './tables.ts';

/** Rows are taken so many at a time that all of them together stay below this, were each as long as the longest. */
const BATCH_BYTES = 4 * 1024 * 1024;
const MOST_ROWS = 1_000;
const PIECE_BYTES = 192 * 1024;

/** Texts of all types that are the same on every server, down to the last digit. */
const EXACT = `SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1`;

/** Beside the database. */
export interface BackupFile {
  /** In the data folder. */
  readonly path: string;
  readonly read: () => AsyncIterable<Buffer>;
}

interface Content {
  /** In the snapshot. */
  readonly about: (tx: Queryable) => Promise<About>;
  readonly files: readonly BackupFile[];
  readonly signer: Signer;
}

/**
 * Gives one state of the whole database to `write`, as lines. On a server everybody goes on meanwhile; the embedded database is one session for all,
 * and answers nobody else until it is done.
 */
export function dump(db: Database, content: Content, write: (lines: AsyncIterable<string>) => Promise<void>): Promise<Manifest> {
  return db.session(async (session) => {
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      await session.query(EXACT);
      const taken: { manifest?: Manifest } = {};
      await write(lines(session, content, taken));
      if (taken.manifest === undefined) throw new Error('what was dumped was not read to its end');
      return taken.manifest;
    } finally {
      await session.query('ROLLBACK').catch(() => undefined);
    }
  });
}

async function* lines(session: Queryable, { about: describe, files, signer }: Content, taken: { manifest?: Manifest }): AsyncGenerator<string> {
  const about = await describe(session);
  yield `${JSON.stringify({ about })}\n`;
  const tables = await tablesOf(session);
  const said: Manifest = { about, tables: [], files: [], sequences: await sequencesOf(session, tables) };
  for (const table of tables) {
    const { name } = table;
    const columns = table.columns.map((column) => column.name);
    yield `${JSON.stringify({ table: name, columns })}\n`;
    const part = measured();
    let rows = 0;
    for await (const page of pagesOf(session, table)) {
      rows += page.length;
      yield part.add(page.map((row) => `${JSON.stringify(row)}\n`).join(''));
    }
    said.tables.push({ name, columns, rows, ...part.end() });
  }
  for (const { path, read } of files) {
    yield `${JSON.stringify({ file: path })}\n`;
    const part = measured();
    for await (const bytes of read()) for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield part.add(`${JSON.stringify([bytes.subarray(at, at + PIECE_BYTES).toString('base64')])}\n`);
    said.files.push({ path, ...part.end() });
  }
  const manifest = JSON.stringify(said);
  yield `${JSON.stringify({ manifest, signature: signer.sign(manifestText(manifest)) })}\n`;
  taken.manifest = said;
}

function measured() {
  const digest = createHash('sha256');
  let bytes = 0;
  return {
    add(text: string): string {
      digest.update(text);
      bytes += Buffer.byteLength(text);
      return text;
    },
    end: () => ({ bytes, sha256: digest.digest('hex') }),
  };
}

async function* pagesOf(session: Queryable, { name, columns }: Table): AsyncGenerator<(string | null)[][]> {
  const names = columns.map((column) => quoted(column.name));
  const lengths = columns.map(({ type }, at) => `coalesce(${type === 'bytea' || type === 'text' ? 'octet_length' : 'pg_column_size'}(${names[at] ?? ''}), 0)`);
  // Of long values this reads the length alone.
  const [longest] = await session.query<{ bytes: number | null }>(`SELECT max(${lengths.join(' + ')}) AS bytes FROM ${quoted(name)}`);
  if (longest?.bytes == null) return;
  const size = Math.min(MOST_ROWS, Math.max(1, Math.floor(BATCH_BYTES / Math.max(1, longest.bytes))));
  await session.query(`DECLARE balie_rows NO SCROLL CURSOR FOR SELECT ${names.map((column, at) => `${column}::text AS c${at}`).join(', ')} FROM ${quoted(name)}`);
  for (;;) {
    const rows = await session.query<Record<string, string | null>>(`FETCH ${size} FROM balie_rows`);
    if (rows.length > 0) yield rows.map((row) => columns.map((_column, at) => row[`c${at}`] ?? null));
    if (rows.length < size) break;
  }
  await session.query('CLOSE balie_rows');
}

async function sequencesOf(session: Queryable, tables: readonly Table[]): Promise<Manifest['sequences']> {
  const found: Manifest['sequences'] = [];
  for (const { name: table, columns } of tables) {
    for (const { name: column } of columns.filter(({ isIdentity }) => isIdentity)) {
      const [at] = await session.query<{ last: string; isCalled: boolean }>(`SELECT last_value::text AS last, is_called AS "isCalled" FROM ${await sequenceOf(session, table, column)}`);
      if (at !== undefined) found.push({ table, column, ...at });
    }
  }
  return found;
}
