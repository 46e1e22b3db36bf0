import { Agent, type Dispatcher } from 'undici';
import { BalieError } from '../../errors.ts';
import type { Embeddings, HostCallOptions, HostChunk, ModelCall, ModelHost, PullProgress } from '../call.ts';
import { type Address, addressOf, traceHeader } from '../transport/address.ts';
import { askJson } from '../transport/ask-json.ts';
import { type HostLimits, patienceWith } from '../transport/host-limits.ts';
import { HostStream } from '../transport/host-stream.ts';
import { wordsOf } from '../transport/refused.ts';
import { vectorFault } from '../vector-fault.ts';
import { OllamaAnswer } from './answer.ts';
import { chatBody } from './body.ts';
import { asForcedCall, forcedTools } from './forced-call.ts';
import { listModels } from './list-models.ts';
import { OllamaPull, pullFault } from './pull.ts';
import { ollamaFault } from './refusal.ts';

export interface OllamaHostSettings extends HostLimits {
  readonly id: string;
  /** The host's address, such as `http://127.0.0.1:11434`; a path in front of `/api` is kept. */
  readonly url: string;
  /** The key that a proxy in front of the host wants, if there is one: Ollama itself knows none. */
  readonly apiKey?: string;
  /** A connection pool of the caller's, who also closes it. It must have `headersTimeout` and `bodyTimeout` 0. */
  readonly dispatcher?: Dispatcher;
}

/** Between two lines of a pull the host may check some gigabytes. */
const PULL_SILENCE_MS = 600_000;

/**
 * An Ollama host, over its native API: `/v1` loses errors inside a stream and knows no num_ctx.
 * @throws TypeError when `url` is no URL.
 */
export function createOllamaHost(settings: OllamaHostSettings): ModelHost {
  const address = addressOf(settings.url);
  // undici's own time limits are off: a model may load for minutes, and each call sees to silence itself.
  const dispatcher = settings.dispatcher ?? new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: settings.connectMs } });
  const headers = settings.apiKey === undefined ? {} : { authorization: `Bearer ${settings.apiKey}` };
  const place: Place = { address, dispatcher, headers, settings };
  return {
    id: settings.id,
    url: settings.url,
    chat: (call, at, signal) => chat(place, call, at, signal),
    embed: (texts, at, signal) => embed(place, texts, at, signal),
    models: (signal) => listModels({ ...place, limitMs: settings.checkMs }, signal),
    pull: (model, signal) => pull(place, model, signal),
    async close() {
      if (settings.dispatcher === undefined) await dispatcher.destroy();
    },
  };
}

interface Place {
  readonly address: Address;
  readonly dispatcher: Dispatcher;
  readonly headers: Readonly<Record<string, string>>;
  readonly settings: OllamaHostSettings;
}

const LINES = { 'content-type': 'application/json', accept: 'application/x-ndjson' };

function chat({ address, dispatcher, headers, settings }: Place, call: ModelCall, at: HostCallOptions, signal: AbortSignal): HostStream<HostChunk> {
  const detail = `${at.model} op ${address.host}`;
  return new HostStream<HostChunk>(
    {
      dispatcher,
      origin: address.origin,
      path: `${address.prefix}/api/chat`,
      headers: { ...LINES, ...headers, ...traceHeader(at.traceparent) },
      body: () => JSON.stringify(chatBody(call, at)),
      open: (emit) => new OllamaAnswer(forcedTools(call) === undefined ? emit : asForcedCall(emit)),
      refusal: (status, text) => ollamaFault(status, text, detail),
      broken: 'model-broken-stream',
      detail,
      ...patienceWith(settings, call),
    },
    signal,
  );
}

async function embed({ address, dispatcher, headers, settings }: Place, texts: readonly string[], at: HostCallOptions, signal: AbortSignal): Promise<Embeddings> {
  if (texts.length === 0) return { vectors: [], promptTokens: 0 };
  const detail = `${at.model} op ${address.host}`;
  const answer = await askJson(
    {
      dispatcher,
      url: `${address.origin}${address.prefix}/api/embed`,
      headers: { ...headers, ...traceHeader(at.traceparent) },
      // Texts longer than the model's window are cut by the host: one of them would otherwise fail the whole batch.
      body: { model: at.model, input: texts, options: { num_ctx: at.contextTokens } },
      limitMs: settings.embedMs,
      refusal: (status, text) => embedFault(status, text, detail),
      detail,
    },
    signal,
  );
  const { embeddings, prompt_eval_count: promptTokens }: { readonly embeddings?: unknown; readonly prompt_eval_count?: unknown } =
    typeof answer === 'object' && answer !== null ? answer : {};
  const fault = answer === undefined ? 'geen JSON' : vectorFault(embeddings, texts.length);
  if (fault !== undefined) throw new BalieError('model-vectors-invalid', { detail: `${detail}: ${fault}` });
  return { vectors: embeddings as number[][], promptTokens: typeof promptTokens === 'number' ? promptTokens : 0 };
}

/** With 400 and 500 the host is there and rejects the texts, such as one on which the model computes no numbers (NaN). */
function embedFault(status: number, text: string, detail: string): BalieError {
  const fault = ollamaFault(status, text, detail);
  if (fault.code !== 'model-unavailable' || (status !== 400 && status !== 500)) return fault;
  return new BalieError('model-vectors-invalid', { detail: fault.detail ?? detail, cause: fault.cause });
}

function pull({ address, dispatcher, headers, settings }: Place, model: string, signal: AbortSignal): HostStream<PullProgress> {
  const detail = `${model} op ${address.host}`;
  return new HostStream<PullProgress>(
    {
      dispatcher,
      origin: address.origin,
      path: `${address.prefix}/api/pull`,
      headers: { ...LINES, ...headers },
      body: () => JSON.stringify({ model, stream: true }),
      open: (emit) => new OllamaPull(emit, detail),
      refusal: (status, text) => (wordsOf(text).isFromHost ? pullFault(wordsOf(text).message, detail) : ollamaFault(status, text, detail)),
      broken: 'pull-failed',
      detail,
      firstByteMs: settings.firstByteMs,
      silenceMs: PULL_SILENCE_MS,
    },
    signal,
  );
}
