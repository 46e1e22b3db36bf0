import { BalieError } from '../../errors.ts';
import type { HostChunk, ModelHost, PullProgress } from '../call.ts';
import { askJson, askModels } from '../transport/ask-json.ts';
import { MAX_ANSWER_BYTES } from '../transport/host-request.ts';
import { HostStream } from '../transport/host-stream.ts';
import { fieldsOf } from '../transport/json.ts';
import { type HostSettings, placeOf } from '../transport/place.ts';
import { wordsOf } from '../transport/refused.ts';
import { askVectors } from '../transport/vectors.ts';
import { OllamaAnswer } from './answer.ts';
import { chatBody } from './body.ts';
import { asForcedCall, forcedTools } from './forced-call.ts';
import { sameModel } from './model-name.ts';
import { OllamaPull, pullFault } from './pull.ts';
import { ollamaFault } from './refusal.ts';

const LINES = 'application/x-ndjson';
/** Between two lines of a pull the host may check some gigabytes. */
const PULL_SILENCE_MS = 600_000;
/** The largest models, from a slow disk over a network. */
const LOAD_MS = 1_800_000;

/**
 * An Ollama host, over its native API: `/v1` loses errors inside a stream and knows no num_ctx.
 * @throws TypeError when `url` is no URL.
 */
export function createOllamaHost(settings: HostSettings): ModelHost {
  const { id, url, firstByteMs, embedMs, checkMs: limitMs } = settings;
  const place = placeOf(settings);
  return {
    id,
    url,
    chat: (call, at, signal) =>
      new HostStream<HostChunk>(
        {
          place,
          path: '/api/chat',
          at,
          body: () => chatBody(call, at),
          accept: LINES,
          open: (emit) => new OllamaAnswer(forcedTools(call) === undefined ? emit : asForcedCall(emit)),
          refusal: ollamaFault,
          maxBytes: MAX_ANSWER_BYTES,
          limits: settings,
          patienceMs: call.patienceMs,
        },
        signal,
      ),
    embed(texts, at, signal) {
      // Texts longer than the model's window are cut by the host: one of them would otherwise fail the whole batch.
      const body = { model: at.model, input: texts, options: { num_ctx: at.contextTokens } };
      return askVectors({ place, path: '/api/embed', at, body, limitMs: embedMs, refusal: embedFault }, texts.length, vectorsIn, signal);
    },
    /** Ollama's own way: a request with nothing in it. Other options than calls have would make it load anew for the next of those. */
    async load({ model, contextTokens }, kind, signal) {
      const options = { num_ctx: contextTokens };
      const [path, body] = kind === 'embed' ? ['/api/embed', { model, input: [], options }] : ['/api/generate', { model, stream: false, options }];
      await askJson({ place, path, at: { model }, body, limitMs: LOAD_MS, refusal: ollamaFault }, signal);
    },
    /** `/api/show` would read the model file, and is some hundred times slower. */
    async models(signal) {
      const began = performance.now();
      const ask = (path: string, ms: number) => askModels({ place, path, limitMs: ms, refusal: ollamaFault }, 'models', 'name', signal);
      const listed = await ask('/api/tags', limitMs);
      // Older versions do not tell, and one that loads a model tells late: a host that answered the first question is not ill for that.
      const loaded = await ask('/api/ps', Math.max(1, Math.ceil(began + limitMs - performance.now()))).catch(() => undefined);
      return listed.map((model) => ({ ...model, ...(loaded && { isLoaded: loaded.some(({ name }) => sameModel(name, model.name)) }) }));
    },
    pull: (model, signal) =>
      new HostStream<PullProgress>(
        {
          place,
          path: '/api/pull',
          at: { model },
          body: () => ({ model, stream: true }),
          accept: LINES,
          open: (emit, detail) => new OllamaPull(emit, detail),
          refusal: (status, text, detail) => (wordsOf(text).isFromHost ? pullFault(wordsOf(text).message, detail) : ollamaFault(status, text, detail)),
          broken: 'pull-failed',
          limits: { firstByteMs, silenceMs: PULL_SILENCE_MS },
        },
        signal,
      ),
    close: place.close,
  };
}

function vectorsIn(answer: unknown): { vectors: unknown; tokens: unknown } {
  const { embeddings: vectors, prompt_eval_count: tokens } = fieldsOf(answer);
  return { vectors, tokens };
}

/** What Ollama says where it cannot make a vector of a text, such as one on which the model computes no numbers (NaN). */
const OF_A_TEXT = /\bnan\b|unsupported value|input length|invalid input/i;

/** Only known words blame the texts: a model that does not fit in memory, or whose runner stopped, is for another host, or for later. */
function embedFault(status: number, text: string, detail: string): BalieError {
  const fault = ollamaFault(status, text, detail);
  const { isFromHost, message } = wordsOf(text);
  if (fault.code !== 'model-unavailable' || !isFromHost || !OF_A_TEXT.test(message)) return fault;
  return new BalieError('model-vectors-invalid', { detail: fault.detail ?? detail, cause: fault.cause });
}
