import { Ollama } from 'ollama';
import type { Fetch } from 'ollama';
import { Agent, fetch } from 'undici';
import { sameModel } from './model-name.ts';

export interface ModelState {
  readonly state: 'ready' | 'missing' | 'unreachable';
  /** For `missing`: the command that brings the model to the host. */
  readonly hint?: string;
}

/**
 * Whether a host has a model, from its list of models: `/api/show` would read the model file and is some hundred times
 * slower (measured: 80 against 0.8 ms), which a readiness check every few seconds should not cost the host.
 *
 * Takes at most `timeoutMs` in all. Never throws: a host that is away, slow, or no Ollama is `unreachable`.
 */
export async function modelState(
  { url, model, timeoutMs }: { readonly url: string; readonly model: string; readonly timeoutMs: number },
): Promise<ModelState> {
  const pool = new Agent({ connect: { timeout: timeoutMs }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  try {
    const { models } = await clientOf(url, pool, AbortSignal.timeout(timeoutMs)).list();
    if (models.some(({ name }) => sameModel(name, model))) return { state: 'ready' };
    return { state: 'missing', hint: `ollama pull ${model}` };
  } catch {
    return { state: 'unreachable' };
  } finally {
    await pool.destroy();
  }
}

/**
 * A client for one request. Never share one: its `abort()` stops every stream that it started. Its `list()` takes no
 * signal, so the signal is bound to its fetch, which also keeps it off the global fetch with its own pool and limits.
 */
function clientOf(host: string, dispatcher: Agent, signal: AbortSignal): Ollama {
  const bound = async (input: string, init: object): ReturnType<typeof fetch> => {
    const response = await fetch(input, { ...init, dispatcher, signal });
    // The client writes to the console when an error is not JSON, such as a proxy's page.
    if (!response.ok) throw new Error(`host answered ${response.status}`);
    return response;
  };
  // Same functions, but undici's types and the global types of Node are not assignable to each other.
  return new Ollama({ host, fetch: bound as unknown as Fetch });
}
