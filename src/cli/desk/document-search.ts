import type { Search } from '../../answer/ports.ts';
import type { BalieError } from '../../errors.ts';
import { dutchDay } from '../../dutch-time.ts';
import { READABLE } from '../../knowledge/readers.ts';
import { synonymsIn } from '../../knowledge/search/asked-sql.ts';
import { ANSWERABLE } from '../../knowledge/search/confidence.ts';
import type { Reranker } from '../../knowledge/search/rerank.ts';
import { createSearch } from '../../knowledge/search/search.ts';
import { corrected } from '../../knowledge/words/spelling.ts';
import type { Embedder } from '../../models/embedder.ts';
import type { Database } from '../../store/database.ts';
import { questionVector } from './embedding.ts';

/** Passages asked of search: more than anyone is shown, so that the turn may choose the part of a document that is asked for. */
export const DESK_SEARCH = { limit: 40, perDocument: 12 };

interface SearchOptions {
  readonly onFault?: (fault: BalieError) => void;
  readonly reranker?: Reranker | undefined;
  readonly today?: (() => string) | undefined;
}

/** Search as the desk has it: by words, by meaning too where there is an embedding model, in the order of a re-ranker where there is one. */
export function documentSearch(db: Database, embedder: Embedder | undefined, { onFault = () => undefined, reranker, today = () => dutchDay(new Date()) }: SearchOptions = {}): Search {
  const byWords = createSearch(db);
  const byAll = createSearch(db, reranker && { reranker, onFault });
  return {
    async search(question, assistant, by, asker) {
      const asked = { question, readers: asker?.person?.readers ?? READABLE[assistant.audience], on: today(), ...DESK_SEARCH };
      const vector = by === 'all' ? await questionVector(db, embedder, question, { onFault, caller: asker }) : undefined;
      const result = await (by === 'all' ? byAll : byWords).search({ ...asked, ...(vector && { vector }) });
      const passages = result.passages.map(({ why, ...passage }) => ({ ...passage, synonyms: synonymsIn(why) }));
      return { passages, answerable: result.confidence >= ANSWERABLE, confidence: result.confidence, understood: corrected(question, result.corrections) };
    },
  };
}
