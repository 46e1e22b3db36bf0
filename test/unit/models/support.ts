import type { ChatChunk, ChatModel, ChatRequest } from '../../../src/answer/ports.ts';
import { BalieError } from '../../../src/errors.ts';
import { createOllamaChat } from '../../support/ollama-chat.ts';
import type { OllamaChatSettings } from '../../support/ollama-chat.ts';

/** A chat model with short waits for connections and long ones for everything else. */
export function chatOn(url: string, settings: Partial<OllamaChatSettings> = {}): ReturnType<typeof createOllamaChat> {
  return createOllamaChat({ url, contextTokens: 4096, connectMs: 2000, silenceMs: 30_000, ...settings });
}

export const question: ChatRequest = {
  model: 'chat',
  messages: [{ role: 'user', content: 'Wat kost een paspoort?' }],
  maxTokens: 100,
};

/** Reads a whole answer. */
export async function readAll(chat: ChatModel, request = question, signal = new AbortController().signal): Promise<{
  readonly text: string;
  readonly chunks: ChatChunk[];
}> {
  const chunks: ChatChunk[] = [];
  for await (const chunk of chat.chat(request, signal)) chunks.push(chunk);
  return { chunks, text: chunks.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('') };
}

/** Reads until the answer fails; gives the fault and the text that came before it. */
export async function readFault(
  chunks: AsyncIterable<ChatChunk>,
): Promise<{ readonly error: unknown; readonly text: string }> {
  let text = '';
  try {
    for await (const chunk of chunks) if (chunk.type === 'text') text += chunk.text;
  } catch (error) {
    return { error, text };
  }
  throw new Error(`expected a fault, got the whole answer: ${text}`);
}

/** The code and detail of a fault, for comparing. */
export function faultOf(error: unknown): { readonly code: string; readonly detail: string | undefined } {
  if (!(error instanceof BalieError)) throw new Error('not a BalieError', { cause: error });
  return { code: error.code, detail: error.detail };
}
