/** What the answer room needs of others, in its own words: `cli` fits together what delivers it. */
import type { Assistant } from './assistant.ts';
import type { RanOn, TurnDetails } from './details.ts';

export type { Assistant, Scope } from './assistant.ts';
export type { PromptStamp, RanOn } from './details.ts';
export { isAway } from './away.ts';
export { tracedOf } from './traced.ts';
export { CRISIS_KINDS, type CrisisWords } from './crisis/words.ts';

/** Whom a model works for: those that wait for it are served in turns. */
export interface Asker {
  readonly audience: 'resident' | 'employee' | 'api';
  /** Tells askers of one audience apart: a conversation, or the key of a program. */
  readonly id: string;
  /** Somebody who is logged in: theirs alone is the conversation, and what they may read is searched. Absent: what the assistant's audience may. */
  readonly person?: { readonly id: string; readonly readers: readonly string[] };
  /** Files that the person put into the conversation: they are searched too, or `alone`. */
  readonly files?: { readonly conversationId: string; readonly alone: boolean };
  /** W3C Trace Context, for hosts. */
  readonly traceparent?: string;
  /** The span of who called the desk, where they said so. */
  readonly parentSpan?: string;
}

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
  /** Absent: work of the desk's own. */
  readonly asker?: Asker;
  /** How long whoever asks waits in all before it leaves; absent: that is not known. */
  readonly limitMs?: number;
}

/**
 * A piece of a streamed answer. The stream's last chunk is `end`; a stream that stops without it throws. Before the first text it may say
 * where the request stands in the queue, each time that changes: 1 is next, 0 is its turn.
 */
export type ChatChunk =
  | { readonly type: 'waiting'; readonly position: number; readonly expectedMs: number }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'end'; readonly reason: 'stop' | 'length'; readonly promptTokens: number; readonly answerTokens: number; readonly ranOn?: RanOn };

/** A model that answers. */
export interface ChatModel {
  /**
   * Streams one answer. Aborting `signal` closes the connection to the host at once, in every phase.
   * @throws BalieError `model-…`, `queue-full`, `queue-deadline`, `context-overflow` before the first text;
   *   `model-broken-stream`, `model-silent`, in every phase; the signal's reason when aborted.
   */
  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatChunk>;
  /** Whether the model's context holds this with room for the answer, by estimate; absent: that is not known beforehand. */
  fits?(request: ChatRequest): boolean;
}

/** A piece of a document that search found. */
export interface Passage {
  readonly documentId: string;
  /** Path on this desk of the page that shows its document; absent: that of a source. */
  readonly path?: string;
  /** 1-based position of the passage in its document. */
  readonly ordinal: number;
  readonly title: string;
  readonly url: string | null;
  readonly page: number | null;
  readonly headings: readonly string[];
  readonly text: string;
  readonly score: number;
  /** In what other words than those of the question it was found; absent: in none. */
  readonly synonyms?: readonly string[];
  /** Days (YYYY-MM-DD) from and to which its document holds; absent where that is not said. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** What a reader can do after its document; never read by a model. */
  readonly actions?: readonly Action[];
}

/** What a reader can do: a form, an appointment. */
export interface Action {
  readonly label: string;
  readonly url: string;
}

/** By all the desk has (meaning, a model that re-ranks), or by words alone: quick, and enough to see what a question is about. */
export type SearchedBy = 'all' | 'words';

/** The search over the municipality's documents, within what the assistant's audience may read today. */
export interface Search {
  /**
   * @param asker for whom; absent: work of the desk's own.
   * @returns passages, best first; whether they carry enough of the question to answer from, and how probable that is (0 to 1); the
   *   question as it was searched, typing errors put right.
   * @throws BalieError `database-unavailable`.
   */
  search(question: string, assistant: Assistant, by: SearchedBy, asker?: Asker): Promise<{ passages: readonly Passage[]; answerable: boolean; confidence?: number; understood?: string }>;
}

/** One earlier question and its answer, as the model is shown them. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
  /** How the answer came about, as it was kept: what the exchange was in Dutch when it was held in another language. */
  readonly details?: TurnDetails;
}

/** A question as it comes in. `key` is the id of the API key of the program that asks, `person` that of who is logged in. */
export interface ReceivedTurn {
  readonly id: string;
  readonly conversationId: string;
  readonly isNew: boolean;
  readonly assistant: string;
  readonly question: string;
  readonly key?: string;
  readonly person?: string;
  readonly traceparent?: string;
  readonly parentSpan?: string;
  /** That there was one is kept, and nothing of what was said. */
  readonly isConfidential?: boolean;
  /** By which it is known again when it is sent once more. */
  readonly idempotency?: { readonly keyDigest: Buffer; readonly questionDigest: Buffer };
}

/** What is kept of a turn: committed before a model is called, and after the end. */
export interface TurnLog {
  /**
   * @throws BalieError `conversation-unknown` when the conversation does not exist, or is another assistant's or somebody else's.
   */
  received(turn: ReceivedTurn): Promise<void>;
  /**
   * Earlier answered turns of the conversation, oldest first.
   * @param readers of who asks, where somebody is logged in: nothing is in it of sources that these may not read any more.
   */
  history(conversationId: string, assistant: string, readers?: readonly string[]): Promise<readonly Exchange[]>;
  /** What was asked in the conversation before this turn, also what was not answered; oldest first, the last ones. */
  earlierQuestions(conversationId: string, assistant: string, turnId: string): Promise<readonly string[]>;
  /**
   * @param late what is kept, once that is possible, when this end could not be kept at once.
   * @returns whether the end was kept; a turn ends once. @throws BalieError `database-unavailable`.
   */
  ended(turnId: string, end: TurnEnd, late?: TurnEnd): Promise<boolean>;
}

/** How a turn ended, as it is kept. */
export interface TurnEnd {
  readonly outcome: Outcome;
  readonly answer: string;
  readonly sources: readonly Source[];
  /**
   * Catalogue code of the fault behind `failed`, `interrupted` or `quoted`, also `model-empty` when the model wrote nothing;
   * `not-carried` when its text stood in no source; `length` when it ran out of tokens.
   */
  readonly reason?: string;
  readonly model?: string;
  readonly promptTokens?: number;
  readonly answerTokens?: number;
  readonly durationMs: number;
  readonly details?: TurnDetails;
  readonly isConfidential?: boolean;
}

/** The closed set of ways in which a turn ends. */
export const OUTCOMES = ['answered', 'quoted', 'abstained', 'out-of-scope', 'blocked', 'handed-over', 'interrupted', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A passage as cited in an answer. */
export interface Source {
  /** 1-based; `[number]` in the answer refers to it. */
  readonly number: number;
  readonly title: string;
  /** Path on this desk that opens the passage in its document. */
  readonly url: string;
  /** The passage's text, or the part of it that was quoted. */
  readonly quote: string;
  readonly page?: number;
  /** The headings above the passage, outermost first. */
  readonly headings: readonly string[];
  /** Days (YYYY-MM-DD) from and to which its document holds. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly actions?: readonly Action[];
}
