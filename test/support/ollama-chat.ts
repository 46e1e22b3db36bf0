import type { Dispatcher } from 'undici';
import type { ChatChunk, ChatModel, ChatRequest } from '../../src/answer/ports.ts';
import type { HostChunk } from '../../src/models/call.ts';
import { createOllamaHost } from '../../src/models/ollama/host.ts';

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

/**
 * An Ollama host as the answer room asks for it.
 * @returns the model, with `close`: closes the pool and breaks off what still runs.
 * @throws TypeError when `url` is no URL. For the faults of `chat`, see the port.
 */
export function createOllamaChat({ contextTokens, ...settings }: OllamaChatSettings): ChatModel & { close(): Promise<void> } {
  const host = createOllamaHost({ id: 'ollama', checkMs: settings.connectMs, embedMs: settings.silenceMs, firstByteMs: 300_000, ...settings });
  return {
    // Temperature 0: the same question and sources give the same answer.
    chat: ({ model, ...request }: ChatRequest, signal) => answerOf(host.chat({ ...request, model, temperature: 0 }, { model, contextTokens }, signal)),
    close: () => host.close(),
  };
}

/** The text and the end of an answer: thoughts are not part of it, and no tools were offered. */
function answerOf(chunks: AsyncIterableIterator<HostChunk>): AsyncIterableIterator<ChatChunk> {
  return {
    async next() {
      for (;;) {
        const { value: chunk, done } = await chunks.next();
        if (done === true) return { done, value: undefined };
        if (chunk.type === 'text') return { value: { type: 'text', text: chunk.text } };
        if (chunk.type === 'end') return { value: { type: 'end', reason: chunk.reason === 'length' ? 'length' : 'stop', ...chunk.usage } };
      }
    },
    async return() {
      await chunks.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
