import { createHash } from 'node:crypto';
import type { TurnContext } from './context.ts';
import type { Made, PassageStamp } from './details.ts';
import type { Passage } from './ports.ts';
import { toSource } from './answering/quote.ts';

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
