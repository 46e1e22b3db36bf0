import type { Database, Queryable } from '../../store/database.ts';

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
  /** Null: not known, since its vectors were made by an earlier version. */
  readonly host: HostModel | null;
}

/** The share of passages that may lack a vector in a model that counts as complete: new ones come in all the time. */
const LACKING = 0.01;
/** The share besides that the model itself may have refused; in a small set one passage. */
const REFUSED = 0.1;
/** A model goes only after so long: a rolling update or a step back loses nothing. */
const KEPT_FOR = '1 day';
/** Vectors that go in one statement, so that none holds rows for long. */
const BATCH = 2_000;

/**
 * The models whose vectors search may go by, best first: the one that is configured once it is complete, else another one
 * that is, the newest first, and then the configured one with what it has.
 * @throws BalieError `database-unavailable`
 */
export function searchableModels(db: Queryable, configured: string): Promise<KnownModel[]> {
  return db.query<KnownModel>(
    `SELECT model, dimensions, CASE WHEN host_name || query_prefix IS NOT NULL THEN jsonb_build_object('name', host_name, 'queryPrefix', query_prefix) END AS host
     FROM embedding_models
     WHERE model = $1 OR (complete_at IS NOT NULL AND host_name IS NOT NULL
       AND NOT EXISTS (SELECT FROM embedding_models WHERE model = $1 AND complete_at IS NOT NULL))
     ORDER BY model = $1, complete_at DESC`,
    [configured],
  );
}

/** Whether next to no passage lacks its vector of a model. @throws BalieError `database-unavailable` */
export async function isComplete(db: Queryable, model: string): Promise<boolean> {
  return (await db.query('SELECT FROM embedding_models WHERE model = $1 AND complete_at IS NOT NULL', [model])).length > 0;
}

export interface Progress {
  readonly model: string;
  readonly host: HostModel;
  /** Passages that the model gives no vector for. */
  readonly refused: number;
}

/**
 * Notes how a model is asked, that it is in use, and that it is complete when next to no passage lacks its vector but for those
 * it refused. Once complete it stays so: passages that come in later are found by their words until they have theirs.
 * @returns whether it is complete.
 * @throws BalieError `database-unavailable`
 */
export async function noteProgress(db: Queryable, { model, host, refused }: Progress): Promise<boolean> {
  const [row] = await db.query<{ isComplete: boolean }>(
    `UPDATE embedding_models m SET used_at = now(), host_name = $2, query_prefix = $3, complete_at = coalesce(complete_at, (
       SELECT now() FROM (SELECT coalesce(sum(passage_count), 0) AS total FROM collections) c
       WHERE (SELECT count(*) FROM passage_embeddings e WHERE e.model = $1) >=
         greatest(1, ${1 - LACKING} * total - least($4::integer, greatest(1, ${REFUSED} * total)))))
     WHERE model = $1
     RETURNING complete_at IS NOT NULL AS "isComplete"`,
    [model, host.name, host.queryPrefix, refused],
  );
  return row?.isComplete === true;
}

export interface Others {
  /** Models of which all vectors were removed. */
  readonly gone: readonly string[];
  /** Models that are still there. */
  readonly kept: readonly string[];
}

/**
 * Removes the vectors of other models once this one has been complete for a day, and no desk has worked with the other for as
 * long: until then another desk may be embedding with it, or this one be set back to it. Their indexes go with `keepIndexed`.
 * @param keptFor another time in tests, as PostgreSQL writes an interval.
 * @throws BalieError `database-unavailable`
 */
export async function retireOthers(db: Database, model: string, keptFor = KEPT_FOR): Promise<Others> {
  const gone = await db.query<{ model: string }>(
    `UPDATE embedding_models SET complete_at = NULL, indexed_to = NULL, indexed_as = NULL
     WHERE model <> $1 AND used_at <= now() - $2::interval
       AND EXISTS (SELECT FROM embedding_models WHERE model = $1 AND complete_at <= now() - $2::interval)
     RETURNING model`,
    [model, keptFor],
  );
  for (const other of gone) {
    while ((await db.query(REMOVE_SOME, [other.model])).length > 0);
    await db.query('DELETE FROM embedding_models WHERE model = $1', [other.model]);
  }
  const kept = await db.query<{ model: string }>('SELECT model FROM embedding_models WHERE model <> $1 ORDER BY number', [model]);
  return { gone: gone.map((other) => other.model), kept: kept.map((other) => other.model) };
}

const REMOVE_SOME = `
  DELETE FROM passage_embeddings WHERE model = $1 AND passage_id IN
    (SELECT passage_id FROM passage_embeddings WHERE model = $1 LIMIT ${BATCH})
  RETURNING passage_id`;
