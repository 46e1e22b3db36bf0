import { abstain } from './abstain.ts';
import type { Step } from '../context.ts';
import { quote, toSource } from './quote.ts';

/**
 * Gives the answer the sources that carry it. Where the model said that there is no answer, the turn is an abstention; where it said
 * nothing, or no passage carries what it said, nothing of that was given, and the passages are quoted in its place.
 */
export const cite: Step = async function* (context, ports) {
  const { passages, answer, saidNoAnswer } = context;
  if (answer === '' && saidNoAnswer) return yield* abstain(context, ports);
  if (answer === '') {
    context.notes.reason ??= 'not-carried';
    return yield* quote(context);
  }
  context.sources = context.cited.flatMap((index, position) => {
    const passage = passages[index];
    return passage === undefined ? [] : [toSource(passage, position + 1)];
  });
  context.outcome = 'answered';
  yield { type: 'sources', sources: context.sources };
};
