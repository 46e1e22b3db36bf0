/**
 * The part of search that goes by meaning: cosine similarity of the question's vector ($8, as pgvector writes it) with
 * those of the same model ($9), under the same conditions as words: readers, collections and validity hold inside the scan.
 *
 * By the model's index where there is one and enough may be read; otherwise every readable vector is compared, which is exact,
 * and faster for few. So it is too where the index gave less than was asked: its scan ends
 * somewhere, and what it had not reached by then may have been readable.
 *
 * Words and meaning are each scaled to their best and added: that beat fusion by rank. Models differ in what they call
 * alike (multilingual-e5 gives any two Dutch texts .75 or more), so a floor is taken off first: the similarity of the
 * last of the nearest passages. Its place and the weight were chosen by measurement (test/bench/retrieval.md).
 */
export const MEANING_WEIGHT = 1;
/** What the part of a score that comes from meaning is called. No word has brackets. */
export const MEANING = '(betekenis)';
/** Passages that count as near at all; the last one is the floor. */
export const NEAREST = 100;
/**
 * The index is faster where the square of what may be read is more than this times all passages: comparing takes longer with
 * every vector that may be read, the index the longer the smaller the share of them is (test/bench/vectors.md).
 */
export const INDEX_WORTH = 8_000;
/** What the index seeks at once, so that enough is left of it by what may be read. pgvector takes no more than a thousand. */
const LEAST_BREADTH = 2 * NEAREST;
const MOST_BREADTH = 1_000;

/** Read once, in a subquery of its own: in a plan that is kept, a cast of a parameter would be done for each row. */
const POINT = '(SELECT $8::text::vector)';
const SAME_LENGTH = `dimensions = vector_dims(${POINT})`;

/** Gives `meant`: passages with their part of the score, above 0. Uses `readable`, `hidden`, and `candidates`, the best by words. */
export const MEANT = `
share AS MATERIALIZED (
  SELECT sum(passage_count) FILTER (WHERE id IN (SELECT id FROM readable))::float8 AS readable, sum(passage_count)::float8 AS every FROM collections
), by_index AS MATERIALIZED (
  SELECT id, similarity
  FROM nearest_passages($8, $9, ARRAY(SELECT id FROM readable), ARRAY(SELECT id FROM hidden), ${NEAREST},
    (SELECT least(${MOST_BREADTH}, greatest(${LEAST_BREADTH}, ${1.5 * NEAREST} * every / nullif(readable, 0)))::integer FROM share))
  WHERE (SELECT indexed_to FROM embedding_models WHERE model = $9 AND ${SAME_LENGTH}) IS NOT NULL
    AND (SELECT readable ^ 2 > ${INDEX_WORTH} * every FROM share)
), nearest AS MATERIALIZED (
  SELECT id, similarity FROM by_index WHERE (SELECT count(*) FROM by_index) = ${NEAREST}
  UNION ALL
  -- One collection at a time: the planner, which does not know how many there will be, would read those of all.
  (SELECT c.id, c.similarity
  FROM readable r CROSS JOIN LATERAL (
    SELECT e.passage_id AS id, 1 - (e.embedding <=> ${POINT}) AS similarity
    FROM passage_embeddings e
    WHERE e.collection_id = r.id AND e.model = $9 AND e.${SAME_LENGTH} AND e.passage_id NOT IN (SELECT id FROM hidden)
    ORDER BY similarity DESC, id
    LIMIT ${NEAREST}
  ) AS c
  WHERE (SELECT count(*) FROM by_index) < ${NEAREST}
  ORDER BY c.similarity DESC, c.id
  LIMIT ${NEAREST})
), meant AS MATERIALIZED (
  SELECT id, ${MEANING_WEIGHT} * coalesce((similarity - low) / nullif(high - low, 0), 1) AS meaning
  FROM nearest CROSS JOIN (SELECT min(similarity) AS low, max(similarity) AS high FROM nearest) AS range
  WHERE similarity > low OR high = low
  UNION ALL
  -- Without a vector, while others have theirs: taken to mean what was asked as far as its words say so. With nothing for its
  -- meaning it would stand below all that have one, and search be worse than by words alone until the last is embedded.
  SELECT c.id, ${MEANING_WEIGHT} * c.score / b.score
  FROM candidates c CROSS JOIN (SELECT max(score) AS score FROM candidates) AS b
  WHERE EXISTS (SELECT FROM nearest) AND NOT EXISTS (SELECT FROM passage_embeddings e WHERE e.passage_id = c.id AND e.model = $9)
)`;
