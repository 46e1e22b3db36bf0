import type { FoundPassage, SearchRequest, SearchResult } from '../knowledge/types.ts';

/** One message of a chat with a model. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  /** Upper bound on generated tokens. */
  readonly maxTokens: number;
}

/** A piece of a streamed answer. The stream's last chunk is `end`; a stream that stops without it throws. */
export type ChatChunk =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'end'; readonly reason: 'stop' | 'length'; readonly promptTokens: number; readonly answerTokens: number };

/** A model that answers. Implemented by `models/`. */
export interface ChatModel {
  /**
   * Streams one answer. Aborting `signal` closes the connection to the host at once, in every phase.
   * @throws BalieError `model-unavailable`, `model-missing`, `model-busy` before the first text;
   *   `model-broken-stream`, `model-silent`, in every phase; the signal's reason when aborted.
   */
  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatChunk>;
}

/** The search over the municipality's documents. Implemented by `knowledge/`. */
export interface Search {
  search(request: SearchRequest): Promise<SearchResult>;
}

export type { FoundPassage };
