import { BalieError, type ErrorCode } from '../errors.ts';
import type { Caller, Embeddings } from './call.ts';
import type { ListedModel, ModelCatalogue } from './catalogue.ts';
import { sameModel } from './ollama/model-name.ts';
import type { PooledGateway } from './pool/gateway.ts';

/** A model as its hosts know it, and what it wants in front of a question. */
interface HostModel {
  readonly name: string;
  readonly queryPrefix: string;
}

export interface EmbedderSettings {
  readonly gateway: Pick<PooledGateway, 'embed' | 'embedBy'>;
  readonly catalogue: ModelCatalogue;
  /** The model's name in the catalogue. */
  readonly name: string;
  /** What the model wants in front of a question and of a passage; multilingual-e5: `query: ` and `passage: `. */
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  /** Whether only models of the catalogue may run; otherwise one that made the passages' vectors before may be asked too. */
  readonly isListed: boolean;
}

interface Asking {
  /** Whose question it is; absent: work of the desk's own. */
  readonly caller?: Caller;
  /** Another model of the same pool, whose vectors the passages still have. */
  readonly as?: HostModel | undefined;
  /** How long who asks waits in all. */
  readonly limitMs?: number;
}

export interface Embedder {
  /** Names what the vectors of passages depend on: another prefix makes other vectors, as another model does. */
  readonly model: string;
  /** How a host is asked for a question's vector. */
  readonly host: HostModel;
  /**
   * @returns one vector of length 1.
   * @throws BalieError `model-unavailable`, `model-missing`, `model-busy`, `model-silent`, `model-unknown`, `model-vectors-invalid`;
   *   `queue-full`, `queue-deadline`; the signal's reason when aborted, and then it leaves the queue or the host at once.
   */
  embedQuery(text: string, signal: AbortSignal, asking?: Asking): Promise<number[]>;
  /** A vector for each text, in order. Waits behind all that people and programs ask. Throws as `embedQuery` does. */
  embedPassages(texts: readonly string[], signal: AbortSignal): Promise<number[][]>;
}

const OWN: Caller = { audience: 'employee', id: 'balie' };
const BACKGROUND: Caller = { audience: 'background', id: 'passages' };

/** Vectors of questions and passages, by way of the gateway: from whichever host has the model, with its queue and its record of calls. */
export function createEmbedder({ gateway, catalogue, name, queryPrefix, passagePrefix, isListed }: EmbedderSettings): Embedder {
  const hostName = catalogue.model(name)?.model ?? name;

  async function vectorsOf(asked: Promise<Embeddings>): Promise<number[][]> {
    const { vectors } = await asked.catch((error: unknown) => asVectorFault(error, hostName));
    return vectors.map((vector) => [...vector]);
  }

  /** @throws BalieError `model-missing` for one that may not run any more. */
  function formerModel(former: HostModel): ListedModel {
    const known = catalogue.data.models.find(({ model, capabilities }) => capabilities.includes('embeddings') && sameModel(model, former.name));
    if (known !== undefined) return known;
    const own = catalogue.model(name);
    if (isListed || own === undefined) throw new BalieError('model-missing', { detail: former.name });
    return { ...own, name: former.name, model: former.name };
  }

  return {
    model: passagePrefix === '' ? hostName : `${hostName} ${JSON.stringify(passagePrefix)}`,
    host: { name: hostName, queryPrefix },
    async embedQuery(text, signal, { caller = OWN, as, limitMs } = {}) {
      const texts = [(as?.queryPrefix ?? queryPrefix) + text];
      const [vector = []] = await vectorsOf(as === undefined ? gateway.embed(name, texts, caller, signal, limitMs) : gateway.embedBy(formerModel(as), texts, caller, signal, limitMs));
      return vector;
    },
    async embedPassages(texts, signal) {
      if (texts.length === 0) return [];
      return vectorsOf(gateway.embed(name, texts.map((text) => passagePrefix + text), BACKGROUND, signal));
    },
  };
}

/** Of a call that is wrong itself: one of its texts may be to blame. */
const OF_TEXTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['model-incapable', 'context-overflow', 'model-refused-call', 'body-too-large']);

/** A model that makes no vectors, has no room for a text or will not have it, is for who embeds one that gives no usable vectors. */
function asVectorFault(error: unknown, model: string): never {
  const isRefused = error instanceof BalieError && OF_TEXTS.has(error.code);
  if (!isRefused) throw error;
  const { detail = '', cause } = error;
  throw new BalieError('model-vectors-invalid', { detail: detail.startsWith(model) ? detail : `${model}: ${detail}`, cause });
}
