import { toSql } from 'pgvector';
import { BalieError } from '../errors.ts';
import type { Queryable } from '../store/database.ts';
import { SEARCH } from './search-sql.ts';
import { storable } from './text.ts';
import type { FoundPassage, QueryVector, SearchRequest, SearchResult } from './types.ts';

/** Longer questions are cut here: what follows rarely adds a word, and every word costs time. */
const MAX_QUESTION = 2_000;
const MAX_LIMIT = 200;
/** Passages of one document in a result, unless the request says otherwise: room for other sources remains. */
const PER_DOCUMENT = 3;

export interface Search {
  /**
   * The passages that answer the question best, for this asker, on this day. Any text is a valid question; one without
   * words that are indexed and without a vector gives an empty result.
   * @throws BalieError `database-unavailable`; `model-vectors-invalid` for a vector that is not of length 1
   */
  search(request: SearchRequest): Promise<SearchResult>;
}

/**
 * From this confidence on a question is worth answering; below it the desk abstains. See test/bench/retrieval.md:
 * of questions that the documents answer it lets through 90% (everyday questions to the sample municipality) and 99%
 * (retrieval-nl); of questions about something else it stops 70% and 40%.
 */
export const ANSWERABLE = 0.24;

/** Search over the store: by words, and by meaning too where the request brings a vector. */
export function createSearch(db: Queryable): Search {
  return {
    async search({ question, vector, audiences, collections, on, limit, perDocument = PER_DOCUMENT }) {
      const rows = await db.query<Row>(SEARCH, [
        storable(question.slice(0, MAX_QUESTION)),
        audiences,
        collections ?? null,
        on,
        perDocument,
        Math.min(limit, MAX_LIMIT),
        vector === undefined ? null : toSql(ofLengthOne(vector)),
        vector?.model ?? null,
      ]);
      return { passages: rows.map(toPassage), confidence: rows[0]?.confidence ?? 0 };
    },
  };
}

/** How far from 1 rounding may bring the length of a vector. */
const NORM_TOLERANCE = 0.02;

function ofLengthOne({ model, values }: QueryVector): number[] {
  const norm = Math.hypot(...values);
  // Not the other way round: it may be no number at all.
  if (Math.abs(norm - 1) <= NORM_TOLERANCE) return [...values];
  throw new BalieError('model-vectors-invalid', { detail: `${model}: een vraag met lengte ${norm.toFixed(3)} in plaats van 1` });
}

type Row = FoundPassage & { confidence: number };

function toPassage({ confidence: _confidence, why, ...passage }: Row): FoundPassage {
  return { ...passage, why: why.toSorted((a, b) => b.score - a.score) };
}
