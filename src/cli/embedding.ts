import type { Config } from '../config.ts';
import { asBalieError, BalieError } from '../errors.ts';
import type { QueryVector } from '../knowledge/types.ts';
import { createOllamaEmbedder, type OllamaEmbedder } from '../models/ollama-embed.ts';

const CONNECT_MS = 2_000;
/** A batch of passages on a slow processor, after loading the model. */
const ANSWER_MS = 120_000;
/** A person waits for this one; without a vector search still finds by words. */
const QUESTION_MS = 2_000;

/** The embedder that the configuration names; undefined when it names none. The caller closes it. */
export function openEmbedder({ ollamaUrl, embedModel, embedding }: Config): OllamaEmbedder | undefined {
  if (embedModel === undefined) return undefined;
  return createOllamaEmbedder({ url: ollamaUrl, model: embedModel, ...embedding, connectMs: CONNECT_MS, answerMs: ANSWER_MS });
}

/**
 * The question as search takes it. Never throws: with any fault, or no vector within two seconds, search goes by words alone.
 * @param onFault hears why.
 */
export async function questionVector(
  embedder: OllamaEmbedder | undefined,
  question: string,
  onFault: (fault: BalieError) => void = () => undefined,
): Promise<QueryVector | undefined> {
  if (embedder === undefined) return undefined;
  const limit = AbortSignal.timeout(QUESTION_MS);
  try {
    return { model: embedder.model, values: await embedder.embedQuery(question, limit) };
  } catch (error) {
    onFault(limit.aborted ? new BalieError('model-silent', { cause: error }) : asBalieError(error));
    return undefined;
  }
}
