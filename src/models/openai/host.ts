import { BalieError } from '../../errors.ts';
import type { CallMessage, HostChunk, ModelHost, PullProgress } from '../call.ts';
import { askModels } from '../transport/ask-json.ts';
import { MAX_ANSWER_BYTES } from '../transport/host-request.ts';
import { HostStream } from '../transport/host-stream.ts';
import { type HostSettings, placeOf } from '../transport/place.ts';
import { askVectors } from '../transport/vectors.ts';
import { OpenAiAnswer } from './answer.ts';
import { completionBody } from './body.ts';
import { openAiFault } from './refusal.ts';
import { vectorsIn } from './vectors.ts';

/**
 * A server with OpenAI's API, such as vLLM and llama.cpp's server; its address may end in `/v1`. Redirects are not followed: what is asked, and the key, go to the
 * configured host and no other.
 * @throws TypeError when `url` is no URL.
 */
export function createOpenAiHost(settings: HostSettings): ModelHost {
  const { id, url, embedMs, checkMs } = settings;
  const given = placeOf(settings);
  const asked = { place: { ...given, prefix: `${given.prefix.replace(/\/v1$/, '')}/v1` }, refusal: openAiFault };
  return {
    id,
    url,
    chat: (call, at, signal) =>
      new HostStream<HostChunk>(
        {
          ...asked,
          path: '/chat/completions',
          at,
          body: () => completionBody(call, at),
          accept: 'text/event-stream',
          open: (emit, detail) => new OpenAiAnswer(emit, detail, () => estimate(call.messages)),
          maxBytes: MAX_ANSWER_BYTES,
          limits: settings,
          patienceMs: call.patienceMs,
        },
        signal,
      ),
    embed(texts, at, signal) {
      const body = { model: at.model, input: texts, encoding_format: 'float' };
      return askVectors({ ...asked, path: '/embeddings', at, body, limitMs: embedMs }, texts.length, vectorsIn, signal);
    },
    /** It does not tell which are in memory, for they all are. */
    models: (signal) => askModels({ ...asked, path: '/models', limitMs: checkMs }, 'data', 'id', signal),
    pull: (model) => unsupported(`${model} op ${given.host}`),
    close: given.close,
  };
}

/** Four characters to a token: what Dutch takes, about. */
function estimate(messages: readonly CallMessage[]): number {
  return Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4);
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
