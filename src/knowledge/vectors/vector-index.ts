import type { Database, Queryable } from '../../store/database.ts';

/**
 * Below so many vectors comparing each is fast enough, exact, and needs no upkeep (test/bench/vectors.md). The embedded
 * database stands still while an index is made: half a minute for so many.
 */
const INDEX_FROM = { postgresql: 10_000, embedded: 20_000 } as const;
/**
 * It is made anew once it lacks more than this share of all vectors: until then those are compared one by one. The embedded
 * database stands still meanwhile, hence seldom there.
 */
const LACKING = { postgresql: 0.05, embedded: 0.25 } as const;
/** The longest vectors that pgvector indexes as they are, and halved. Longer ones are always compared one by one. */
const LONGEST_VECTOR = 2_000;
const LONGEST_HALFVEC = 4_000;
/** Memory for the graph while it is made, in MB: in too little, pgvector goes on many times slower. */
const LEAST_MEMORY = 64;
const MOST_MEMORY = 2_048;
/** Of a vector's place in the graph, besides its numbers, in bytes. */
const NODE = 500;

export interface IndexOptions {
  /** Vectors from which on an index is made; another number in tests. */
  readonly from?: number;
  /** Called before an index is made, with the number of vectors: the embedded database does nothing else meanwhile. */
  readonly onBuild?: (vectors: number) => void;
}

interface Model {
  readonly model: string;
  readonly number: number;
  readonly dimensions: number;
  readonly indexedTo: number | null;
}

/**
 * Makes the index on a model's vectors where it pays and there is none, or anew where many vectors came after it; drops those
 * that no model has any more. To be called when nothing is being embedded. On a server search and ingestion go on meanwhile,
 * and the old index serves until the new one does. There it does nothing while another process is at it. On the embedded database
 * only the one process that owns it may call this, one call at a time: a lock holds nobody back where all clients share a session.
 * @returns whether one was made.
 * @throws BalieError `database-unavailable`
 */
export async function keepIndexed(db: Database, model: string, { from, onBuild }: IndexOptions = {}): Promise<boolean> {
  const rule = { from: from ?? INDEX_FROM[db.kind], lacking: LACKING[db.kind] };
  if ((await dueOf(db, model, rule)) === undefined && (await leftOver(db)).length === 0) return false;
  return db.session(async (session) => {
    const [lock] = await session.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS taken`);
    if (lock?.taken !== true) return false;
    try {
      const builder = { session, kind: db.kind, concurrently: db.kind === 'postgresql' ? 'CONCURRENTLY' : '' };
      // Also one that broke off half-way, whose name the next one may need.
      for (const name of await leftOver(session)) await session.query(`DROP INDEX ${builder.concurrently} IF EXISTS ${name}`);
      const due = await dueOf(session, model, rule);
      if (due === undefined) return false;
      onBuild?.(due.vectors);
      await build(builder, due);
      for (const name of await leftOver(session)) await session.query(`DROP INDEX ${builder.concurrently} IF EXISTS ${name}`);
      return true;
    } finally {
      await session.query(`SELECT pg_advisory_unlock(${LOCK})`);
    }
  });
}

const LOCK = `hashtext('balie.vectors')`;
const PREFIX = 'passage_embeddings_near_';

interface Due extends Model {
  readonly vectors: number;
  readonly last: number;
}

/** The model, if an index over its vectors of now is to be made. */
async function dueOf(db: Queryable, model: string, rule: { from: number; lacking: number }): Promise<Due | undefined> {
  const [row] = await db.query<Due & { lacking: number }>(
    `SELECT m.model, m.number, m.dimensions, m.indexed_to AS "indexedTo", count(*) AS vectors, max(e.passage_id) AS last,
       count(*) FILTER (WHERE m.indexed_to IS NULL OR e.passage_id > m.indexed_to) AS lacking
     FROM embedding_models m JOIN passage_embeddings e USING (model) WHERE m.model = $1 GROUP BY m.model`,
    [model],
  );
  if (row === undefined || row.dimensions > LONGEST_HALFVEC || row.vectors < rule.from || row.last === row.indexedTo) return undefined;
  return row.lacking > rule.lacking * row.vectors ? row : undefined;
}

/** Indexes of ours that search does not know of: replaced ones, those of models that are gone, those that were never finished. */
async function leftOver(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = 'passage_embeddings'::regclass AND starts_with(c.relname, '${PREFIX}')
       AND c.relname NOT IN (SELECT '${PREFIX}' || number || '_' || indexed_to FROM embedding_models WHERE indexed_to IS NOT NULL)`,
  );
  return rows.map(({ name }) => name);
}

interface Builder {
  readonly session: Queryable;
  readonly kind: Database['kind'];
  /** Outside a transaction, on a server; the embedded database has nobody else to wait for. */
  readonly concurrently: string;
}

/**
 * The index holds the passages up to the last one of now: filling a living HNSW index is slow, so those that come later are
 * not put into it. Search learns of it when it is whole.
 */
async function build({ session, kind, concurrently }: Builder, { model, number, dimensions, vectors, last }: Due): Promise<void> {
  // Halved, the index is half as large and finds as much. The embedded database takes seven times as long to make it.
  const type = kind === 'postgresql' || dimensions > LONGEST_VECTOR ? 'halfvec' : 'vector';
  const memory = Math.ceil((vectors * (dimensions * 4 + NODE)) / 1024 ** 2);
  await session.query(`SET maintenance_work_mem = '${Math.min(MOST_MEMORY, Math.max(LEAST_MEMORY, memory))}MB'`);
  try {
    // No statement of this kind takes parameters.
    const [quoted] = await session.query<{ model: string }>('SELECT quote_literal($1::text) AS model', [model]);
    await session.query(
      `CREATE INDEX ${concurrently} ${PREFIX}${number}_${last} ON passage_embeddings
       USING hnsw ((embedding::${type}(${dimensions})) ${type}_cosine_ops) WHERE model = ${quoted?.model} AND passage_id <= ${last}`,
    );
    await session.query('UPDATE embedding_models SET indexed_to = $2, indexed_as = $3 WHERE model = $1', [model, last, type]);
  } finally {
    await session.query('RESET maintenance_work_mem');
  }
}
