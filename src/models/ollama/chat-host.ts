import { Agent } from 'undici';
import type { ChatChunk, ChatMessage } from '../../answer/ports.ts';
import { asBalieError, BalieError } from '../../errors.ts';
import type { CallMessage, HostChunk, HostModel, ModelHost } from '../call.ts';
import { createOllamaChat, type OllamaChatSettings } from './ollama-chat.ts';
import { ollamaClient } from './ollama-client.ts';

/** An Ollama host for the desk's turns alone, over the chat that is there: to be taken out when the whole host comes in. */
export function createChatHost(settings: OllamaChatSettings & { readonly id: string }): ModelHost {
  const { id, url, connectMs } = settings;
  const chat = createOllamaChat(settings);
  const dispatcher = new Agent({ connect: { timeout: connectMs } });
  const client = (signal: AbortSignal) => ollamaClient({ host: url, dispatcher, signal, detail: id });
  return {
    id,
    url,
    chat(call, at, signal) {
      const request = { model: at.model, messages: call.messages.map(messageOf), maxTokens: call.maxTokens ?? -1 };
      const chunks = chat.chat(request, signal)[Symbol.asyncIterator]();
      return {
        next: async () => {
          const next = await chunks.next();
          return next.done === true ? next : { done: false, value: chunkOf(next.value) };
        },
        return: async () => {
          await chunks.return?.();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    embed: () => Promise.reject(new BalieError('model-incapable', { detail: `${id}: embeddings` })),
    async models(signal): Promise<HostModel[]> {
      try {
        const [stored, loaded] = await Promise.all([client(signal).list(), client(signal).ps()]);
        return stored.models.map(({ name }) => ({ name, isLoaded: loaded.models.some((model) => model.name === name) }));
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw error instanceof BalieError ? asBalieError(error) : new BalieError('model-unavailable', { detail: id, cause: error });
      }
    },
    // oxlint-disable-next-line require-yield -- it brings nothing
    async *pull() {
      throw new BalieError('model-unavailable', { detail: id });
    },
    close: async () => void (await Promise.all([chat.close(), dispatcher.destroy()])),
  };
}

function messageOf({ role, content }: CallMessage): ChatMessage {
  return { role: role === 'tool' ? 'user' : role, content };
}

function chunkOf(chunk: ChatChunk): HostChunk {
  if (chunk.type === 'text') return chunk;
  if (chunk.type === 'waiting') throw new BalieError('internal', { detail: 'a host has no queue' });
  const { reason, promptTokens, answerTokens } = chunk;
  return { type: 'end', reason, usage: { promptTokens, answerTokens } };
}
