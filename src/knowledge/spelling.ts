import type { Queryable } from '../store/database.ts';
import { editDistance } from './edit-distance.ts';
import type { Correction } from './types.ts';
import { VISIBLE } from './visible-sql.ts';

/** A word so long may differ in two letters from the one that was meant, a shorter one in one. */
const LONG = 6;
/** Trigrams that two words share, as a part of all they have: below it two letters cannot make one of the other. */
const LIKENESS = 0.2;
/** Words that look most alike, whose letters are then compared. */
const ALIKE = 40;
/** A question has few unknown words; a long paste may have many. */
const MAX_WORDS = 20;

/**
 * The words of a question that no passage has which the asker may read, each with the word of such a passage that it was
 * probably meant to be: one that begins with the same letter. Words that are known are never touched, nor are numbers, names with signs in them, or words of
 * three letters. $1 question; the rest as in `VISIBLE`.
 */
const UNKNOWN = `
WITH ${VISIBLE}, asked AS MATERIALIZED (
  SELECT word, (ts_lexize('pg_catalog.dutch_stem', word))[1] AS stem
  FROM (SELECT DISTINCT word FROM passage_vocabulary(to_tsvector('simple', $1)) AS word ORDER BY word LIMIT ${MAX_WORDS}) AS w
), unknown AS MATERIALIZED (
  SELECT a.word FROM asked a
  WHERE a.stem IS NOT NULL AND NOT EXISTS (
    SELECT FROM readable r JOIN postings b ON b.collection_id = r.id AND b.term = a.stem CROSS JOIN LATERAL unnest(b.entries) AS e
    WHERE NOT EXISTS (SELECT FROM outdated o WHERE o.id = (b.block::bigint << 9) | (e >> 22)))
), alike AS (
  SELECT u.word AS "from", v.word AS "to", similarity(u.word, v.word) AS likeness, sum(v.passages) AS passages
  FROM unknown u CROSS JOIN readable r JOIN vocabulary v ON v.collection_id = r.id AND left(v.word, 1) = left(u.word, 1)
    AND char_length(v.word) BETWEEN char_length(u.word) - 2 AND char_length(u.word) + 2
  WHERE similarity(u.word, v.word) >= ${LIKENESS}
  GROUP BY u.word, v.word
), visible AS (
  SELECT a."from", a."to", a.likeness,
    a.passages - (SELECT count(*) FROM outdated o JOIN passages p USING (id) WHERE p.words @@ quote_literal(a."to")::tsquery) AS passages
  FROM alike a
), numbered AS (
  SELECT *, row_number() OVER (PARTITION BY "from" ORDER BY likeness DESC, passages DESC, "to") AS place FROM visible WHERE passages > 0
)
SELECT "from", "to", passages FROM numbered WHERE place <= ${ALIKE}`;

/**
 * What was probably meant by words that are nowhere in what the asker may read: the word with the fewest other letters, of
 * those the one that stands in most passages. @param params of the statement: question, audiences, collections or null, day.
 */
export async function corrections(db: Queryable, params: readonly [string, readonly string[], readonly string[] | null, string]): Promise<Correction[]> {
  const rows = await db.query<{ from: string; to: string; passages: number }>(UNKNOWN, params);
  const found = new Map<string, { to: string; distance: number; passages: number }>();
  for (const { from, to, passages } of rows) {
    const distance = editDistance(from, to, from.length < LONG ? 1 : 2);
    if (distance === undefined) continue;
    const best = found.get(from);
    if (best === undefined || distance < best.distance || (distance === best.distance && isBefore({ to, passages }, best))) found.set(from, { to, distance, passages });
  }
  return [...found].map(([from, { to }]) => ({ from, to }));
}

/** Of words equally near the commoner one; then by the alphabet. */
function isBefore(one: { to: string; passages: number }, other: { to: string; passages: number }): boolean {
  return one.passages !== other.passages ? one.passages > other.passages : one.to < other.to;
}

/** The question with its corrections in place. */
export function corrected(question: string, found: readonly Correction[]): string {
  if (found.length === 0) return question;
  const words = new Map(found.map(({ from, to }) => [from, to]));
  return question.replaceAll(/[\p{L}\p{M}]+/gu, (word) => words.get(word.toLowerCase()) ?? word);
}
