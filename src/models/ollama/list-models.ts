import type { Ollama } from 'ollama';
import { BalieError } from '../../errors.ts';
import type { HostModel } from '../call.ts';
import type { Place } from '../transport/place.ts';
import { ollamaClient } from './client.ts';
import { sameModel } from './model-name.ts';

/** A sha-256 in hexadecimal, perhaps with its name in front. */
const MAX_DIGEST = 100;

/**
 * The list of models, and which are in memory. `/api/show` would read the model file, and is some hundred times slower.
 * @throws BalieError `model-unavailable`, `model-busy`, `model-silent`; the signal's reason when aborted.
 */
export async function listModels({ origin, prefix, host: detail, dispatcher, headers, limits }: Place, caller: AbortSignal): Promise<HostModel[]> {
  const url = `${origin}${prefix}`;
  async function ask(question: (client: Ollama) => Promise<unknown>): Promise<Listed[]> {
    caller.throwIfAborted();
    const limit = AbortSignal.timeout(limits.checkMs);
    const client = ollamaClient({ url, headers, dispatcher, signal: AbortSignal.any([caller, limit]), detail });
    try {
      return listedIn(await question(client), detail);
    } catch (error) {
      if (caller.aborted) throw caller.reason;
      if (limit.aborted) throw new BalieError('model-silent', { detail, cause: error });
      throw error instanceof BalieError ? error : new BalieError('model-unavailable', { detail, cause: error });
    }
  }
  const listed = await ask((client) => client.list());
  // Older versions do not tell: a host that answered the first question is not ill for that.
  const loaded = await ask((client) => client.ps()).catch(() => undefined);
  caller.throwIfAborted();
  return listed.map((model) => ({ ...model, ...(loaded && { isLoaded: loaded.some(({ name }) => sameModel(name, model.name)) }) }));
}

type Listed = Pick<HostModel, 'name' | 'digest'>;

/** The models in `{"models": [{"name": "…", "digest": "…"}]}`. @throws BalieError `model-unavailable` for something else. */
function listedIn(answer: unknown, detail: string): Listed[] {
  const found: unknown = typeof answer === 'object' && answer !== null && 'models' in answer ? answer.models : undefined;
  if (!Array.isArray(found)) throw new BalieError('model-unavailable', { detail: `${detail}: geen lijst van modellen` });
  return (found as readonly unknown[]).flatMap((model) => {
    if (typeof model !== 'object' || model === null || !('name' in model) || typeof model.name !== 'string') return [];
    return [{ name: model.name, ...('digest' in model && typeof model.digest === 'string' && { digest: model.digest.slice(0, MAX_DIGEST) }) }];
  });
}
