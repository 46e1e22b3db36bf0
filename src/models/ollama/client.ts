import { type Fetch, Ollama } from 'ollama';
import { type Dispatcher, fetch } from 'undici';
import { readSome } from '../transport/refused.ts';
import { ollamaFault } from './refusal.ts';

interface ClientOptions {
  /** The host's address, with what stands before `/api`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  /** Names the host in a fault. */
  readonly detail: string;
}

/**
 * A client for one question. Never share one: its `abort()` stops every stream that it started. `list()` and `ps()` take no signal, so
 * it is bound to the fetch, which also keeps them off the global one. Redirects are not followed: the host's key goes to no other.
 *
 * A refusal is thrown here: the client itself would write to the console when it is not JSON, such as a proxy's page.
 */
export function ollamaClient({ url, headers, dispatcher, signal, detail }: ClientOptions): Ollama {
  const bound = async (input: string, init: object): ReturnType<typeof fetch> => {
    const response = await fetch(input, { ...init, dispatcher, signal, redirect: 'error' });
    if (!response.ok) throw ollamaFault(response.status, await readSome(response.body ?? ReadableStream.from<Uint8Array>([])), detail);
    return response;
  };
  // Same functions, but undici's types and the global types of Node are not assignable to each other.
  return new Ollama({ host: url, headers: { ...headers }, fetch: bound as unknown as Fetch });
}
