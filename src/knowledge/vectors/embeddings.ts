import { toSql } from 'pgvector';
import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';

/** What makes vectors of passages. */
export interface PassageEmbedder {
  /** Vectors of different models are kept apart by this name. */
  readonly model: string;
  /**
   * A vector of length 1 for each text, in order, all of the same dimension.
   * @throws BalieError `model-vectors-invalid` when one of the texts may be to blame, another `model-…` otherwise; of those
   * `model-unavailable` also for a text of which a server says nothing more.
   */
  embedPassages(texts: readonly string[], signal: AbortSignal): Promise<number[][]>;
}

interface Options {
  /** Passages in one request to the model and one transaction. */
  readonly batch: number;
  /** Aborting it ends the work after the batch that is being stored; what was stored stays. */
  readonly signal: AbortSignal;
  /** Called after each batch: passages done, out of those that lacked a vector at the start (more may come meanwhile). */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface EmbedCounts {
  /** Passages that got a vector. */
  readonly embedded: number;
  /** Passages that went or were being replaced while the model worked, or got their vector from another process. */
  readonly gone: number;
  /** Passages that the model gives no vector for, each asked alone; they are asked for again by the next call. */
  readonly refused: number;
}

/**
 * Gives every passage that has no vector of this model one; also passages that nobody may read today, who may tomorrow.
 * May run beside ingestion and beside itself in another process: it waits for neither, and leaves no vector behind for a
 * passage that went.
 * @throws BalieError `model-vectors-invalid` also when the model's vectors have another dimension than those stored under its
 *   name, or when it gives none for any text; another fault of the embedder, `model-unavailable` only where a plain sentence has it too; `database-unavailable`; the signal's reason.
 */
export async function embedMissing(db: Database, embedder: PassageEmbedder, options: Options): Promise<EmbedCounts> {
  const { batch, signal, onProgress } = options;
  const counts = { embedded: 0, gone: 0, refused: 0 };
  const [missing] = await db.query<{ count: number }>(`SELECT count(*) AS count FROM ${MISSING}`, [embedder.model]);
  const total = missing?.count ?? 0;
  if (total === 0) return counts;
  for (let after = 0; ; ) {
    signal.throwIfAborted();
    const rows = await db.query<{ id: number; text: string }>(NEXT, [embedder.model, after, batch]);
    if (rows.length === 0) return counts;
    const vectors = await embedEach(rows.map((row) => row.text), embedder, signal);
    const made = rows.flatMap(({ id }, index) => (vectors[index] === undefined ? [] : [{ id, vector: vectors[index] }]));
    const stored = await store(db, embedder.model, made);
    counts.embedded += stored;
    counts.gone += made.length - stored;
    counts.refused += rows.length - made.length;
    after = rows.at(-1)?.id ?? after;
    onProgress?.(counts.embedded + counts.gone + counts.refused, total);
  }
}

const MISSING = `passages p WHERE NOT EXISTS (SELECT FROM passage_embeddings e WHERE e.passage_id = p.id AND e.model = $1)`;

/** The text as words find it too: title, headings, text. */
const NEXT = `
  SELECT m.id, concat_ws(E'\\n', d.title, nullif(array_to_string(m.headings, E'\\n'), ''), m.text) AS text
  FROM (SELECT * FROM ${MISSING} AND p.id > $2 ORDER BY p.id LIMIT $3) m JOIN documents d ON d.id = m.document_id
  ORDER BY m.id`;

/** A sentence that every model has a vector for: when this one is refused, it is the model and not the text. */
const PLAIN = 'Waar kan ik een paspoort aanvragen?';

/** One text that a model cannot handle fails its whole batch: then each is asked alone, so that the others get their vector. */
async function embedEach(
  texts: readonly string[],
  embedder: PassageEmbedder,
  signal: AbortSignal,
): Promise<(number[] | undefined)[]> {
  try {
    return await embedder.embedPassages(texts, signal);
  } catch (error) {
    if (await isHosts(error, embedder, signal)) throw error;
    const vectors = [];
    if (texts.length === 1) vectors.push(undefined);
    else for (const text of texts) vectors.push(await embedAlone(text, embedder, signal));
    const isModel = vectors.every((vector) => vector === undefined) && (await embedAlone(PLAIN, embedder, signal)) === undefined;
    if (isModel) throw error;
    return vectors;
  }
}

async function embedAlone(text: string, embedder: PassageEmbedder, signal: AbortSignal): Promise<number[] | undefined> {
  try {
    return (await embedder.embedPassages([text], signal))[0];
  } catch (error) {
    if (await isHosts(error, embedder, signal)) throw error;
    return undefined;
  }
}

/**
 * Whether no text is to blame for a fault. A server may say no more of a text on which its model computes no numbers than that it failed (vLLM:
 * "Internal Server Error"): it is there when it has a vector for another. Asked after each such fault, so that none is counted for a host
 * that went away meanwhile, nor several after each other for one that did not.
 */
async function isHosts(error: unknown, embedder: PassageEmbedder, signal: AbortSignal): Promise<boolean> {
  if (!(error instanceof BalieError)) return true;
  if (error.code === 'model-vectors-invalid') return false;
  if (error.code !== 'model-unavailable') return true;
  try {
    await embedder.embedPassages([PLAIN], signal);
    return false;
  } catch {
    return true;
  }
}

/** @returns how many passages were still there and got their vector. */
function store(db: Database, model: string, made: readonly { id: number; vector: number[] }[]): Promise<number> {
  const dimensions = made[0]?.vector.length;
  if (dimensions === undefined) return Promise.resolve(0);
  return db.transaction(async (tx) => {
    await tx.query('INSERT INTO embedding_models (model, dimensions) VALUES ($1, $2) ON CONFLICT DO NOTHING', [model, dimensions]);
    // A large set takes days to embed, and may be all that the model is used for meanwhile.
    await tx.query(`UPDATE embedding_models SET used_at = now() WHERE model = $1 AND used_at < now() - interval '1 hour'`, [model]);
    const [known] = await tx.query<{ dimensions: number }>('SELECT dimensions FROM embedding_models WHERE model = $1', [model]);
    if (made.some(({ vector }) => vector.length !== known?.dimensions)) {
      throw new BalieError('model-vectors-invalid', { detail: `${model}: ${dimensions} getallen, eerst ${known?.dimensions}` });
    }
    const rows = await tx.query(STORE, [model, made.map(({ id }) => id), made.map(({ vector }) => toSql(vector))]);
    return rows.length;
  });
}

/**
 * SKIP LOCKED: a passage that ingestion is removing now is left alone. Waiting for it while others are held could end in a
 * deadlock, and PostgreSQL might choose the ingestion as its victim.
 */
const STORE = `
  INSERT INTO passage_embeddings (passage_id, model, embedding)
  SELECT p.id, $1, i.vector::vector
  FROM passages p JOIN unnest($2::bigint[], $3::text[]) AS i (id, vector) USING (id)
  ORDER BY p.id
  FOR KEY SHARE OF p SKIP LOCKED
  ON CONFLICT DO NOTHING
  RETURNING passage_id`;
