import { toSql } from 'pgvector';
import { BalieError } from '../../errors.ts';
import type { Queryable } from '../../store/database.ts';
import { actionsIn } from '../metadata-rules.ts';
import { confidenceOf } from './confidence.ts';
import { foldDuplicates } from './fold.ts';
import { countJoined, joinNeighbours } from './neighbours.ts';
import { RERANKED, reranked, type Reranking } from './rerank.ts';
import { SEARCH_BOTH, SEARCH_WORDS } from './search-sql.ts';
import { MEANING } from '../vectors/search-vectors-sql.ts';
import { isDutchWord } from '../words/dutch-words.ts';
import { corrected, corrections } from '../words/spelling.ts';
import { wholeVerbs } from '../words/split-verbs.ts';
import { searchable } from '../text.ts';
import type { FoundPassage, QueryVector, SearchRequest, SearchResult } from '../types.ts';

/** Longer questions are cut here: what follows rarely adds a word, and every word costs time. */
const MAX_QUESTION = 2_000;
const MAX_LIMIT = 200;
/** Passages of one document in a result, unless the request says otherwise: room for other sources remains. */
const PER_DOCUMENT = 3;

export interface Search {
  /**
   * The passages that answer the question best, for this asker, on this day. Any text is a valid question; one without
   * words that are indexed and without a vector gives an empty result.
   * @throws BalieError `database-unavailable`; `model-vectors-invalid` for a vector that is not of length 1; what `onFault` of a
   *   re-ranking throws; the signal's reason.
   */
  search(request: SearchRequest): Promise<SearchResult>;
}

/**
 * Search over the store: by words, and by meaning too where the request brings a vector. Words that are probably
 * typing errors are put right first, and verbs that came apart are sought whole too; then the same text in several documents takes one place, and sentences that were cut are made whole.
 * @param reranking puts the first passages in the order of a model; left out: the order is that of the scores. Confidence is of words
 *   either way.
 */
export function createSearch(db: Queryable, reranking?: Reranking): Search {
  return {
    async search({ question, vector, readers, collections, languages, on, limit, perDocument = PER_DOCUMENT, signal = NEVER }) {
      const wanted = Math.min(limit, MAX_LIMIT);
      const typed = searchable(question.slice(0, MAX_QUESTION));
      const mended = await corrections(db, typed, { readers, collections: collections ?? null, on }, isDutchWord);
      const asked = corrected(typed, mended);
      const asWords = [[asked, ...wholeVerbs(asked)].join(' '), readers, collections ?? null, on, languages ?? null, perDocument];
      const byMeaning = vector === undefined ? [] : [toSql(ofLengthOne(vector)), vector.model];
      const ask = (count: number) => db.query<Row>(vector === undefined ? SEARCH_WORDS : SEARCH_BOTH, [...asWords, count, ...byMeaning], { isKept: true });
      const { found, confidence } = await enough(ask, Math.max(wanted, reranking === undefined ? 0 : RERANKED), wanted);
      const ordered = reranking === undefined ? found : await reranked(asked, found, reranking, signal);
      const passages = await joinNeighbours(db, ordered, { readers, on, limit: wanted });
      return { corrections: mended, passages, confidence };
    },
  };
}

const NEVER = new AbortController().signal;

/**
 * Asks for more where folding copies and joining neighbours leave fewer than are wanted, and only there: more passages are sought among
 * more candidates, which takes longer and moves scores a little.
 */
async function enough(ask: (count: number) => Promise<Row[]>, count: number, wanted: number): Promise<{ found: FoundPassage[]; confidence: number }> {
  const rows = await ask(count);
  const found = foldDuplicates(rows.map(toPassage));
  if (countJoined(found) < wanted && rows.length === count && count < MAX_LIMIT) return enough(ask, Math.min(2 * count, MAX_LIMIT), wanted);
  const byMeaning = rows.some(({ why }) => why.some(({ part }) => part === MEANING));
  return { found, confidence: confidenceOf(rows[0]?.evidence ?? 0, byMeaning) };
}

/** How far from 1 rounding may bring the length of a vector. */
const NORM_TOLERANCE = 0.02;

function ofLengthOne({ model, values }: QueryVector): number[] {
  const norm = Math.hypot(...values);
  // Not the other way round: it may be no number at all.
  if (Math.abs(norm - 1) <= NORM_TOLERANCE) return [...values];
  throw new BalieError('model-vectors-invalid', { detail: `${model}: een vraag met lengte ${norm.toFixed(3)} in plaats van 1` });
}

type Row = Omit<FoundPassage, 'alsoIn' | 'validFrom' | 'validUntil' | 'actions'> & { readonly actions: string | null } & { readonly evidence: number; readonly validFrom: string | null; readonly validUntil: string | null };

function toPassage({ evidence: _evidence, why, validFrom, validUntil, actions, ...passage }: Row): FoundPassage {
  return { ...passage, ...(validFrom !== null && { validFrom }), ...(validUntil !== null && { validUntil }), ...(actions !== null && { actions: actionsIn(actions) }), alsoIn: [], why: why.toSorted((a, b) => b.score - a.score) };
}
