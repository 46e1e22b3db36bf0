import type { Queryable } from '../../store/database.ts';
import type { IsDutch } from './dutch-words.ts';
import { editDistance } from './edit-distance.ts';
import type { Correction, Reader } from '../types.ts';
import { VISIBLE } from '../visible-sql.ts';

/** A word so long may differ in two letters from the one that was meant, a shorter one in one. */
const LONG = 6;
/** Trigrams that two words share, as a part of all they have: below it two letters cannot make one of the other. */
const LIKENESS = 0.2;
/** Words that look most alike, whose letters are then compared. */
const ALIKE = 40;
/** A question has few unknown words; a long paste may have many. */
const MAX_WORDS = 20;
/** Letters only: numbers, and names with signs in them, are left as they are; and so is what has a capital within a sentence. */
const WORD = /(?<![\p{L}\p{N},;:]\s+(?=\p{Lu}))(?<![\p{L}\p{M}\p{N}./@_'’-])[\p{L}\p{M}]{4,40}(?![\p{L}\p{M}\p{N}/@_'’-]|\.\p{L})/gu;

/**
 * Of $1, words in lower case, those that no passage has which the asker may read, in no form that has the same stem; each with
 * words of such passages that look like it and begin with the same letter. The rest as in `VISIBLE`.
 */
const ALIKES = `
WITH ${VISIBLE}, unknown AS MATERIALIZED (
  SELECT a.word FROM unnest($1::text[]) AS a (word) CROSS JOIN LATERAL (SELECT (ts_lexize('pg_catalog.dutch_stem', a.word))[1] AS stem) s
  WHERE s.stem IS NOT NULL AND NOT EXISTS (
    SELECT FROM readable r JOIN postings b ON b.collection_id = r.id AND b.term = s.stem CROSS JOIN LATERAL unnest(b.entries) AS e
    WHERE NOT EXISTS (SELECT FROM outdated o WHERE o.id = (b.block::bigint << 11) | (e >> 20)))
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

interface Visible {
  readonly readers: readonly Reader[];
  readonly collections: readonly string[] | null;
  readonly on: string;
}

/**
 * What was probably meant by words that are not Dutch and are nowhere in what the asker may read: of the words there, the one with
 * the fewest other letters, of those the one that stands in most passages. Most questions have no such word, and cost no query.
 */
export async function corrections(db: Queryable, question: string, { readers, collections, on }: Visible, isDutch: IsDutch): Promise<Correction[]> {
  const words = new Set((question.match(WORD) ?? []).map((word) => word.toLowerCase()));
  const strange = [...words].filter((word) => !isDutch(word)).slice(0, MAX_WORDS);
  if (strange.length === 0) return [];
  const rows = await db.query<{ from: string; to: string; passages: number }>(ALIKES, [strange, readers, collections, on]);
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
  const words = new Map(found.map(({ from, to }) => [from, to]));
  return found.length === 0 ? question : question.replaceAll(WORD, (word) => words.get(word.toLowerCase()) ?? word);
}
