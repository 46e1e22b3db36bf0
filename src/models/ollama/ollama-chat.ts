import { Agent, request as send } from 'undici';
import type { Dispatcher } from 'undici';
import type { ChatChunk, ChatModel, ChatRequest } from '../../answer/ports.ts';
import { BalieError } from '../../errors.ts';
import { CallWatch } from '../call-watch.ts';
import { readNdjson } from './ndjson.ts';
import { refusal } from './ollama-refusal.ts';
import { chatBody, readLine } from './ollama-wire.ts';

export interface OllamaChatSettings {
  /** The host's address, such as `http://127.0.0.1:11434`; a path in front of `/api` is kept. */
  readonly url: string;
  /** Context window in tokens, the same for every request (see `chatBody`). */
  readonly contextTokens: number;
  /** Longest time to set up a connection. */
  readonly connectMs: number;
  /** Longest silence between two pieces of an answer. */
  readonly silenceMs: number;
  /** Longest wait for the first piece: the model may have to be loaded, or others may be first. Default 5 minutes. */
  readonly firstByteMs?: number;
  /** A connection pool of the caller's, who also closes it. It must have `headersTimeout` and `bodyTimeout` 0. */
  readonly dispatcher?: Dispatcher;
}

/** One line holds one token and, at the end, counters. */
const maxLineBytes = 1024 * 1024;
/** After the last line the host only closes the response. Waiting for that keeps the connection for the next turn. */
const drainMs = 1000;

/**
 * A chat model on an Ollama host, over its native `/api/chat`: `/v1` loses errors inside a stream and knows no num_ctx.
 *
 * The iterable of `chat` is for one reader and sends nothing before its first `next()`. Aborting the signal, or
 * `return()` (so also `break`), closes the host's connection at once: while connecting, waiting or streaming. There
 * are no retries: that is up to the caller, who knows what a person has seen.
 *
 * @returns the model, with `close`: closes the pool and breaks off what still runs.
 * @throws TypeError when `url` is no URL. For the faults of `chat`, see the port.
 */
export function createOllamaChat(settings: OllamaChatSettings): ChatModel & { close(): Promise<void> } {
  const endpoint = new URL('api/chat', settings.url.endsWith('/') ? settings.url : `${settings.url}/`);
  // undici's own time limits are off: a model may load for minutes, and CallWatch sees to silence.
  const pool = settings.dispatcher
    ?? new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: settings.connectMs } });
  return {
    chat(request, signal) {
      const watch = new CallWatch(signal);
      return readable(answer({ endpoint, pool, settings, request, signal, watch }), watch);
    },
    async close() {
      if (settings.dispatcher === undefined) await pool.destroy();
    },
  };
}

interface Call {
  readonly endpoint: URL;
  readonly pool: Dispatcher;
  readonly settings: OllamaChatSettings;
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  readonly watch: CallWatch;
}

/**
 * An async generator queues `return()` behind a `next()` that is still waiting, so a reader could not leave a silent
 * host. Here `return()` first cuts the call, which ends the waiting `next()`.
 */
function readable(chunks: AsyncGenerator<ChatChunk>, watch: CallWatch): AsyncIterableIterator<ChatChunk> {
  return {
    next: () => chunks.next(),
    return: () => {
      watch.leave();
      return chunks.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* answer(call: Call): AsyncGenerator<ChatChunk> {
  const { watch, signal, settings, request, endpoint } = call;
  const detail = `${request.model} op ${endpoint.host}`;
  let started = false;
  let ended = false;
  watch.begin();
  try {
    watch.arm(settings.firstByteMs ?? 300_000);
    const { statusCode, body } = await post(call);
    if (statusCode !== 200) throw await refusal(statusCode, body, detail);
    started = true;
    const bytes = watched(body, watch, () => (ended ? drainMs : settings.silenceMs));
    for await (const line of readNdjson(bytes, maxLineBytes)) {
      if (ended) continue;
      for (const chunk of readLine(line)) {
        // Lines that were already here when the caller aborted are not for the caller any more.
        signal.throwIfAborted();
        ended = chunk.type === 'end';
        yield chunk;
      }
    }
    if (!ended) throw new Error('stream stopped without its last line');
  } catch (error) {
    if (ended || watch.cut === 'left') return;
    if (signal.aborted) throw signal.reason;
    if (watch.cut === 'silent') throw new BalieError('model-silent', { detail, cause: error });
    if (error instanceof BalieError) throw error;
    throw new BalieError(started ? 'model-broken-stream' : 'model-unavailable', { detail, cause: error });
  } finally {
    watch.close();
  }
}

function post({ endpoint, pool, settings, request, watch }: Call): Promise<Dispatcher.ResponseData> {
  const { contextTokens } = settings;
  return send(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
    body: JSON.stringify(chatBody(contextTokens, request)),
    dispatcher: pool,
    signal: watch.signal,
  });
}

/** Passes the bytes on, and lets `watch` time only the waiting for the host, not the reader's own pace. */
async function* watched(
  body: AsyncIterable<Uint8Array>,
  watch: CallWatch,
  patience: () => number,
): AsyncGenerator<Uint8Array> {
  // The wait for the first byte began with the request.
  for await (const bytes of body) {
    watch.disarm();
    yield bytes;
    watch.arm(patience());
  }
}
