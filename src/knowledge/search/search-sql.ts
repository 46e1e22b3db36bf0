import { ACTIONS } from '../documents/corrections.ts';
import { MEANING, MEANT } from '../vectors/search-vectors-sql.ts';
import { ASKED, choices } from './asked-sql.ts';
import { HIDDEN, VISIBLE } from '../visible-sql.ts';

/**
 * The whole search in one statement: it sees one moment of the store, and nothing unreadable leaves the database.
 * `readable` and `outdated` decide what exists for this asker, and every count below is taken from what is left.
 *
 * BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section 3.4, with the
 * +1 of Lucene inside the logarithm, so that no weight is negative) over the terms of title (twice), headings and text:
 * stems, and the four-letter pieces of words, so that compounds and their parts find each other (see passage_terms).
 * The idf of stems is raised to a power above one: questions are whole sentences, and this damps "kan", "krijgen".
 * A passage's score is its own BM25 plus that of its whole document, so that of two passages that are alike the one from
 * the document about the question comes first. All numbers were chosen by measurement (test/bench/retrieval.md).
 *
 * Evidence, from which confidence comes, goes by words alone, and is the geometric mean of two things: the share of the highest
 * score that any passage could reach (every word of the question, each in full), and the score against that of one word that no
 * passage has. A long question of which much was found is surer than a short one, though words were left over; the share alone
 * would say the opposite.
 */
export const K1 = 1.2;
export const B = 0.75;
export const IDF_POWER = 1.5;
/** What a piece of four letters weighs against a stem. */
export const PIECE_WEIGHT = 1.2;
/** What the number of an article weighs against a stem: many have it, but who names one wants that one. */
const ARTICLE_WEIGHT = 3;
/** What a synonym weighs against the word that was asked. */
const SYNONYM_WEIGHT = 0.5;
/** Pieces of the word that confidence measures with: it has seven letters. */
const PIECES = 6;

/** Best passages that are looked at: as many for ten results as for the forty that the desk asks for, so that one measures the other. */
const CANDIDATES = 'greatest(100, $7 * 2)';
/**
 * Candidates are sought by the rarest terms only, at least by one, up to so many postings, or this share of the passages if that is
 * more, but never more than people wait for. Common terms make up nine tenths of the postings, and left the measured results as they were.
 */
const READ = 2_000;
const READ_SHARE = 0.05;
const READ_MOST = 15_000;
/**
 * Of the best of their documents all passages count: in the score of the whole, and because another one may be the best. So many
 * documents, and so many passages of them.
 */
const DOCUMENTS = 'greatest(30, $7 * 3 / 4)';
const FAMILY = 'greatest(300, $7 * 3)';

const bm25 = (weight: string, tf: string, length: string) =>
  `${weight} * ${tf} * ${K1 + 1} / (${tf} + ${K1} * (1 - ${B} + ${B} * ${length}))`;
const ofPassage = bm25('w.weight', 'h.tf', 'h.length / t.average_length');

/** One passage by its number: the planner, which cannot know how few are asked for, would read all of them. */
const passageAt = (id: string) => `(SELECT * FROM passages WHERE id = ${id} OFFSET 0)`;

/** The terms of the question that a passage has, each with how often as its position: the others are filtered out by weight. */
const termsOf = (row: string, question: string) => `unnest(ts_filter(setweight(${row}.terms, 'A', ${question}.terms), '{a}'))`;

/**
 * For each value of `keys` the sum over the units of a question: of each the choice with the highest sum of `formula`.
 * @param formula SQL over `h` (`hits`), `w` (`used`) and `t` (`total`).
 */
function scored(name: string, keys: string, hits: string, formula: string): string {
  return `${name} AS MATERIALIZED (
  SELECT ${keys}, sum(score) AS score FROM (
    SELECT ${keys}, unit, max(score) AS score FROM (
      SELECT ${keys}, w.unit, w.choice, sum(${formula}) AS score FROM ${hits} JOIN used w USING (term) CROSS JOIN total t GROUP BY ${keys}, w.unit, w.choice
    ) AS choices GROUP BY ${keys}, unit
  ) AS units GROUP BY ${keys}
)`;
}

