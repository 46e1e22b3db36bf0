import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import pg from 'pg';
import { allowOutbound } from '../outbound/allow.ts';
import type { Database, Notice, QueryOptions } from './database.ts';
import { isAway, isNoPlace, isReadOnly, passing, translate } from './faults.ts';

const OID = { int8: 20, date: 1082, numeric: 1700 } as const;

/** Numbers as numbers (counts stay far below 2^53) and days as text: a Date would move them across time zones. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === OID.int8 || oid === OID.numeric) return Number;
    if (oid === OID.date) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  },
};

/** How long what can be read says nothing about whether it can be written. */
const READ_ONLY_MS = 60_000;

/** Longest wait for an answer; longer than any statement may run, for a server that is cut off without a word. */
const QUERY_MS = 90_000;
/** The same in a session, where work may take hours. */
const SESSION_QUERY_MS = 86_400_000;
/** Time for running queries to end at the close; a server that says nothing any more would hold it up for ever. */
const CLOSE_MS = 10_000;

interface Target {
  readonly kind: Database['kind'];
  readonly connection: pg.PoolConfig;
  /** Runs after the pool has ended: stops what the pool was connected to. */
  readonly afterClose?: () => Promise<void>;
}

/** A Database over a pool of PostgreSQL connections. Opens no connection before the first query. */
export function connect({ kind, connection, afterClose }: Target): Database {
  const sockets = new Set<Socket>();
  const stream = () => {
    const socket = new Socket();
    sockets.add(socket);
    return socket.once('close', () => sockets.delete(socket));
  };
  const pool = new pg.Pool({
    max: 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: QUERY_MS,
    keepAlive: true,
    stream,
    types,
    application_name: 'balie',
    ...connection,
  });
  // As the driver reads the address, defaults and all.
  const forbid = allowOutbound(new pg.Client(connection));
  // An idle connection that breaks is replaced at the next query, which also tells the caller if that fails.
  let answered: number | undefined;
  let refusedToWrite = -Infinity;
  const notThere = () => (answered = undefined);
  pool.on('error', notThere);
  // The pool itself listens to idle connections only. One that breaks while in use says so by an event too, which without a
  // listener would end the process; its next statement fails all the same, and the pool takes no broken connection back.
  pool.on('connect', (client) => client.on('error', notThere));
  async function ask<Row extends object>(...asked: Parameters<typeof run>): Promise<Row[]> {
    try {
      const rows = await run<Row>(...asked);
      answered = performance.now();
      return rows;
    } catch (error) {
      if (isReadOnly(error)) refusedToWrite = performance.now();
      if (isAway(error) && !isNoPlace(error)) notThere();
      throw passing(error);
    }
  }
  let closed: Promise<void> | undefined;
  async function end(): Promise<void> {
    const timer = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, CLOSE_MS);
    await pool.end();
    clearTimeout(timer);
    // The goodbyes are sent; a server that does not answer them must not keep the process alive.
    for (const socket of sockets) socket.destroySoon();
    forbid();
    await afterClose?.();
  }

  return {
    kind,
    query: (sql, params, options) => ask(pool, sql, params, options),
    async transaction(work) {
      const client = await pool.connect().catch((error: unknown) => Promise.reject(translate(error)));
      let broken: Error | undefined;
      try {
        await ask(client, 'BEGIN');
        const result = await work({ query: (sql, params, options) => ask(client, sql, params, options) });
        await ask(client, 'COMMIT');
        return result;
      } catch (error) {
        // The address may lead to another server now: the one that was left behind would be asked for ever.
        if (isReadOnly(error)) broken = error;
        // When even the rollback fails the connection is unusable: the server rolls back as it is destroyed.
        await client.query('ROLLBACK').catch((rollbackError: Error) => (broken = rollbackError));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async session(work) {
      const client = await pool.connect().catch((error: unknown) => Promise.reject(translate(error)));
      const told: Notice[] = [];
      client.on('notice', ({ code = '', message = '', detail = '' }) => told.push({ code, message, detail }));
      try {
        await run(client, 'SET statement_timeout = 0; SET lock_timeout = 0');
        return await work({ query: (sql, params) => run(client, sql, params, { limitMs: SESSION_QUERY_MS }), told: () => told.splice(0) });
      } finally {
        // Not back into the pool: settings and locks end with the connection.
        client.release(true);
      }
    },
    lastAnswer: () => (performance.now() - refusedToWrite < READ_ONLY_MS ? undefined : answered),
    close: () => (closed ??= end()),
  };
}

async function run<Row extends object>(
  target: Pick<pg.Pool, 'query'> | Pick<pg.PoolClient, 'query'>,
  sql: string,
  params?: readonly unknown[],
  { isKept = false, limitMs }: QueryOptions = {},
): Promise<Row[]> {
  try {
    // Without parameters it goes as a simple query, which may hold several statements.
    const result = await target.query<Row>({ ...(isKept && { name: nameOf(sql) }), text: sql, ...(params && { values: [...params] }), ...(limitMs && { query_timeout: limitMs }) });
    // Several statements in one text give a list of results; the driver's types do not say so.
    const results: readonly pg.QueryResult<Row>[] = Array.isArray(result) ? result : [result];
    return results.flatMap(({ rows }) => rows);
  } catch (error) {
    throw translate(error);
  }
}

const names = new Map<string, string>();

/** The same text has the same name on every connection: the embedded database keeps it once for all. */
function nameOf(sql: string): string {
  const known = names.get(sql) ?? `balie_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
  names.set(sql, known);
  return known;
}
