import type { BalieError } from '../errors.ts';

/**
 * One call to a model in Balie's own words: what each kind of host and each API is translated from and to. Only types.
 *
 * A call names a model as the installation's catalogue does ("loket-standaard"); what runs it, and where, is the gateway's business.
 */

/** A call of a tool that the model asks for. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON as the model wrote it: a small model may botch it, and who made the tool decides what to do then. */
  readonly arguments: string;
}

export type CallMessage =
  | {
      readonly role: 'system' | 'user';
      readonly content: string;
      /** Pictures, base64 without a `data:` head. */
      readonly images?: readonly string[];
    }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly content: string; readonly toolCallId: string; readonly toolName?: string };

export interface Tool {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of its arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ModelCall {
  readonly model: string;
  readonly messages: readonly CallMessage[];
  /** Upper bound on generated tokens; absent: what the model's context leaves. */
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly topP?: number;
  /** How much what was said already counts against saying it again, and by how often it was said. */
  readonly presencePenalty?: number;
  readonly frequencyPenalty?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  readonly tools?: readonly Tool[];
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string };
  /** The answer must be JSON, of this schema where one is given. */
  readonly format?: 'json' | { readonly schema: Readonly<Record<string, unknown>> };
  /** Whether a thinking model may think first; its thoughts come as chunks of their own. Absent: no. */
  readonly thinks?: boolean;
  /** Longest silence of the host that this caller puts up with; absent: what hosts may take. */
  readonly patienceMs?: number;
  /** How long this caller waits in all before it leaves; absent: that is not known. A host that is silent for long is then left for another. */
  readonly limitMs?: number;
}

export interface Usage {
  readonly promptTokens: number;
  readonly answerTokens: number;
}

/** A piece of what a host sends. The last one is `end`; a stream that stops without it throws. */
export type HostChunk =
  | { readonly type: 'text' | 'thinking'; readonly text: string }
  /** Whole calls; a host that sends them in pieces is waited for. */
  | { readonly type: 'tool-calls'; readonly calls: readonly ToolCall[] }
  | { readonly type: 'end'; readonly reason: 'stop' | 'length' | 'tool-calls'; readonly usage: Usage };

/** What a caller of the gateway gets: what the host sends, and before that where it stands in the queue, each time that changes: 1 is next, 0 is its turn. */
export type ModelChunk = HostChunk | { readonly type: 'waiting'; readonly position: number; readonly expectedMs: number };

/** Who share the hosts: people and programs, and work of the desk that nobody waits for. */
export type Audience = 'resident' | 'employee' | 'api' | 'background';

/** Who asks, for a fair share of the hosts. */
export interface Caller {
  /** The audience whose share this is: those of a desk do not starve each other, nor programs them. */
  readonly audience: Audience;
  /** Tells callers of one audience apart: a key's id, a conversation. Never personal data. */
  readonly id: string;
  /** W3C `traceparent`, passed on to the host. */
  readonly traceparent?: string;
}

export interface Embeddings {
  /** One per text, in order, each of length 1. */
  readonly vectors: readonly (readonly number[])[];
  readonly promptTokens: number;
}

/** What a model that may run is like. */
export interface ModelFacts {
  /** What callers name. */
  readonly name: string;
  /** The host's own name for it. */
  readonly model: string;
  readonly capabilities: readonly Capability[];
  /** Context window in tokens: constant, for another value makes Ollama load the model anew. */
  readonly contextTokens: number;
  readonly licence?: string;
  /** Who made it, and where. */
  readonly origin?: string;
}