/** @param meant SQL of the part `meant`: that by vectors, or an empty one, which takes less planning. */
const statement = (meant: string) => `
WITH ${ASKED}, ${VISIBLE}, ${HIDDEN}, total AS MATERIALIZED (
  SELECT n::float8 AS n, length::float8 / nullif(n, 0) AS average_length FROM (
    SELECT (SELECT coalesce(sum(passage_count), 0) FROM readable) - (SELECT count(*) FROM outdated) AS n,
      (SELECT coalesce(sum(length_total), 0) FROM readable) - (SELECT coalesce(sum(length), 0) FROM outdated) AS length
  ) AS t
), picked AS MATERIALIZED (SELECT array_agg(term) AS terms FROM terms), counted AS (
  -- In how many passages each term is: all, less the outdated ones.
  SELECT term, sum(n)::float8 AS df FROM (
    SELECT DISTINCT term, 0 AS n FROM asked
    UNION ALL
    SELECT q.term, (SELECT t.passages FROM term_counts t WHERE t.collection_id = r.id AND t.term = q.term) FROM terms q CROSS JOIN readable r
    UNION ALL
    SELECT u.lexeme, -1 FROM outdated o JOIN passages p USING (id) CROSS JOIN picked q CROSS JOIN LATERAL ${termsOf('p', 'q')} AS u
  ) AS counts
  GROUP BY term
), weighed AS MATERIALIZED (
  SELECT c.term, CASE WHEN c.term LIKE ' %' THEN ${PIECE_WEIGHT} * idf ELSE power(idf, ${IDF_POWER}) * CASE WHEN c.term LIKE 'artikel:%' THEN ${ARTICLE_WEIGHT} ELSE 1 END END AS weight,
    sum(c.df) OVER (ORDER BY c.df, c.term) <= greatest(min(nullif(c.df, 0)) OVER (), least(${READ_MOST}, greatest(${READ}, ${READ_SHARE} * t.n))) AS rare
  FROM counted c CROSS JOIN total t CROSS JOIN LATERAL (SELECT ln(1 + (t.n - c.df + 0.5) / (c.df + 0.5)) AS idf) i
), ${choices(SYNONYM_WEIGHT)}, rarest AS MATERIALIZED (
  SELECT w.term, max(u.weight) AS weight FROM weighed w JOIN used u USING (term) WHERE w.rare GROUP BY w.term
), candidates AS MATERIALIZED (
  SELECT h.id, sum(${bm25('h.weight', 'h.tf', 'h.length / t.average_length')}) AS score
  FROM (
    SELECT w.weight, (b.block::bigint << 11) | (e >> 20) AS id, ((e >> 14) & 63)::float8 AS tf, (e & 16383)::float8 AS length
    FROM rarest w CROSS JOIN readable r JOIN postings b ON b.collection_id = r.id AND b.term = w.term
    CROSS JOIN LATERAL unnest(b.entries) AS e
  ) AS h CROSS JOIN total t
  WHERE h.id NOT IN (SELECT id FROM hidden)
  GROUP BY h.id
  ORDER BY score DESC, h.id
  LIMIT ${CANDIDATES}
), ${meant}, nominees AS MATERIALIZED (
  SELECT p.document_id, max(score) AS score FROM candidates c CROSS JOIN LATERAL ${passageAt('c.id')} p GROUP BY p.document_id
), foremost AS (
  SELECT * FROM nominees ORDER BY score DESC, document_id LIMIT ${DOCUMENTS}
), family AS (
  SELECT p.id FROM foremost l JOIN passages p USING (document_id) ORDER BY l.score DESC, p.document_id, p.ordinal LIMIT ${FAMILY}
), pool AS MATERIALIZED (
  SELECT p.document_id, p.id, p.length::float8 AS length, p.terms
  FROM (SELECT id FROM candidates UNION SELECT id FROM meant UNION SELECT id FROM family) c CROSS JOIN LATERAL ${passageAt('c.id')} p
), hits AS MATERIALIZED (
  SELECT p.document_id, p.id, u.lexeme AS term, u.positions[1]::float8 AS tf, p.length FROM pool p CROSS JOIN picked q CROSS JOIN LATERAL ${termsOf('p', 'q')} AS u
), ${scored('scored', 'document_id, id', 'hits h', ofPassage)}, sizes AS (
  -- Against the average of the documents that words brought: that of all would have to be counted.
  SELECT document_id, sum(length) / avg(sum(length)) FILTER (WHERE document_id IN (SELECT document_id FROM nominees)) OVER () AS length
  FROM pool GROUP BY document_id
), totals AS MATERIALIZED (
  SELECT document_id, h.term, sum(h.tf) AS tf, s.length FROM hits h JOIN sizes s USING (document_id) GROUP BY document_id, h.term, s.length
), ${scored('whole', 'document_id', 'totals h', bm25('w.weight', 'h.tf', 'h.length'))}, worded AS MATERIALIZED (
  SELECT k.id, k.score + d.score AS score, d.score AS whole FROM scored k JOIN whole d USING (document_id)
), scale AS MATERIALIZED (
  -- Where nothing is added to the words, their score stays what it is.
  SELECT max(score) AS highest, CASE WHEN EXISTS (SELECT FROM meant) THEN 1 / max(score) ELSE 1 END AS unit FROM worded
), found AS (
  SELECT id, coalesce(score * unit, 0) + coalesce(meaning, 0) AS score, whole * unit AS whole, meaning
  FROM worded FULL JOIN meant USING (id) CROSS JOIN scale
), numbered AS (
  SELECT f.*, row_number() OVER (PARTITION BY p.document_id ORDER BY f.score DESC, id) AS place
  FROM found f JOIN pool p USING (id)
), best AS MATERIALIZED (
  SELECT id, score, whole, meaning FROM numbered WHERE place <= $6 ORDER BY score DESC, id LIMIT $7
), explained AS (
  SELECT id, jsonb_agg(jsonb_build_object('part', part, 'score', score)) AS why FROM (
    SELECT id, part, score FROM (
      SELECT *, rank() OVER (PARTITION BY id, unit ORDER BY total DESC, choice) AS place FROM (
        SELECT h.id, w.unit, w.choice, w.part, min(s.unit) * sum(${ofPassage}) AS score,
          sum(sum(${ofPassage})) OVER (PARTITION BY h.id, w.unit, w.choice) AS total
        FROM best JOIN hits h USING (id) JOIN used w USING (term) CROSS JOIN total t CROSS JOIN scale s
        GROUP BY h.id, w.unit, w.choice, w.part
      ) AS choices
    ) AS chosen WHERE place = 1
    UNION ALL
    SELECT id, '(document)', whole FROM best WHERE whole IS NOT NULL
    UNION ALL
    SELECT id, '${MEANING}', meaning FROM best WHERE meaning IS NOT NULL
  ) AS parts
  GROUP BY id
), most AS (
  -- The highest score that this question, and that one word that no passage has, could reach.
  SELECT 2 * ${K1 + 1} * sum(weight) FILTER (WHERE choice = 0) AS question,
    2 * ${K1 + 1} * (SELECT power(ln(2 * n + 2), ${IDF_POWER}) + ${PIECES * PIECE_WEIGHT} * ln(2 * n + 2) FROM total) AS word
  FROM used
)
SELECT p.document_id AS "documentId", p.ordinal, d.title, d.url, p.collection_id AS "collectionId", p.page, p.headings,
  d.valid_from AS "validFrom", d.valid_until AS "validUntil", ${ACTIONS} AS actions, p.text, b.score, x.why, least(1, coalesce(s.highest / sqrt(m.question * m.word), 0)) AS evidence
FROM best b JOIN explained x USING (id) JOIN passages p USING (id) JOIN documents d ON d.id = p.document_id
CROSS JOIN most m CROSS JOIN scale s
ORDER BY b.score DESC, b.id`;

const MEANT_NOTHING = 'meant AS (SELECT NULL::bigint AS id, NULL::float8 AS meaning WHERE false)';

/** $1 question, $2 readers, $3 collections or null, $4 day, $5 languages or null, $6 passages per document, $7 limit */
export const SEARCH_WORDS = statement(MEANT_NOTHING);
/** The same, and $8 the question's vector, $9 its model. */
export const SEARCH_BOTH = statement(MEANT);
