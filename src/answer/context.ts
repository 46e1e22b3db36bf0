import type { Searched, Term } from './details.ts';
import type { CrisisHelp } from './crisis/recognise.ts';
import type { TurnDetails } from './details.ts';
import type { TurnEvent } from './events.ts';
import type { Rewriting } from './follow-up/look-up.ts';
import type { Languages } from './language/languages.ts';
import type { Plain } from './plain/port.ts';
import type { LinkTokens } from './safety/links.ts';
import type { Guard } from './safety/port.ts';
import type { Asker, Assistant, ChatMessage, ChatModel, Exchange, Passage, PromptStamp, RanOn, Search, Source, TurnEnd, TurnLog } from './ports.ts';

export interface TurnPorts {
  readonly log: TurnLog;
  readonly search: Search;
  readonly model: ChatModel;
  readonly guard: Guard;
  /** Undefined: follow-ups are searched by carrying alone. */
  readonly rewriting?: Rewriting | undefined;
  /** Undefined: every question is taken for Dutch. */
  readonly languages?: Languages | undefined;
  /** Undefined: answers are not measured. */
  readonly plain?: Plain;
  /** The ways to a person, and whether they are open now, in sentences; absent: nothing is said of them. */
  readonly contact?: () => string;
  /** How it is with them now and today, told in a language; empty where no hours are configured. */
  readonly openings?: (language: string) => string;
  /** Whether documents are being read for the first time, or files of the asker's conversation still are, so that not all can be found yet; absent: they have been. */
  readonly unread?: (asker: Asker) => Promise<{ readonly documents: boolean; readonly files: boolean }>;
  /** Absent: nobody is taken to be in need. */
  readonly crisis?: CrisisHelp;
  readonly newId: () => string;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
  /** A turn that runs longer is ended. */
  readonly deadlineMs: number;
  /** Of Balie, for the record. */
  readonly version: string;
}

export interface TurnRequest {
  readonly assistant: Assistant;
  readonly question: string;
  /** Undefined: a new conversation. */
  readonly conversationId: string | undefined;
  /** Whether nothing was asked in it yet, though it has a number; absent: as the number says. */
  readonly isNew?: boolean;
  /** Whose share of the models this is; absent: the conversation's, in the audience of the assistant. */
  readonly asker?: Asker;
  /** W3C Trace Context, for hosts. */
  readonly traceparent?: string;
  /** The span of who called the desk, where they said so. */
  readonly parentSpan?: string;
  /** Of somebody in need: nothing is kept of it. What is no such turn is kept all the same. */
  readonly isUnkept?: boolean;
}

/** What the steps of one turn read and write. A step that sets `outcome` is the last. */
export interface TurnContext {
  /** With its fixed texts in the language of the turn. */
  assistant: Assistant;
  /** As it is kept, what is personal in it masked by the first step; in Dutch, from the step on that understands it. */
  question: string;
  /** As it was kept, of a question that was put in Dutch. */
  asked?: string;
  /** What the answer is given in, by its ISO 639-1 code. */
  language: string;
  /** Kinds of personal data that were taken out of it. */
  masked: readonly string[];
  readonly id: string;
  readonly conversationId: string;
  readonly isNew: boolean;
  readonly asker: Asker;
  /** Whether the question is in the log: only then there is an end to keep. */
  recorded: boolean;
  history: readonly Exchange[];
  searched?: Searched;
  /** What search found, and what of it the model can read. */
  found: readonly Passage[];
  passages: readonly Passage[];
  answerable: boolean;
  /** The question with its typing errors put right, where it was searched by itself. */
  understood?: string;
  /** How probable it is that the passages answer the question, 0 to 1; undefined when search did not say. */
  confidence?: number;
  messages: readonly ChatMessage[];
  /** What stands for addresses in what the model reads and writes. */
  links: LinkTokens;
  answer: string;
  /** The Dutch of an answer that was translated: that counts. */
  dutchAnswer?: string;
  /** Difficult words in the answer, with what they mean. */
  terms: readonly Term[];
  /** Whether the model said that the sources hold no answer, though it may have gone on to give one, or nothing but its instructions. */
  saidNoAnswer: boolean;
  /** Indexes of the passages that the answer cites, in the order of their numbers. */
  cited: readonly number[];
  sources: readonly Source[];
  outcome?: TurnEnd['outcome'];
  /** Of prompts that were used beside the assistant's own. */
  readonly prompts: PromptStamp[];
  ranOn?: RanOn;
  /** What a person who reads the log wants to know besides. */
  readonly notes: { reason?: string; model?: string; promptTokens?: number; answerTokens?: number };
  details: TurnDetails;
  /** Text that comes above the answer, whatever that is. */
  above?: string;
  /** Text that comes under the answer, whatever that is. */
  below?: string;
  /** Of a turn that gave help to somebody in need: its question being kept. Nothing may wait for it for long. */
  keeping?: Promise<void>;
  /** As the request says. */
  readonly isUnkept: boolean;
}

/** What a part of a step needs that asks a model. */
export interface Turn {
  readonly context: TurnContext;
  readonly ports: TurnPorts;
  readonly signal: AbortSignal;
}

/** One named part of a turn. Yields what the asker may see at once, if there is any; throws a BalieError to end the turn as failed. */
export type Step = (context: TurnContext, ports: TurnPorts, signal: AbortSignal) => AsyncGenerator<TurnEvent, void> | Promise<void> | void;

/** Takes a step, to its end. */
export async function* taken(step: Step, ...turn: Parameters<Step>): AsyncGenerator<TurnEvent, void> {
  const events = step(...turn);
  if (events !== undefined && Symbol.asyncIterator in events) yield* events;
  else await events;
}

/** Gives a turn its outcome and what is said, where a fixed text says it all. */
export function endWith(context: TurnContext, outcome: TurnEnd['outcome'], answer: string, reason?: string): void {
  context.answer = answer;
  context.outcome = outcome;
  if (reason !== undefined) context.notes.reason = reason;
}
