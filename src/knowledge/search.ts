import { toSql } from 'pgvector';
import type { Queryable } from '../store/database.ts';
import { SEARCH } from './search-sql.ts';
import { type IsDutch, isDutchWord } from './dutch-words.ts';
import { corrected, corrections } from './spelling.ts';
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
   * words that are indexed and without a vector gives an empty result.
   * @throws BalieError `database-unavailable`
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
export function createSearch(db: Queryable, isDutch: IsDutch = isDutchWord): Search {
  return {
    async search({ question, vector, audiences, collections, on, limit, perDocument = PER_DOCUMENT }) {
      const asked = storable(question.slice(0, MAX_QUESTION));
      const found = await corrections(db, asked, { audiences, collections: collections ?? null, on }, isDutch);
      const rows = await db.query<Row>(SEARCH, [
        corrected(asked, found),
        audiences,
        collections ?? null,
        on,
        perDocument,
        Math.min(limit, MAX_LIMIT),
        vector === undefined ? null : toSql([...vector.values]),
        vector?.model ?? null,
      ]);
      return { corrections: found, passages: rows.map(toPassage), confidence: rows[0]?.confidence ?? 0 };
    },
  };
}

type Row = FoundPassage & { confidence: number };

function toPassage({ confidence: _confidence, why, ...passage }: Row): FoundPassage {
  return { ...passage, why: why.toSorted((a, b) => b.score - a.score) };
}
