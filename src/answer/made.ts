import { createHash } from 'node:crypto';
import type { TurnContext } from './context.ts';
import type { Searched } from './follow-up/look-up.ts';
import type { Passage, PromptStamp, RanOn } from './ports.ts';
import { toSource } from './source.ts';

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
