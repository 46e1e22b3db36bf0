import { Ollama } from 'ollama';
import type { Fetch } from 'ollama';
import { type Agent, fetch } from 'undici';
import { refusal } from './ollama-refusal.ts';

interface ClientOptions {
  readonly host: string;
  /** Must have finite time limits; the caller closes it. */
  readonly dispatcher: Agent;
  readonly signal: AbortSignal;
  /** Names the model and the host in a fault. */
  readonly detail: string;
}

/**
 * A client for one request. Never share one: its `abort()` stops every stream that it started. `list()` and `embed()` take
 * no signal, so the signal is bound to its fetch, which also keeps it off the global fetch with its own pool and limits.
 *
 * A refusal is thrown here, as `refusal` says: the client itself would write to the console when it is not JSON, such as a
 * proxy's page.
 */
export function ollamaClient({ host, dispatcher, signal, detail }: ClientOptions): Ollama {
  const bound = async (input: string, init: object): ReturnType<typeof fetch> => {
    const response = await fetch(input, { ...init, dispatcher, signal });
    if (!response.ok) throw await refusal(response.status, response.body ?? ReadableStream.from<Uint8Array>([]), detail);
    return response;
  };
  // Same functions, but undici's types and the global types of Node are not assignable to each other.
  return new Ollama({ host, fetch: bound as unknown as Fetch });
}
