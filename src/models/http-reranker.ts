import { Agent, request } from 'undici';
import { z } from 'zod';
import { BalieError } from '../errors.ts';
import { ollamaFault } from './ollama/refusal.ts';
import { readSome } from './transport/refused.ts';

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
  const pool = new Agent({ connect: { timeout: connectMs }, headersTimeout: answerMs, bodyTimeout: answerMs, maxResponseSize: MAX_ANSWER_BYTES });
  const host = new URL(url).host;
  const detail = model === undefined ? host : `${model} op ${host}`;

  async function ask(question: string, passages: readonly string[], signal: AbortSignal): Promise<number[]> {
    const documents = passages.map((text) => cut(text, MAX_PASSAGE));
    const { statusCode, body } = await request(`${url}/v1/rerank`, {
      method: 'POST',
      dispatcher: pool,
      signal,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ ...(model !== undefined && { model }), query: cut(question, MAX_QUESTION), documents, top_n: documents.length }),
    });
    if (statusCode !== 200) throw ollamaFault(statusCode, await readSome(body), detail);
    const scores = scoresIn(parse(await body.text()), documents.length);
    if (typeof scores === 'string') throw new BalieError('model-scores-invalid', { detail: `${detail}: ${scores}` });
    return scores;
  }

  return {
    async rerank(question, passages, caller) {
      caller.throwIfAborted();
      if (passages.length === 0) return [];
      const limit = AbortSignal.timeout(answerMs);
      try {
        return await ask(question, passages, AbortSignal.any([caller, limit]));
      } catch (error) {
        if (caller.aborted) throw caller.reason;
        if (limit.aborted) throw new BalieError('model-silent', { detail, cause: error });
        throw error instanceof BalieError ? error : new BalieError('model-unavailable', { detail, cause: error });
      }
    },
    close: () => pool.destroy(),
  };
}

/** At most so much, and no half of a surrogate pair: llama.cpp refuses JSON with one. */
function cut(text: string, max: number): string {
  return text.slice(0, max).toWellFormed();
}

/** Undefined, which no answer is, when the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
