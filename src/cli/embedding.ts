import type { Config } from '../config.ts';
import { asBalieError, BalieError } from '../errors.ts';
import { type KnownModel, searchableModels } from '../knowledge/vectors/embedding-models.ts';
import type { QueryVector } from '../knowledge/types.ts';
import { createOllamaEmbedder, type OllamaEmbedder } from '../models/ollama/ollama-embed.ts';
import type { Queryable } from '../store/database.ts';

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
 * The question as search takes it: by the model that is configured, or as long as that has not embedded the passages by the
 * complete one before it, if the host still has that. Never throws: with any fault, or no vector within two seconds, search
 * goes by words alone.
 * @param onFault hears why.
 */
export async function questionVector(
  db: Queryable,
  embedder: OllamaEmbedder | undefined,
  question: string,
  onFault: (fault: BalieError) => void = () => undefined,
): Promise<QueryVector | undefined> {
  if (embedder === undefined) return undefined;
  const limit = AbortSignal.timeout(QUESTION_MS);
  try {
    const known = await searchableModels(db, embedder.model);
    for (const [index, model] of known.entries()) {
      try {
        return await vectorBy(model, { embedder, question, signal: limit });
      } catch (error) {
        const isLast = index === known.length - 1;
        if (isLast || !(error instanceof BalieError && error.code === 'model-missing')) throw error;
      }
    }
    // Nothing is embedded yet: a vector would find nothing.
    return undefined;
  } catch (error) {
    onFault(limit.aborted ? new BalieError('model-silent', { cause: error }) : asBalieError(error));
    return undefined;
  }
}

interface Asking {
  readonly embedder: OllamaEmbedder;
  readonly question: string;
  readonly signal: AbortSignal;
}

async function vectorBy({ model, dimensions, host }: KnownModel, { embedder, question, signal }: Asking): Promise<QueryVector> {
  const values = await embedder.embedQuery(question, signal, model === embedder.model ? undefined : host);
  // A model that was changed under its name: its vectors say nothing about those that were stored.
  if (values.length === dimensions) return { model, values };
  throw new BalieError('model-vectors-invalid', { detail: `${model}: ${values.length} getallen, bij de passages ${dimensions}` });
}