/** What a model can. */
export const CAPABILITIES = ['chat', 'embeddings', 'tools', 'vision', 'thinking'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** A model that a host has. */
export interface HostModel {
  readonly name: string;
  /** Whether it is in memory now; undefined where a host does not tell. */
  readonly isLoaded?: boolean;
  /** What tells the bytes of a model from those of another by the same name; undefined where a host does not tell. */
  readonly digest?: string;
  /** Such as `Q4_K_M`, and `3.8B`: in the host's own words, where it tells. */
  readonly quantisation?: string;
  readonly parameters?: string;
}

/** Where a call ran. */
export interface RanOn {
  readonly host: string;
  /** The host's own name for the model. */
  readonly model: string;
  readonly contextTokens: number;
  readonly digest?: string;
}

export interface PullProgress {
  /** The host's own words, such as "pulling manifest". */
  readonly status: string;
  readonly completedBytes?: number;
  readonly totalBytes?: number;
}

/** A place where models run, behind whatever protocol it speaks. */
export interface ModelHost {
  readonly id: string;
  /** Such as `http://10.0.0.5:11434`, for people. */
  readonly url: string;
  /**
   * Streams one answer; nothing is sent before the first `next()`. Aborting, or `return()`, closes the host's connection at once, in
   * every phase. No retries.
   * @throws BalieError `model-unavailable`, `model-missing`, `model-busy`, `model-incapable`, `context-overflow`, and
   *   `model-refused-call` and `body-too-large` for a call that no host would take, before the first chunk;
   *   `model-broken-stream`, `model-silent` in every phase; the signal's reason when aborted.
   */
  chat(call: ModelCall, at: HostCallOptions, signal: AbortSignal): AsyncIterableIterator<HostChunk>;
  /** @throws as `chat`, and BalieError `model-vectors-invalid`. */
  embed(texts: readonly string[], at: HostCallOptions, signal: AbortSignal): Promise<Embeddings>;
  /**
   * Has a model in memory when it ends, as calls of this kind want it. Absent where a host has all of its models there.
   * @throws as `chat`; `model-silent` when it takes longer than any load.
   */
  load?(at: HostCallOptions, kind: 'chat' | 'embed', signal: AbortSignal): Promise<void>;
  /** The models it has: also what an active health check asks. @throws BalieError `model-unavailable`, `model-silent`. */
  models(signal: AbortSignal): Promise<readonly HostModel[]>;
  /** Brings a model to the host. @throws BalieError `pull-unsupported` where a host cannot; `model-missing` when there is none by this name. */
  pull(model: string, signal: AbortSignal): AsyncIterableIterator<PullProgress>;
  close(): Promise<void>;
}

export interface HostCallOptions {
  /** The host's own name for the model. */
  readonly model: string;
  readonly contextTokens: number;
  /** Whether the model can think: some hosts let it do so unless they are told otherwise. */
  readonly canThink?: boolean;
  readonly traceparent?: string;
}

/** Calls to the models that may run, wherever they run: queued, shared fairly, failed over before the first token. */
export interface ModelGateway {
  /**
   * Streams one answer. A broken stream throws; it never just ends. Aborting, or `return()`, leaves the queue or the host at once.
   * @throws BalieError those of `ModelHost.chat`; `model-unknown` for one that may not run; `queue-full`, `queue-deadline`.
   */
  chat(call: ModelCall, caller: Caller, signal: AbortSignal): AsyncIterableIterator<ModelChunk>;
  /** @param limitMs as `ModelCall.limitMs`. @throws BalieError as `chat`, and `model-vectors-invalid`. */
  embed(model: string, texts: readonly string[], caller: Caller, signal: AbortSignal, limitMs?: number): Promise<Embeddings>;
  /** All that may run. */
  models(): readonly ModelFacts[];
  /** Those that a host has in memory now, as far as hosts tell. */
  loaded(): readonly ModelFacts[];
}

/** Hears of each call when it ends, for metrics and for shares: never what was said. */
export interface CallReport {
  readonly model: string;
  readonly audience: Caller['audience'];
  /** Whose call it was, within the audience. Never a label of what is measured. */
  readonly caller: string;
  readonly kind: 'chat' | 'embed';
  /** Undefined when it never came to a host. */
  readonly host: string | undefined;
  readonly waitedMs: number;
  /** From the host's request to its first chunk; undefined when there was none. */
  readonly firstChunkMs: number | undefined;
  readonly durationMs: number;
  /** Counted by chunks where the host did not say: a cancelled stream's tokens count too. */
  readonly usage: Usage;
  readonly outcome: 'done' | 'cancelled' | BalieError['code'];
}
