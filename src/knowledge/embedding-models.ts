import type { Database, Queryable } from '../store/database.ts';

/** How a model host is asked for a question's vector. */
export interface HostModel {
  readonly name: string;
  /** What the model wants in front of a question. */
  readonly queryPrefix: string;
}

export interface KnownModel {
  /** By which its vectors are kept: it names all they depend on. */
  readonly model: string;
  readonly dimensions: number;
  /** Undefined: not known, since its vectors were made by an earlier version. */
  readonly host: HostModel | undefined;
}

/** Passages that may stay without a vector in a model that counts as complete: some texts a model gives none for. */
const LEFT_OUT = 0.01;
/** Vectors that go in one statement, so that none holds rows for long. */
const BATCH = 2_000;

/**
 * The models whose vectors search may go by, best first: the one that is configured once it is complete, else another one
 * that is, the newest first, and then the configured one with what it has.
 * @throws BalieError `database-unavailable`
 */
export async function searchableModels(db: Queryable, configured: string): Promise<KnownModel[]> {
  const rows = await db.query<{ model: string; dimensions: number; name: string | null; queryPrefix: string | null }>(
    `SELECT model, dimensions, host_name AS name, query_prefix AS "queryPrefix" FROM embedding_models
     WHERE model = $1 OR (complete_at IS NOT NULL AND host_name IS NOT NULL
       AND NOT EXISTS (SELECT FROM embedding_models WHERE model = $1 AND complete_at IS NOT NULL))
     ORDER BY model = $1, complete_at DESC`,
    [configured],
  );
  return rows.map(({ model, dimensions, name, queryPrefix }) => ({
    model,
    dimensions,
    host: name === null || queryPrefix === null ? undefined : { name, queryPrefix },
  }));
}

/**
 * Notes how a model is asked, and that it is complete when next to no passage lacks its vector. Once complete it stays so:
 * passages that come in later are found by their words until they have theirs.
 * @returns whether it is complete.
 * @throws BalieError `database-unavailable`
 */
export async function noteProgress(db: Queryable, model: string, host: HostModel): Promise<boolean> {
  const [row] = await db.query<{ isComplete: boolean }>(
    `UPDATE embedding_models m SET host_name = $2, query_prefix = $3, complete_at = coalesce(complete_at, (
       SELECT now() WHERE (SELECT count(*) FROM passage_embeddings e WHERE e.model = $1) >=
         greatest(1, (SELECT ${1 - LEFT_OUT} * sum(passage_count) FROM collections))))
     WHERE model = $1
     RETURNING complete_at IS NOT NULL AS "isComplete"`,
    [model, host.name, host.queryPrefix],
  );
  return row?.isComplete === true;
}

/**
 * Removes the vectors of all other models, once this one is complete; not before, and never those of the last complete model.
 * Their indexes go with `keepIndexed`.
 * @returns the names of the models that went.
 * @throws BalieError `database-unavailable`
 */
export async function retireOthers(db: Database, model: string): Promise<string[]> {
  const gone: string[] = [];
  const others = await db.query<{ model: string }>(
    `UPDATE embedding_models SET complete_at = NULL, indexed_to = NULL, indexed_as = NULL
     WHERE model <> $1 AND EXISTS (SELECT FROM embedding_models WHERE model = $1 AND complete_at IS NOT NULL)
     RETURNING model`,
    [model],
  );
  for (const other of others) {
    while ((await db.query(REMOVE_SOME, [other.model])).length > 0);
    await db.query('DELETE FROM embedding_models WHERE model = $1', [other.model]);
    gone.push(other.model);
  }
  return gone;
}

const REMOVE_SOME = `
  DELETE FROM passage_embeddings WHERE model = $1 AND passage_id IN
    (SELECT passage_id FROM passage_embeddings WHERE model = $1 LIMIT ${BATCH})
  RETURNING passage_id`;
