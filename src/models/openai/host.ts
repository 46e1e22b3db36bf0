import { BalieError } from '../../errors.ts';
import type { CallMessage, Embeddings, HostCallOptions, HostChunk, HostModel, ModelCall, ModelHost, PullProgress } from '../call.ts';
import { askJson } from '../transport/ask-json.ts';
import { HostStream } from '../transport/host-stream.ts';
import { type HostSettings, patienceWith, type Place, placeOf, traceHeader } from '../transport/place.ts';
import { OpenAiAnswer } from './answer.ts';
import { completionBody } from './body.ts';
import { embeddingsIn } from './embeddings.ts';
import { openAiFault } from './refusal.ts';

/**
 * A server with OpenAI's API, such as vLLM and llama.cpp's server; its address may end in `/v1`. Redirects are not followed: what is asked, and the key, go to the
 * configured host and no other.
 * @throws TypeError when `url` is no URL.
 */
export function createOpenAiHost(settings: HostSettings): ModelHost {
  const given = placeOf(settings);
  const place = { ...given, prefix: `${given.prefix.replace(/\/v1$/, '')}/v1` };
  return {
    id: settings.id,
    url: settings.url,
    chat: (call, at, signal) => chat(place, call, at, signal),
    embed: (texts, at, signal) => embed(place, texts, at, signal),
    models: (signal) => models(place, signal),
    pull: (model) => unsupported(`${model} op ${place.host}`),
    close: place.close,
  };
}

function chat({ origin, prefix, host, dispatcher, headers, limits }: Place, call: ModelCall, at: HostCallOptions, signal: AbortSignal): HostStream<HostChunk> {
  const detail = `${at.model} op ${host}`;
  return new HostStream<HostChunk>(
    {
      dispatcher,
      origin,
      path: `${prefix}/chat/completions`,
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers, ...traceHeader(at.traceparent) },
      body: () => JSON.stringify(completionBody(call, at)),
      open: (emit) => new OpenAiAnswer(emit, detail, () => estimate(call.messages)),
      refusal: (status, text) => openAiFault(status, text, detail),
      broken: 'model-broken-stream',
      detail,
      ...patienceWith(limits, call),
    },
    signal,
  );
}

/** Four characters to a token: what Dutch takes, about. */
function estimate(messages: readonly CallMessage[]): number {
  return Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4);
}

async function embed({ origin, prefix, host, dispatcher, headers, limits }: Place, texts: readonly string[], at: HostCallOptions, signal: AbortSignal): Promise<Embeddings> {
  if (texts.length === 0) return { vectors: [], promptTokens: 0 };
  const detail = `${at.model} op ${host}`;
  const answer = await askJson(
    {
      dispatcher,
      url: `${origin}${prefix}/embeddings`,
      headers: { ...headers, ...traceHeader(at.traceparent) },
      body: { model: at.model, input: texts, encoding_format: 'float' },
      limitMs: limits.embedMs,
      refusal: (status, text) => openAiFault(status, text, detail),
      detail,
    },
    signal,
  );
  return embeddingsIn(answer, texts.length, detail);
}

/** Which models the host serves; it does not tell which are in memory, for they all are. */
async function models({ origin, prefix, host, dispatcher, headers, limits }: Place, signal: AbortSignal): Promise<HostModel[]> {
  const answer = await askJson(
    {
      dispatcher,
      url: `${origin}${prefix}/models`,
      headers,
      limitMs: limits.checkMs,
      refusal: (status, text) => openAiFault(status, text, host),
      detail: host,
    },
    signal,
  );
  const list: unknown = typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : undefined;
  if (!Array.isArray(list)) throw new BalieError('model-unavailable', { detail: `${host}: geen lijst van modellen` });
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
