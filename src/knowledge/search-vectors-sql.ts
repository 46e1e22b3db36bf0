/**
 * The part of search that goes by meaning: cosine similarity of the question's vector ($7, as pgvector writes it, or null) with
 * those of the same model ($8), under the same conditions as words. Every vector is compared: exact, and with a few thousand
 * passages faster than an index.
 *
 * Words and meaning are each scaled to their best and added: that beat fusion by rank. Models differ in what they call
 * alike (multilingual-e5 gives any two Dutch texts .75 or more), so a floor is taken off first: the similarity of the
 * last of the nearest passages. Its place and the weight were chosen by measurement (test/bench/retrieval.md).
 */
export const MEANING_WEIGHT = 1;
/** What the part of a score that comes from meaning is called. No word has brackets. */
export const MEANING = '(betekenis)';
/** Passages that count as near at all; the last one is the floor. */
const NEAREST = 100;

/** Gives `meant`: passages with their part of the score, above 0. Uses `readable` and `outdated`. */
export const MEANT = `
nearest AS MATERIALIZED (
  SELECT p.id, 1 - (e.embedding <=> $7::text::vector) AS similarity
  FROM passage_embeddings e JOIN passages p ON p.id = e.passage_id JOIN readable r ON r.id = p.collection_id
  WHERE e.model = $8 AND e.dimensions = vector_dims($7::text::vector)
    AND NOT EXISTS (SELECT FROM outdated o WHERE o.id = p.id)
  ORDER BY similarity DESC, p.id
  LIMIT ${NEAREST}
), meant AS MATERIALIZED (
  SELECT id, ${MEANING_WEIGHT} * coalesce((similarity - low) / nullif(high - low, 0), 1) AS meaning
  FROM nearest CROSS JOIN (SELECT min(similarity) AS low, max(similarity) AS high FROM nearest) AS range
  WHERE similarity > low OR high = low
)`;
