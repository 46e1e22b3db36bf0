import { abstain } from './abstain.ts';
import type { Step } from './context.ts';

/** Ends the turn where the documents do not carry an answer: an honest "I don't know" and a person to call. */
export const decide: Step = async function* (context, ports) {
  if (context.answerable && context.passages.length > 0) return;
  yield* abstain(context, ports);
};
