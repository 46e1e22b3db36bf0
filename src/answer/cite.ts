import { carrier } from './carry.ts';
import type { Step } from './context.ts';
import { quote } from './quote.ts';
import { toSource } from './source.ts';

/**
 * Gives the answer its sources: the passages it cites, or the one that carries it where the model forgot to say so. An empty
 * answer is an abstention; one that no passage carries is not given, the passages are quoted in its place.
 */
export const cite: Step = async function* (context) {
  const { passages, assistant } = context;
  context.answer = context.answer.trim();
  if (/^[.\s]*$/.test(context.answer)) {
    context.answer = assistant.replies.abstained;
    context.outcome = 'abstained';
    return;
  }
  let cited = context.cited;
  if (cited.length === 0) {
    const found = carrier(context.answer, passages);
    if (found === undefined) {
      context.notes.reason = 'not-carried';
      return yield* quote(context);
    }
    cited = [found];
    context.answer += ' [1]';
  }
  context.sources = cited.flatMap((index, position) => {
    const passage = passages[index];
    return passage === undefined ? [] : [toSource(passage, position + 1)];
  });
  context.outcome = 'answered';
  yield { type: 'sources', sources: context.sources };
};
