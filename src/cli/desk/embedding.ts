import type { Config } from '../../config/config.ts';
import { asBalieError, BalieError } from '../../errors.ts';
import { type KnownModel, searchableModels } from '../../knowledge/vectors/embedding-models.ts';
import type { QueryVector } from '../../knowledge/types.ts';
import type { Caller } from '../../models/call.ts';
import type { ModelCatalogue } from '../../models/catalogue.ts';
import { createEmbedder, type Embedder } from '../../models/embedder.ts';
import type { Queryable } from '../../store/database.ts';
import type { OpenGateway } from '../hosts/gateway.ts';

/** A person waits for this one; without a vector search still finds by words. */
const QUESTION_MS = 2_000;

/** The embedder that the configuration names, by way of the gateway; undefined when it names none. */
export function openEmbedder({ embedModel, embedding, listsModels }: Config, catalogue: ModelCatalogue, { gateway }: Pick<OpenGateway, 'gateway'>): Embedder | undefined {
  if (embedModel === undefined) return undefined;
  return createEmbedder({ gateway, catalogue, name: embedModel, ...embedding, isListed: listsModels });
}

/**
 * The question as search takes it: by the model that is configured, or as long as that has not embedded the passages by the
 * complete one before it, if the host still has that. Never throws: with any fault, or no vector within two seconds, search
 * goes by words alone.
 * @param onFault hears why.
 * @param caller whose question it is; absent: work of the desk's own.
 */
export async function questionVector(
  db: Queryable,
  embedder: Embedder | undefined,
  question: string,
  { onFault = () => undefined, caller }: { readonly onFault?: (fault: BalieError) => void; readonly caller?: Caller | undefined } = {},
): Promise<QueryVector | undefined> {
  if (embedder === undefined) return undefined;
  const limit = AbortSignal.timeout(QUESTION_MS);
  try {
    const known = await searchableModels(db, embedder.model);
    for (const [index, model] of known.entries()) {
      try {
        return await vectorBy(model, { embedder, question, caller, signal: limit });
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
  readonly embedder: Embedder;
  readonly question: string;
  readonly caller: Caller | undefined;
  readonly signal: AbortSignal;
}

async function vectorBy({ model, dimensions, host }: KnownModel, { embedder, question, caller, signal }: Asking): Promise<QueryVector> {
  const values = await embedder.embedQuery(question, signal, { limitMs: QUESTION_MS, ...(caller && { caller }), as: model === embedder.model ? undefined : (host ?? undefined) });
  // A model that was changed under its name: its vectors say nothing about those that were stored.
  if (values.length === dimensions) return { model, values };
  throw new BalieError('model-vectors-invalid', { detail: `${model}: ${values.length} getallen, bij de passages ${dimensions}` });
}
