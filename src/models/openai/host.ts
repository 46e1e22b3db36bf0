import { Agent, type Dispatcher } from 'undici';
import { BalieError } from '../../errors.ts';
import type { CallMessage, Embeddings, HostCallOptions, HostChunk, HostModel, ModelCall, ModelHost, PullProgress } from '../call.ts';
import { type Address, addressOf, traceHeader } from '../transport/address.ts';
import { askJson } from '../transport/ask-json.ts';
import { type HostLimits, patienceWith } from '../transport/host-limits.ts';
import { HostStream } from '../transport/host-stream.ts';
import { OpenAiAnswer } from './answer.ts';
import { completionBody } from './body.ts';
import { embeddingsIn } from './embeddings.ts';
import { openAiFault } from './refusal.ts';

export interface OpenAiHostSettings extends HostLimits {
  readonly id: string;
  /** The host's address, with or without `/v1` at the end; a path in front of that is kept. */
  readonly url: string;
  /** The key that the host wants, if it wants one. */
  readonly apiKey?: string;
  /** A connection pool of the caller's, who also closes it. It must have `headersTimeout` and `bodyTimeout` 0. */
  readonly dispatcher?: Dispatcher;
}

/**
 * A server with OpenAI's API, such as vLLM and llama.cpp's server. Redirects are not followed: what is asked, and the key, go to the
 * configured host and no other.
 * @throws TypeError when `url` is no URL.
 */
export function createOpenAiHost(settings: OpenAiHostSettings): ModelHost {
  const { origin, prefix, host } = addressOf(settings.url);
  // undici's own time limits are off: a long prompt may take minutes, and each call sees to silence itself.
  const dispatcher = settings.dispatcher ?? new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: settings.connectMs } });
  const headers = settings.apiKey === undefined ? {} : { authorization: `Bearer ${settings.apiKey}` };
  const place: Place = { address: { origin, prefix: `${prefix.replace(/\/v1$/, '')}/v1`, host }, dispatcher, headers, settings };
  return {
    id: settings.id,
    url: settings.url,
    chat: (call, at, signal) => chat(place, call, at, signal),
    embed: (texts, at, signal) => embed(place, texts, at, signal),
    models: (signal) => models(place, signal),
    pull: (model) => unsupported(`${model} op ${host}`),
    async close() {
      if (settings.dispatcher === undefined) await dispatcher.destroy();
    },
  };
}

interface Place {
  readonly address: Address;
  readonly dispatcher: Dispatcher;
  readonly headers: Readonly<Record<string, string>>;
  readonly settings: OpenAiHostSettings;
}

function chat({ address, dispatcher, headers, settings }: Place, call: ModelCall, at: HostCallOptions, signal: AbortSignal): HostStream<HostChunk> {
  const detail = `${at.model} op ${address.host}`;
  return new HostStream<HostChunk>(
    {
      dispatcher,
      origin: address.origin,
      path: `${address.prefix}/chat/completions`,
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers, ...traceHeader(at.traceparent) },
      body: () => JSON.stringify(completionBody(call, at)),
      open: (emit) => new OpenAiAnswer(emit, detail, () => estimate(call.messages)),
      refusal: (status, text) => openAiFault(status, text, detail),
      broken: 'model-broken-stream',
      detail,
      ...patienceWith(settings, call),
    },
    signal,
  );
}

/** Four characters to a token: what Dutch takes, about. */
function estimate(messages: readonly CallMessage[]): number {
  return Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4);
}

async function embed({ address, dispatcher, headers, settings }: Place, texts: readonly string[], at: HostCallOptions, signal: AbortSignal): Promise<Embeddings> {
  if (texts.length === 0) return { vectors: [], promptTokens: 0 };
  const detail = `${at.model} op ${address.host}`;
  const answer = await askJson(
    {
      dispatcher,
      url: `${address.origin}${address.prefix}/embeddings`,
      headers: { ...headers, ...traceHeader(at.traceparent) },
      body: { model: at.model, input: texts, encoding_format: 'float' },
      limitMs: settings.embedMs,
      refusal: (status, text) => openAiFault(status, text, detail),
      detail,
    },
    signal,
  );
  return embeddingsIn(answer, texts.length, detail);
}

/** Which models the host serves; it does not tell which are in memory, for they all are. */
async function models({ address, dispatcher, headers, settings }: Place, signal: AbortSignal): Promise<HostModel[]> {
  const answer = await askJson(
    {
      dispatcher,
      url: `${address.origin}${address.prefix}/models`,
      headers,
      limitMs: settings.checkMs,
      refusal: (status, text) => openAiFault(status, text, address.host),
      detail: address.host,
    },
    signal,
  );
  const list: unknown = typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
  if (!Array.isArray(list)) throw new BalieError('model-unavailable', { detail: `${address.host}: geen lijst van modellen` });
  const ids = (list as readonly unknown[]).map((model) => (typeof model === 'object' && model !== null && 'id' in model ? model.id : undefined));
  return ids.filter((id) => typeof id === 'string').map((name) => ({ name }));
}

function unsupported(detail: string): AsyncIterableIterator<PullProgress> {
  return {
    next: () => Promise.reject(new BalieError('pull-unsupported', { detail })),
    return: () => Promise.resolve({ done: true, value: undefined }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
