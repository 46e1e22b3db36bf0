import { LONGEST_ASKED } from '../words/word-groups.ts';

/** Before a synonym, among the parts that a score is made of. */
const SYNONYM = '=';

/** The synonyms by which a passage was found. */
export function synonymsIn(why: readonly { readonly part: string }[]): string[] {
  return why.filter(({ part }) => part.startsWith(SYNONYM)).map(({ part }) => part.slice(SYNONYM.length));
}

/**
 * What a question asks for, as the first parts of the statement. $1 question.
 *
 * `asked`: terms (see passage_terms), each in the unit that it belongs to. A unit is a word, or a phrase that has synonyms; what it
 * can be found by are its choices: 0 is what was asked, the others are its synonyms. `terms`: each term once.
 */
export const ASKED = `spoken AS MATERIALIZED (
  SELECT place, w.lexeme, coalesce((ts_lexize('pg_catalog.dutch_stem', w.lexeme))[1], w.lexeme) AS stem
  FROM unnest(word_vector($1)) AS w CROSS JOIN LATERAL unnest(w.positions) AS p (place)
), heard AS MATERIALIZED (
  -- Words and phrases that have synonyms, none longer than the longest there is.
  SELECT s.place AS first, n, y.means
  FROM spoken s CROSS JOIN generate_series(1, ${LONGEST_ASKED}) AS n
  CROSS JOIN LATERAL (
    SELECT string_agg(t.stem, ' ' ORDER BY t.place) AS key FROM spoken t WHERE t.place BETWEEN s.place AND s.place + n - 1 HAVING count(*) = n
  ) k JOIN synonyms y ON y.asked = k.key
  WHERE n <= (SELECT longest FROM synonym_lists)
), placed AS MATERIALIZED (
  -- A word belongs to the longest phrase that it is in.
  SELECT s.lexeme, min(coalesce(h.first, s.place)) AS unit
  FROM spoken s LEFT JOIN LATERAL (SELECT first FROM heard h WHERE s.place BETWEEN h.first AND h.first + n - 1 ORDER BY n DESC, first LIMIT 1) h ON true
  GROUP BY s.lexeme
), own AS (
  SELECT DISTINCT ON (t.term) t.term, p.unit, 0 AS choice, CASE WHEN t.term LIKE ' %' THEN '~' ELSE '' END || p.lexeme AS part
  FROM placed p CROSS JOIN LATERAL passage_terms(array_to_tsvector(ARRAY[p.lexeme])) t
  ORDER BY t.term, p.lexeme
), asked AS MATERIALIZED (
  TABLE own
  UNION ALL
  SELECT t.term, h.first, m.choice::integer, '${SYNONYM}' || m.text
  FROM (SELECT DISTINCT ON (first) first, means FROM heard WHERE first IN (SELECT unit FROM own) ORDER BY first, n DESC) h
  CROSS JOIN LATERAL unnest(h.means) WITH ORDINALITY AS m (text, choice)
  CROSS JOIN LATERAL passage_terms(word_vector(m.text)) t
), terms AS MATERIALIZED (SELECT DISTINCT term FROM asked)`;

/**
 * What each term weighs, from `asked` and `weighed`: `used` has the weight of each in each choice. A passage has of each unit the
 * choice that it is most about, so that one with all synonyms is not better than one with the word that was asked; and a synonym
 * can never weigh more than that word.
 * @param synonym what a synonym weighs against the word itself, 0 to 1.
 */
export function choices(synonym: number): string {
  return `used AS MATERIALIZED (
  SELECT a.term, a.unit, a.choice, a.part,
    w.weight * CASE WHEN a.choice = 0 THEN 1 ELSE ${synonym} * least(1, coalesce(o.mass / nullif(sum(w.weight) OVER (PARTITION BY a.unit, a.choice), 0), 1)) END AS weight
  FROM asked a JOIN weighed w USING (term)
  LEFT JOIN (SELECT unit, sum(weight) AS mass FROM own JOIN weighed USING (term) GROUP BY unit) o USING (unit)
)`;
}
