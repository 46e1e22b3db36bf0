import type { Queryable } from '../store/database.ts';
import { SEARCH } from './search-sql.ts';
import { storable } from './text.ts';
import type { FoundPassage, SearchRequest, SearchResult } from './types.ts';

/** Longer questions are cut here: what follows rarely adds a word, and every word costs time. */
const MAX_QUESTION = 2_000;
const MAX_LIMIT = 200;
/** Passages of one document in a result, unless the request says otherwise: room for other sources remains. */
const PER_DOCUMENT = 3;

export interface Search {
  /**
   * The passages that answer the question best, for this asker, on this day. Any text is a valid question; one without
   * words that are indexed gives an empty result.
   * @throws BalieError `database-unavailable`
   */
  search(request: SearchRequest): Promise<SearchResult>;
}

/**
 * From this confidence on a question is worth answering; below it the desk abstains. See test/bench/retrieval.md:
 * of questions that the documents answer it lets through 99% (retrieval-nl) and 63% (everyday questions to the sample
 * municipality); of questions about something else it stops 45% and 88%.
 */
export const ANSWERABLE = 0.18;

/** Lexical search over the store. Vectors join here later: their scores are to be added to these in one statement. */
export function createSearch(db: Queryable): Search {
  return {
    async search({ question, audiences, collections, on, limit, perDocument = PER_DOCUMENT }) {
      const rows = await db.query<Row>(SEARCH, [
        storable(question.slice(0, MAX_QUESTION)),
        audiences,
        collections ?? null,
        on,
        perDocument,
        Math.min(limit, MAX_LIMIT),
      ]);
      return { passages: rows.map(toPassage), confidence: rows[0]?.confidence ?? 0 };
    },
  };
}

type Row = FoundPassage & { confidence: number };

function toPassage({ confidence: _confidence, why, ...passage }: Row): FoundPassage {
  return { ...passage, why: why.toSorted((a, b) => b.score - a.score) };
}
