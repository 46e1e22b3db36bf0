/** What the domain rooms know of the database. The same SQL runs on a PostgreSQL server and on the embedded PGlite. */
export interface Queryable {
  /**
   * Runs one statement and gives its rows. int8 and numeric counts come as numbers, `date` as `YYYY-MM-DD`,
   * `timestamptz` as Date, `bytea` as Buffer, jsonb parsed.
   * @throws BalieError `database-unavailable` when the database cannot be reached or can only be read, `log-full` when it has no more room; PostgreSQL's own error otherwise.
   */
  query<Row extends object = Record<string, unknown>>(sql: string, params?: readonly unknown[], options?: QueryOptions): Promise<Row[]>;
}

export interface QueryOptions {
  /**
   * Each connection plans the statement once and keeps it: for a long statement that always has the same text, of which planning
   * takes as long as running it. Needs parameters.
   */
  readonly isKept?: boolean;
  /** Gives up after so long (`database-unavailable`), where that is not to be the usual time. */
  readonly limitMs?: number;
}

/** What a server tells besides rows. What it has nothing for is empty. */
export interface Notice {
  /** SQLSTATE: the same in whatever language. */
  readonly code: string;
  readonly message: string;
  readonly detail: string;
}

/** A connection of its own. */
export interface Session extends Queryable {
  /** What the server told since this was last asked: warnings, and what VERBOSE has it tell. */
  told(): readonly Notice[];
}

export interface Database extends Queryable {
  readonly kind: 'postgresql' | 'embedded';
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /**
   * Runs `work` on a connection of its own, outside a transaction and without time limits: for what takes minutes, such as an
   * index. The embedded database is one session for all: what is set there stays, and must be reset.
   */
  session<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** When it last answered, in milliseconds of `performance.now()`: undefined where it never did, was found to be away since, or refused to be written a while ago. */
  lastAnswer(): number | undefined;
  /** Lets running queries end, then closes. */
  close(): Promise<void>;
}

/** Takes the lock of all that write documents or deliveries, until the end of the transaction. Before any row: then nobody waits for another who waits. */
export const ONE_WRITER = `SELECT pg_advisory_xact_lock(hashtext('balie.knowledge'))`;

/** Runs queries that all see the database as it is at the first of them: what is written meanwhile falls between none. */
export function atOneMoment<T>(db: Pick<Database, 'transaction'>, work: (tx: Queryable) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return work(tx);
  });
}
