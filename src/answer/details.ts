import type { GateDetails } from './grounding/gate.ts';
import type { LanguageDetails } from './language/languages.ts';
import type { PlainDetails } from './plain/port.ts';
import { createHash } from 'node:crypto';
import type { TurnContext } from './context.ts';
import type { Searched } from './follow-up/look-up.ts';
import type { Passage, PromptStamp, RanOn } from './ports.ts';
import { toSource } from './quote.ts';

/**
 * What is kept of how an answer came about, encrypted with what was said. Each part of a turn has a field of its own here; what did not
 * play a part is absent. It may hold words of the asker: it is for who reads the log, never for a line of the console.
 */
export interface TurnDetails {
  /** What of the model's text the passages carried, and what was dropped. */
  readonly grounding?: GateDetails;
  /** The question was about the asker's own case: the desk does not decide. */
  readonly personalCase?: true;
  /** What was found shares words with the question, but is about something else, or does not say what was asked of it. */
  readonly foreign?: true;
  readonly made?: Made;
  readonly guard?: GuardDetails;
  readonly language?: LanguageDetails;
  readonly plain?: PlainDetails;
  readonly [part: string]: unknown;
}

interface GuardDetails {
  /** Kinds of personal data that were taken out of the question, and those that ended the turn. */
  readonly masked?: readonly string[];
  readonly refused?: readonly string[];
  /** How much the question looks like an attempt to mislead, and why. */
  readonly score?: number;
  readonly reasons?: readonly string[];
  /** Passages out of which something was taken, orders to an assistant mostly: `document#ordinal`. */
  readonly screened?: readonly string[];
  /** The model gave its instructions away: what it said was taken back. */
  readonly hasLeaked?: true;
}

/** What an answer was made of: enough to show later why it came about, and to tell what has changed since. */
export interface Made {
  /** Version of Balie. */
  readonly balie: string;
  readonly prompts: readonly PromptStamp[];
  /** Of all that the model was sent; absent when no model was asked. */
  readonly messagesSha256?: string;
  readonly model?: RanOn;
  readonly settings: { readonly maxPassages: number; readonly maxTokens: number };
  readonly searched?: Searched;
  /** Whether search was sure enough. */
  readonly answerable: boolean;
  /** What search found, best first. */
  readonly passages: readonly PassageStamp[];
  /** Earlier exchanges of the conversation that were at hand. */
  readonly earlier: number;
}

export interface PassageStamp {
  readonly documentId: string;
  readonly ordinal: number;
  readonly title: string;
  readonly score: number;
  /** Of its text. */
  readonly sha256: string;
  /** Whether the model was given it. */
  readonly isGiven: boolean;
  readonly isCited: boolean;
}

/** @param balie version of Balie. */
export function madeOf(context: TurnContext, balie: string): Made {
  const { assistant, prompts, messages, ranOn, searched, answerable, found, history } = context;
  const { maxPassages, maxTokens } = assistant;
  const isAsked = messages.length > 0;
  return {
    balie,
    prompts: [...(isAsked ? assistant.prompts : []), ...prompts],
    ...(isAsked && { messagesSha256: sha256(JSON.stringify(messages)) }),
    ...(ranOn && { model: ranOn }),
    settings: { maxPassages, maxTokens },
    ...(searched && { searched }),
    answerable,
    passages: found.map((passage) => stampOf(passage, context)),
    earlier: history.length,
  };
}

function stampOf(passage: Passage, { messages, passages, sources }: TurnContext): PassageStamp {
  const { documentId, ordinal, title, score, text } = passage;
  const { url } = toSource(passage, 1);
  const isGiven = messages.length > 0 && passages.some((one) => one.documentId === documentId && one.ordinal === ordinal);
  return { documentId, ordinal, title, score, sha256: sha256(text), isGiven, isCited: sources.some((source) => source.url === url) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
