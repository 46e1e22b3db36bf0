import { BalieError } from '../../errors.ts';
import { createOllamaHost } from './host.ts';

export interface OllamaEmbedderSettings {
  /** The host's address, such as `http://127.0.0.1:11434`. */
  readonly url: string;
  /** The model's name at the host. */
  readonly model: string;
  /** What the model wants in front of a question and of a passage; multilingual-e5: `query: ` and `passage: `. */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  /** Longest time to set up a connection. */
  readonly connectMs: number;
  /** Longest time for one answer: the model may have to be loaded first. */
  readonly answerMs: number;
}

/** Passages are shorter; constant, for another value makes Ollama load the model anew. */
const CONTEXT_TOKENS = 8_192;

/** A model as its host knows it, and what it wants in front of a question. */
interface HostModel {
  readonly name: string;
  readonly queryPrefix: string;
}

export interface OllamaEmbedder {
  /** Names what the vectors of passages depend on: another prefix makes other vectors, as another model does. */
  readonly model: string;
  /** How the host is asked for a question's vector. */
  readonly host: HostModel;
  /**
   * @param as another model of the same host, whose vectors the passages still have.
   * @returns one vector of length 1.
   * @throws BalieError `model-unavailable`, `model-missing`, `model-busy`, `model-silent` (no answer within `answerMs`),
   *   `model-vectors-invalid`; the signal's reason when aborted, and then the host's connection is closed.
   */
  embedQuery(text: string, signal: AbortSignal, as?: HostModel): Promise<number[]>;
  /** A vector for each text, in order; batches wait for each other. Throws as `embedQuery` does. */
  embedPassages(texts: readonly string[], signal: AbortSignal): Promise<number[][]>;
  close(): Promise<void>;
}

/**
 * Embeddings of an Ollama host, over `/api/embed`. Texts longer than the model's window are cut by the host. One batch of
 * passages at a time: Ollama has been reported to corrupt vectors of parallel batches (ollama/ollama#6262), which is also
 * why every vector is checked. Questions do not wait for a batch here, only at the host.
 */
export function createOllamaEmbedder(settings: OllamaEmbedderSettings): OllamaEmbedder {
  const { url, model, queryPrefix, passagePrefix, connectMs, answerMs } = settings;
  const host = createOllamaHost({ id: 'ollama', url, connectMs, firstByteMs: answerMs, embedMs: answerMs, silenceMs: answerMs, checkMs: answerMs });
  let batch: Promise<unknown> = Promise.resolve();

  async function embed(input: readonly string[], signal: AbortSignal, name = model): Promise<number[][]> {
    const { vectors } = await host.embed(input, { model: name, contextTokens: CONTEXT_TOKENS }, signal).catch(asVectorFault);
    return vectors.map((vector) => [...vector]);
  }

  return {
    model: passagePrefix === '' ? model : `${model} ${JSON.stringify(passagePrefix)}`,
    host: { name: model, queryPrefix },
    async embedQuery(text, signal, as) {
      const [vector = []] = await embed([(as?.queryPrefix ?? queryPrefix) + text], signal, as?.name);
      return vector;
    },
    embedPassages(texts, signal) {
      if (texts.length === 0) return Promise.resolve([]);
      const next = batch.then(() => embed(texts.map((text) => passagePrefix + text), signal));
      batch = next.catch(() => undefined);
      return next;
    },
    close: () => host.close(),
  };
}

/** A model that makes no vectors, or has no room for a text, is for who embeds one that gives no usable vectors. */
function asVectorFault(error: unknown): never {
  const isRefused = error instanceof BalieError && (error.code === 'model-incapable' || error.code === 'context-overflow');
  if (!isRefused) throw error;
  throw new BalieError('model-vectors-invalid', { ...(error.detail !== undefined && { detail: error.detail }), cause: error.cause });
}
