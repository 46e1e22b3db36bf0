import { BalieError } from '../../errors.ts';
import type { Embeddings, HostCallOptions, HostChunk, ModelCall, ModelHost, PullProgress } from '../call.ts';
import { askJson } from '../transport/ask-json.ts';
import { HostStream } from '../transport/host-stream.ts';
import { type HostSettings, patienceWith, type Place, placeOf, traceHeader } from '../transport/place.ts';
import { wordsOf } from '../transport/refused.ts';
import { vectorFault } from '../vector-fault.ts';
import { OllamaAnswer } from './answer.ts';
import { chatBody } from './body.ts';
import { asForcedCall, forcedTools } from './forced-call.ts';
import { listModels } from './list-models.ts';
import { OllamaPull, pullFault } from './pull.ts';
import { ollamaFault } from './refusal.ts';

/** Between two lines of a pull the host may check some gigabytes. */
const PULL_SILENCE_MS = 600_000;

/**
 * An Ollama host, over its native API: `/v1` loses errors inside a stream and knows no num_ctx.
 * @throws TypeError when `url` is no URL.
 */
export function createOllamaHost(settings: HostSettings): ModelHost {
  const place = placeOf(settings);
  return {
    id: settings.id,
    url: settings.url,
    chat: (call, at, signal) => chat(place, call, at, signal),
    embed: (texts, at, signal) => embed(place, texts, at, signal),
    models: (signal) => listModels(place, signal),
    pull: (model, signal) => pull(place, model, signal),
    close: place.close,
  };
}

const LINES = { 'content-type': 'application/json', accept: 'application/x-ndjson' };

function chat({ origin, prefix, host, dispatcher, headers, limits }: Place, call: ModelCall, at: HostCallOptions, signal: AbortSignal): HostStream<HostChunk> {
  const detail = `${at.model} op ${host}`;
  return new HostStream<HostChunk>(
    {
      dispatcher,
      origin,
      path: `${prefix}/api/chat`,
      headers: { ...LINES, ...headers, ...traceHeader(at.traceparent) },
      body: () => JSON.stringify(chatBody(call, at)),
      open: (emit) => new OllamaAnswer(forcedTools(call) === undefined ? emit : asForcedCall(emit)),
      refusal: (status, text) => ollamaFault(status, text, detail),
      broken: 'model-broken-stream',
      detail,
      ...patienceWith(limits, call),
    },
    signal,
  );
}

async function embed({ origin, prefix, host, dispatcher, headers, limits }: Place, texts: readonly string[], at: HostCallOptions, signal: AbortSignal): Promise<Embeddings> {
  if (texts.length === 0) return { vectors: [], promptTokens: 0 };
  const detail = `${at.model} op ${host}`;
  const answer = await askJson(
    {
      dispatcher,
      url: `${origin}${prefix}/api/embed`,
      headers: { ...headers, ...traceHeader(at.traceparent) },
      // Texts longer than the model's window are cut by the host: one of them would otherwise fail the whole batch.
      body: { model: at.model, input: texts, options: { num_ctx: at.contextTokens } },
      limitMs: limits.embedMs,
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

function pull({ origin, prefix, host, dispatcher, headers, limits }: Place, model: string, signal: AbortSignal): HostStream<PullProgress> {
  const detail = `${model} op ${host}`;
  return new HostStream<PullProgress>(
    {
      dispatcher,
      origin,
      path: `${prefix}/api/pull`,
      headers: { ...LINES, ...headers },
      body: () => JSON.stringify({ model, stream: true }),
      open: (emit) => new OllamaPull(emit, detail),
      refusal: (status, text) => (wordsOf(text).isFromHost ? pullFault(wordsOf(text).message, detail) : ollamaFault(status, text, detail)),
      broken: 'pull-failed',
      detail,
      firstByteMs: limits.firstByteMs,
      silenceMs: PULL_SILENCE_MS,
    },
    signal,
  );
}
