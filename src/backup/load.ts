import { BalieError } from '../errors.ts';
import type { Queryable } from '../store/database.ts';
import { migrateIn, type Migration } from '../store/migrate.ts';
import type { About, Manifest } from './manifest.ts';
import type { Taker } from './read.ts';
import { quoted, sequenceOf, type Table, tablesOf } from './tables.ts';

/** Rows go together until they are so long, or so many. */
const BATCH_LETTERS = 2 * 1024 * 1024;
const BATCH_ROWS = 1_000;

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

interface Loading {
  readonly taker: Required<Pick<Taker, 'about' | 'table' | 'rows'>>;
  /** What comes behind the last row: all that holds for the tables holds again. */
  finish(manifest: Manifest): Promise<void>;
}

/**
 * Puts the rows of a backup into an empty database, in the caller's transaction. The schema is made as it was when the backup was made, and brought
 * further once all is in it: a migration then finds what it would have found.
 * @throws BalieError `backup-newer` in `about`.
 */
export function loading(tx: Queryable, migrations: readonly Migration[]): Loading {
  let tables: ReadonlyMap<string, Table> = new Map();
  let keys: readonly ForeignKey[] = [];
  let version = 0;
  let current: { readonly insert: string; readonly width: number } | undefined;
  let batch: (readonly (string | null)[])[] = [];
  let letters = 0;

  async function flush(): Promise<void> {
    if (current === undefined || batch.length === 0) return;
    const rows = batch;
    [batch, letters] = [[], 0];
    await tx.query(current.insert, Array.from({ length: current.width }, (_none, at) => rows.map((row) => row[at] ?? null)));
  }

  return {
    taker: {
      async about({ schema }: About) {
        version = schemaVersion(schema, migrations);
        await migrateIn(tx, migrations.slice(0, version));
        tables = new Map((await tablesOf(tx)).map((table) => [table.name, table]));
        keys = await foreignKeys(tx);
        for (const { table, name } of keys) await tx.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
        // What triggers make of rows is in the backup as they made it.
        for (const name of tables.keys()) await tx.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER; DELETE FROM ${quoted(name)}`);
      },
      async table(name, columns) {
        await flush();
        current = undefined;
        const known = new Map(tables.get(name)?.columns.map((column) => [column.name, column]));
        const found = columns.map((column) => known.get(column));
        if (known.size === 0 || found.some((column) => column === undefined)) throw new BalieError('backup-damaged', { detail: `de tabel ${name}` });
        const names = columns.map(quoted);
        const [values, params] = [found.map((column, at) => `v${at}::${column?.type ?? ''}`), columns.map((_column, at) => `$${at + 1}::text[]`)];
        current = {
          insert: `INSERT INTO ${quoted(name)} (${names.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${values.join(', ')} FROM unnest(${params.join(', ')}) AS r (${columns.map((_column, at) => `v${at}`).join(', ')})`,
          width: columns.length,
        };
      },
      async rows(rows) {
        for (const row of rows) {
          batch.push(row);
          for (const value of row) letters += value?.length ?? 0;
          if (batch.length >= BATCH_ROWS || letters >= BATCH_LETTERS) await flush();
        }
      },
    },
    async finish({ sequences }) {
      await flush();
      for (const { table, column, last, isCalled } of sequences) await tx.query('SELECT setval($1::regclass, $2::bigint, $3)', [await sequenceOf(tx, table, column), last, isCalled]);
      for (const { table, name, definition } of keys) await tx.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
      for (const name of tables.keys()) await tx.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
      // The index on vectors is none of the schema's: it is made anew.
      if (tables.get('embedding_models')?.columns.some(({ name }) => name === 'indexed_to')) await tx.query('UPDATE embedding_models SET indexed_to = NULL, indexed_as = NULL');
      await migrateIn(tx, migrations.slice(version));
    },
  };
}

/** How many migrations a backup had. @throws BalieError `backup-newer`, also for what another line of development made. */
export function schemaVersion(schema: About['schema'], migrations: readonly Pick<Migration, 'sha256'>[]): number {
  const strange = schema.findIndex((sha256, at) => migrations[at]?.sha256 !== sha256);
  if (strange >= 0) throw new BalieError('backup-newer', { detail: `migratie ${strange + 1} is hier niet bekend` });
  return schema.length;
}

function foreignKeys(tx: Queryable): Promise<ForeignKey[]> {
  return tx.query<ForeignKey>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1, 2`,
  );
}
