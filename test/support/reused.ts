import { afterAll } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { startInMemory } from '../../src/store/embedded/open.ts';
import { templatePath } from './template.ts';

/**
 * Embedded databases that the tests of a file use after each other: to start one takes more than two seconds of processor time, to
 * empty one a hundredth of that. One whose schema was changed is not used again.
 */
interface Reused {
  readonly instance: Awaited<ReturnType<typeof startInMemory>>;
  /** Stays open: the instance ends with its last connection. */
  readonly own: Database;
  readonly fresh: Fresh;
}

/** What a database is like that nothing was done to. */
interface Fresh {
  readonly schema: string;
  readonly tables: readonly string[];
  readonly rows: readonly { readonly table: string; readonly columns: string; readonly rows: string }[];
}

const idle: Reused[] = [];

export async function openReused(): Promise<Database> {
  const reused = idle.pop() ?? (await start());
  const db = reused.instance.join();
  let closing: Promise<void> | undefined;
  return { ...db, close: () => (closing ??= db.close().then(() => giveBack(reused))) };
}

afterAll(async () => {
  await Promise.all(idle.splice(0).map(end));
});

async function start(): Promise<Reused> {
  const instance = await startInMemory(templatePath);
  const own = instance.join();
  return { instance, own, fresh: await look(own) };
}

async function giveBack(reused: Reused): Promise<void> {
  const isClean = await clean(reused).catch(() => false);
  if (isClean) idle.push(reused);
  else await end(reused);
}

async function end({ own, instance }: Reused): Promise<void> {
  await own.close();
  await instance.close();
}

async function look(db: Database): Promise<Fresh> {
  const tables = await db.query<{ name: string; columns: string }>(
    `SELECT c.oid::regclass::text AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     WHERE relkind = 'r' AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema') GROUP BY c.oid`,
  );
  const rows: Fresh['rows'][number][] = [];
  for (const { name: table, columns } of tables) {
    const [found] = await db.query<{ rows: string | null }>(`SELECT json_agg(t)::text AS rows FROM (SELECT ${columns} FROM ${table}) t`);
    if (found?.rows != null) rows.push({ table, columns, rows: found.rows });
  }
  return { schema: await schemaOf(db), tables: tables.map(({ name }) => name), rows };
}

/** Changes with each object that is made, changed or dropped. */
async function schemaOf(db: Database): Promise<string> {
  const [row] = await db.query<{ schema: string }>(`SELECT md5(string_agg(object, ',' ORDER BY object)) AS schema FROM (
    SELECT concat_ws(' ', 'c', oid, relname, relnatts, relchecks, relhastriggers) AS object FROM pg_class WHERE relnamespace::regnamespace::text NOT LIKE 'pg\\_%'
    UNION ALL SELECT concat_ws(' ', 'p', oid, md5(prosrc)) FROM pg_proc WHERE pronamespace::regnamespace::text <> 'pg_catalog'
    UNION ALL SELECT concat_ws(' ', 't', oid, tgenabled) FROM pg_trigger
    UNION ALL SELECT concat_ws(' ', 'k', oid) FROM pg_constraint
    UNION ALL SELECT concat_ws(' ', 'a', attrelid, attnum, attname, atttypid, attnotnull) FROM pg_attribute WHERE attrelid >= 16384
    UNION ALL SELECT concat_ws(' ', 'n', oid, nspname) FROM pg_namespace
    UNION ALL SELECT concat_ws(' ', 'r', rolname) FROM pg_roles
    UNION ALL SELECT concat_ws(' ', 's', setconfig) FROM pg_db_role_setting
  ) AS objects`);
  return row?.schema ?? '';
}

/** @returns whether the database is as it was at its start. */
async function clean({ own, fresh }: Reused): Promise<boolean> {
  if ((await schemaOf(own)) !== fresh.schema) return false;
  await own.transaction(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query(`TRUNCATE ${fresh.tables.join(', ')} RESTART IDENTITY CASCADE`);
    for (const { table, columns, rows } of fresh.rows) {
      await tx.query(`INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::text::json)`, [rows]);
    }
  });
  return true;
}
