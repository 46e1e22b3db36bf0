import { abstain } from './abstain.ts';
import type { Step, TurnContext } from './context.ts';
import { lacksDetail } from './subject/detail.ts';
import { isForeign } from './subject/foreign.ts';

/** Ends the turn where the documents do not carry an answer: an honest "I don't know" and a person to call. */
export const decide: Step = async function* (context, ports) {
  const isCarried = context.answerable && context.passages.length > 0;
  if (isCarried && !isOther(context)) return;
  if (isCarried) context.details = { ...context.details, foreign: true };
  yield* abstain(context, ports);
};

/** A follow-up names its subject in an earlier question: only what was searched by itself is held against what was found. */
function isOther({ understood, passages }: TurnContext): boolean {
  return understood !== undefined && (isForeign(understood, passages) || lacksDetail(passages, understood));
}
