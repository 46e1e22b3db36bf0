import { asBalieError, type BalieError } from '../../errors.ts';
import type { FoundPassage } from '../types.ts';

/** A model that reads question and passage together and says how well they fit. */
export interface Reranker {
  /**
   * @returns a finite number for each passage, in order; higher fits better. They are comparable within one call only.
   * @throws BalieError `model-…`; the signal's reason when aborted.
   */
  rerank(question: string, passages: readonly string[], signal: AbortSignal): Promise<readonly number[]>;
}

/** Re-ranking as search takes it. */
export interface Reranking {
  readonly reranker: Reranker;
  /** Hears why a result keeps the order it had. When this throws, the search does. */
  readonly onFault: (fault: BalieError) => void;
}

/** Passages that the model reads: what stands lower seldom belongs at the top, and each one costs time. */
export const RERANKED = 20;
/** What the model's judgement weighs against the score of search, each up to 1 for the best passage: a choice, see test/bench/rerank.md. */
const WEIGHT = 1;
/** What the part of a score that comes from the model is called. No word has brackets. */
export const JUDGEMENT = '(herordend)';

/**
 * Puts the first passages in the order that their scores and the model's together give. Passages after those keep their place and
 * score. With any fault of the model all keep their order.
 * @param passages best first.
 */
export async function reranked(question: string, passages: readonly FoundPassage[], { reranker, onFault }: Reranking, signal: AbortSignal): Promise<FoundPassage[]> {
  const texts = passages.slice(0, RERANKED).map(textOf);
  if (texts.length < 2) return [...passages];
  try {
    return mixed(passages, await reranker.rerank(question, texts, signal));
  } catch (error) {
    signal.throwIfAborted();
    onFault(asBalieError(error));
    return [...passages];
  }
}

/**
 * Adds the model's scores to those of the first passages: the best of them gets as much as the best passage has from search, times the
 * weight, the worst nothing. So the scale stays that of search, and no passage falls below those that the model did not read.
 * @param scores of the first passages, in order.
 */
export function mixed(passages: readonly FoundPassage[], scores: readonly number[], weight = WEIGHT): FoundPassage[] {
  const best = passages[0]?.score ?? 0;
  const low = Math.min(...scores);
  const range = Math.max(...scores) - low;
  if (scores.length === 0 || range === 0) return [...passages];
  const judged = passages.slice(0, scores.length).map((passage, index) => {
    const judgement = (weight * best * ((scores[index] ?? low) - low)) / range;
    const why = [...passage.why, { part: JUDGEMENT, score: judgement }].toSorted((a, b) => b.score - a.score);
    return { ...passage, score: passage.score + judgement, why };
  });
  return [...judged.toSorted((a, b) => b.score - a.score), ...passages.slice(scores.length)];
}

/** A passage as it can be read by itself. */
function textOf({ title, headings, text }: FoundPassage): string {
  return [title, ...headings, text].join('\n');
}
