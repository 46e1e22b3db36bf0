/**
 * The whole search in one statement: it sees one moment of the store, and nothing unreadable leaves the database.
 * `readable` and `outdated` decide what exists for this asker, and every count below is taken from what is left.
 *
 * $1 question, $2 audiences, $3 collections or null, $4 day, $5 passages per document, $6 limit
 *
 * BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.4, with the
 * +1 of Lucene inside the logarithm, so that no weight is negative) over the terms of title (twice), headings and text: lexemes,
 * and the ends of words, so that compounds and their parts find each other (see passage_terms).
 * The idf is raised to a power above one: questions are whole sentences, and this damps "kan", "krijgen", "nodig".
 * K1, B, the power and the weights of title and ends were chosen by measurement (test/bench/retrieval.md).
 *
 * Confidence is the share of the highest score that any passage could reach: every word of the question, each in full.
 * A word that no passage has counts against it with the greatest weight.
 */
export const K1 = 1.2;
export const B = 0.75;
export const IDF_POWER = 1.5;
/** Share of the weight that the four letters at either end of a word count with, against the word itself. */
export const EDGE_WEIGHT = 0.6;

/** Passages looked at before the number per document is cut down, for each one asked for. */
const DEPTH = 10;

export const SEARCH = `
WITH question AS MATERIALIZED (
  SELECT term AS part, row_number() OVER () AS term, CASE WHEN term LIKE ' %' THEN ${EDGE_WEIGHT} ELSE 1 END AS share
  FROM passage_terms(to_tsvector('dutch', $1))
), readable AS MATERIALIZED (
  SELECT id, passage_count, length_total FROM collections
  WHERE readers && $2::text[] AND ($3::text[] IS NULL OR id = ANY ($3))
), outdated AS MATERIALIZED (
  SELECT p.id, p.length
  FROM readable r JOIN documents d ON d.collection_id = r.id JOIN passages p ON p.document_id = d.id
  WHERE (d.valid_from IS NOT NULL OR d.valid_until IS NOT NULL)
    AND NOT (coalesce(d.valid_from <= $4::date, true) AND coalesce(d.valid_until >= $4::date, true))
), hits AS MATERIALIZED (
  SELECT q.term, (b.block::bigint << 9) | (e >> 22) AS id,
    ((e >> 14) & 255)::float8 AS tf, (e & 16383)::float8 AS length
  FROM question q
  JOIN readable r ON true
  JOIN postings b ON b.collection_id = r.id AND b.term = q.part
  CROSS JOIN LATERAL unnest(b.entries) AS e
  WHERE NOT EXISTS (SELECT FROM outdated o WHERE o.id = (b.block::bigint << 9) | (e >> 22))
), total AS MATERIALIZED (
  SELECT n::float8 AS n, length::float8 / nullif(n, 0) AS average_length FROM (
    SELECT (SELECT coalesce(sum(passage_count), 0) FROM readable) - (SELECT count(*) FROM outdated) AS n,
      (SELECT coalesce(sum(length_total), 0) FROM readable) - (SELECT coalesce(sum(length), 0) FROM outdated) AS length
  ) AS t
), weighed AS MATERIALIZED (
  SELECT q.term, q.part,
    q.share * power(ln(1 + (t.n - coalesce(f.df, 0) + 0.5) / (coalesce(f.df, 0) + 0.5)), ${IDF_POWER}) AS weight
  FROM question q CROSS JOIN total t
  LEFT JOIN (SELECT term, count(*) AS df FROM hits GROUP BY term) f USING (term)
), ranked AS MATERIALIZED (
  SELECT h.id,
    sum(w.weight * h.tf * ${K1 + 1} / (h.tf + ${K1} * (1 - ${B} + ${B} * h.length / t.average_length))) AS score
  FROM hits h JOIN weighed w USING (term) CROSS JOIN total t
  GROUP BY h.id
  ORDER BY score DESC, h.id
  LIMIT $6 * ${DEPTH}
), numbered AS (
  SELECT p.*, k.score, row_number() OVER (PARTITION BY p.document_id ORDER BY k.score DESC, k.id) AS place
  FROM ranked k JOIN passages p USING (id)
), best AS MATERIALIZED (
  SELECT * FROM numbered WHERE place <= $5 ORDER BY score DESC, id LIMIT $6
), explained AS (
  SELECT h.id, jsonb_agg(jsonb_build_object('part', replace(w.part, ' ', '~'), 'score',
    w.weight * h.tf * ${K1 + 1} / (h.tf + ${K1} * (1 - ${B} + ${B} * h.length / t.average_length)))) AS why
  FROM best JOIN hits h USING (id) JOIN weighed w USING (term) CROSS JOIN total t
  GROUP BY h.id
)
SELECT p.document_id AS "documentId", p.ordinal, d.title, d.url, p.collection_id AS "collectionId", p.page, p.headings,
  p.text, p.score, x.why,
  p.score / (SELECT ${K1 + 1} * sum(weight) FROM weighed) AS confidence
FROM best p JOIN explained x USING (id) JOIN documents d ON d.id = p.document_id
ORDER BY p.score DESC, p.id`;
