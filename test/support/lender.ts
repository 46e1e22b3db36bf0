import { createServer } from 'node:net';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database, Queryable } from '../../src/store/database.ts';
import { joinInMemory, startInMemory } from '../../src/store/embedded/open.ts';

/** An embedded database that tests use after each other. One whose schema was changed is not used again. */
interface Lent {
  readonly instance: Awaited<ReturnType<typeof startInMemory>>;
  /** Stays open: what empties the database. */
  readonly own: Database;
  readonly fresh: Fresh;
}

/** What a database is like that nothing was done to. */
interface Fresh {
  readonly schema: string;
  readonly tables: readonly string[];
  readonly rows: readonly { readonly table: string; readonly columns: string; readonly rows: string }[];
}

/**
 * Lends embedded databases to the processes of the tests: to start one takes three seconds of processor time, to empty one a fiftieth of that.
 * Who connects is told where a database is, and has it until it hangs up.
 * @returns the socket to connect to.
 */
export async function startLender(template: string): Promise<{ path: string; close(): Promise<void> }> {
  const path = join(tmpdir(), `balie-lender-${process.pid}.sock`);
  const given = new Set<Promise<Lent>>();
  /** Given back; nothing where it could not be emptied. */
  const back: Promise<Lent | undefined>[] = [];

  async function take(): Promise<Lent> {
    for (let next = back.pop(); next !== undefined; next = back.pop()) {
      const lent = await next;
      if (lent !== undefined) return lent;
    }
    return start(template);
  }

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const lent = take();
    given.add(lent);
    lent.then(({ instance }) => socket.write(instance.socketDir), (error: Error) => socket.destroy(error));
    // A process that is killed hangs up as well.
    socket.on('error', () => undefined).on('end', () => socket.end()).resume();
    socket.on('close', () => {
      given.delete(lent);
      back.push(lent.then(giveBack, () => undefined));
    });
  });
  // Of a run that was killed and had the same number.
  await rm(path, { force: true });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    path,
    async close() {
      server.close();
      const all = await Promise.all([...given, ...back].map((lent: Promise<Lent | undefined>) => lent.catch(() => undefined)));
      await Promise.all(all.map((lent) => (lent === undefined ? Promise.resolve() : end(lent))));
      await rm(path, { force: true });
    },
  };
}

async function start(template: string): Promise<Lent> {
  const instance = await startInMemory(template);
  const own = joinInMemory(instance.socketDir);
  return { instance, own, fresh: await look(own) };
}

async function giveBack(lent: Lent): Promise<Lent | undefined> {
  const isClean = await clean(lent).catch(() => false);
  if (isClean) return lent;
  await end(lent);
  return undefined;
}

async function end({ own, instance }: Lent): Promise<void> {
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

/**
 * Tables in which something stood, if only for a moment, or that were counted. To empty all hundred takes an eighth of a second of processor time, a test has
 * used a few of them, and a run of the tests gives back hundreds of times.
 */
async function usedOf(tx: Queryable, tables: readonly string[]): Promise<string[]> {
  const used = await tx.query<{ name: string }>('SELECT name FROM unnest($1::text[]) AS name JOIN pg_class c ON c.oid = name::regclass WHERE reltuples >= 0 OR pg_relation_size(c.oid) > 0', [tables]);
  return used.map(({ name }) => name);
}

/** @returns whether the database is as it was at its start. */
async function clean({ own, fresh }: Lent): Promise<boolean> {
  if ((await schemaOf(own)) !== fresh.schema) return false;
  await own.transaction(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query('DELETE FROM pg_statistic');
    const used = await usedOf(tx, fresh.tables);
    if (used.length > 0) await tx.query(`TRUNCATE ${used.join(', ')} RESTART IDENTITY CASCADE`);
    // Also of tables in which nothing came to stand: a number that was given out is not given back.
    await tx.query('SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence WHERE pg_sequence_last_value(seqrelid) IS NOT NULL');
    for (const { table, columns, rows } of fresh.rows) {
      await tx.query(`INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::text::json)`, [rows]);
    }
  });
  // Old rows and the log of changes are let go of now, not when they fill the memory.
  await own.query('CHECKPOINT');
  return true;
}
