import type { Queryable } from '../store/database.ts';

/** What is not carried: what migrating makes, who is logged in or was invited (what ended since must not live again), and counts and keys of the moment. */
const LEFT_OUT = ['schema_migrations', 'sessions', 'logins', 'passkey_challenges', 'invitations', 'idempotency_keys', 'request_windows', 'model_pulls'];

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it, also in a cast. */
  readonly type: string;
  readonly isIdentity: boolean;
}

/** No extension's, and none that is not kept by the database either. */
const OWN = `c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`;

/** The tables that a backup carries, with the columns that hold something of their own. */
export async function tablesOf(db: Queryable): Promise<readonly Table[]> {
  const rows = await db.query<Column & { readonly table: string }>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attidentity <> '' AS "isIdentity"
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE ${OWN} AND c.relpersistence = 'p' AND c.relname <> ALL ($1) ORDER BY c.relname, a.attnum`,
    [LEFT_OUT],
  );
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => ({ name, columns: columns.map(({ table: _table, ...column }) => column) }));
}

/** Some of what is in a database that should be empty: tables of any kind, and the schema of the queue. */
export async function thereAlready(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ name: string }>(`SELECT c.relname AS name FROM pg_class c WHERE ${OWN} UNION ALL SELECT nspname FROM pg_namespace WHERE nspname = 'jobs' ORDER BY 1 LIMIT 3`);
  return rows.map(({ name }) => name);
}

/** As a name in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The sequence behind a column. */
export async function sequenceOf(db: Queryable, table: string, column: string): Promise<string> {
  const [found] = await db.query<{ name: string | null }>('SELECT pg_get_serial_sequence($1, $2) AS name', [`public.${quoted(table)}`, column]);
  if (found?.name == null) throw new Error(`${table}.${column} has no sequence`);
  return found.name;
}

/** How many rows each has; absent: there is no such table. */
export async function countsOf(db: Queryable, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const there = new Set((await tablesOf(db)).map(({ name }) => name));
  const counts = new Map<string, number>();
  for (const name of names.filter((one) => there.has(one))) counts.set(name, (await db.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${quoted(name)}`))[0]?.rows ?? 0);
  return counts;
}
