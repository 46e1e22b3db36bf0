import { z } from 'zod';
import { BalieError } from '../errors.ts';
import { ollamaFault } from './ollama/refusal.ts';
import { askJson } from './transport/ask-json.ts';
import { detailOf, placeOf } from './transport/place.ts';

export interface HttpRerankerSettings {
  /** The host's address, such as `http://127.0.0.1:8000`; `/v1/rerank` is put behind it. */
  readonly url: string;
  /** The model's name at the host; undefined where that serves only one. */
  readonly model: string | undefined;
  /** Longest time to set up a connection. */
  readonly connectMs: number;
  /** Longest time for one answer. */
  readonly answerMs: number;
}

export interface HttpReranker {
  /**
   * @returns for each passage, in order, how well it answers the question; only comparable within one call.
   * @throws BalieError `model-unavailable`, `model-missing`, `model-busy`, `model-silent` (no answer within `answerMs`),
   *   `model-scores-invalid`; the signal's reason when aborted, and then the host's connection is closed.
   */
  rerank(question: string, passages: readonly string[], signal: AbortSignal): Promise<number[]>;
  close(): Promise<void>;
}

/**
 * So much of question and passage goes to the host. Together they fit 512 tokens, which is what small models read and the batch that
 * llama.cpp has unless told otherwise: both refuse a whole request for one text that is longer.
 */
const MAX_QUESTION = 400;
const MAX_PASSAGE = 1_400;
/** vLLM gives the texts back. */
const MAX_ANSWER_BYTES = 2_000_000;

/**
 * Re-ranking by a host with the API of Jina and Cohere, `POST /v1/rerank`: vLLM, llama.cpp's server (`--reranking`). Their answers
 * differ in what else they hold, and in the order of the results; scores may be logits or from 0 to 1. The bare list of Hugging Face's
 * TEI is understood too. Redirects are not followed: questions go to the configured host and no other.
 */
export function createHttpReranker({ url, model, connectMs, answerMs }: HttpRerankerSettings): HttpReranker {
  const place = placeOf({ url, connectMs });
  const asked = { place, path: '/v1/rerank', at: model === undefined ? undefined : { model }, limitMs: answerMs, maxBytes: MAX_ANSWER_BYTES, refusal: ollamaFault };
  return {
    async rerank(question, passages, signal) {
      if (passages.length === 0) return [];
      const documents = passages.map((text) => cut(text, MAX_PASSAGE));
      const body = { ...asked.at, query: cut(question, MAX_QUESTION), documents, top_n: documents.length };
      const scores = scoresIn(await askJson({ ...asked, body }, signal), documents.length);
      if (typeof scores === 'string') throw new BalieError('model-scores-invalid', { detail: `${detailOf(asked)}: ${scores}` });
      return scores;
    },
    close: place.close,
  };
}

/** At most so much, and no half of a surrogate pair: llama.cpp refuses JSON with one. */
function cut(text: string, max: number): string {
  return text.slice(0, max).toWellFormed();
}

const result = z.union([
  z.object({ index: z.int(), relevance_score: z.number() }).transform(({ index, relevance_score: score }) => ({ index, score })),
  z.object({ index: z.int(), score: z.number() }),
]);
const answer = z.union([z.object({ results: z.array(result) }).transform(({ results }) => results), z.array(result)]);

/** The scores in the order of the passages, or in Dutch, for the operator, what is wrong with them. */
function scoresIn(value: unknown, count: number): number[] | string {
  const { data: results } = answer.safeParse(value);
  if (results === undefined) return 'geen lijst van scores';
  if (results.length !== count) return `${results.length} scores in plaats van ${count}`;
  const scores = new Map(results.map(({ index, score }) => [index, score]));
  const ordered = Array.from({ length: count }, (_, index) => scores.get(index));
  return ordered.every((score) => score !== undefined) ? ordered : 'een score die dubbel is of bij geen passage hoort';
}
