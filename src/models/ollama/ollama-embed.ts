import { Agent } from 'undici';
import { BalieError } from '../../errors.ts';
import { ollamaClient } from './ollama-client.ts';
import { vectorFault } from '../vector-fault.ts';

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
  const pool = new Agent({ connect: { timeout: connectMs }, headersTimeout: answerMs, bodyTimeout: answerMs });
  let batch: Promise<unknown> = Promise.resolve();

  async function embed(input: string[], caller: AbortSignal, name = model): Promise<number[][]> {
    caller.throwIfAborted();
    const detail = `${name} op ${new URL(url).host}`;
    const limit = AbortSignal.timeout(answerMs);
    const signal = AbortSignal.any([caller, limit]);
    try {
      const answer: unknown = await ollamaClient({ host: url, dispatcher: pool, signal, detail }).embed({ model: name, input });
      return checked(answer, input.length, detail);
    } catch (error) {
      if (caller.aborted) throw caller.reason;
      if (limit.aborted) throw new BalieError('model-silent', { detail, cause: error });
      throw asFault(error, detail);
    }
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
    close: () => pool.destroy(),
  };
}

function checked(answer: unknown, count: number, detail: string): number[][] {
  const vectors: unknown = typeof answer === 'object' && answer !== null && 'embeddings' in answer ? answer.embeddings : undefined;
  const fault = vectorFault(vectors, count);
  if (fault !== undefined) throw new BalieError('model-vectors-invalid', { detail: `${detail}: ${fault}` });
  return vectors as number[][];
}

/** A refused connection, a refusal, or an answer that is no JSON. */
function asFault(error: unknown, detail: string): BalieError {
  if (error instanceof SyntaxError) return new BalieError('model-vectors-invalid', { detail: `${detail}: geen JSON`, cause: error });
  if (!(error instanceof BalieError)) return new BalieError('model-unavailable', { detail, cause: error });
  // With 400 and 500 the host is there and rejects the texts, such as one on which the model computes no numbers (NaN).
  const rejected = error.code === 'model-unavailable' && /\(HTTP [45]00\)$/.test(error.detail ?? '');
  return rejected ? new BalieError('model-vectors-invalid', { detail: error.detail ?? detail, cause: error.cause }) : error;
}
