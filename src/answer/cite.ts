import { abstain } from './abstain.ts';
import { carrier, wordsOf } from './carry.ts';
import type { Step, TurnContext } from './context.ts';
import { withoutEcho } from './echo.ts';
import { quote } from './quote.ts';
import { toSource } from './source.ts';

const REFERENCES = /\[\d+\]/g;
/** Fewer words than this are what was left around a word that went, such as "Antwoord:", not a sentence. */
const MIN_SENTENCE = 3;

/**
 * Gives the answer its sources: the passages it cites, or the one that carries it where the model forgot to say so. An empty
 * answer is an abstention; one that no passage carries is not given, the passages are quoted in its place.
 */
export const cite: Step = async function* (context, ports) {
  const { passages, assistant } = context;
  context.answer = withoutEcho(context.answer, `${assistant.systemPrompt}\n${assistant.questionPrompt}`);
  if (isAbstention(context)) return yield* abstain(context, ports);
  if (context.saidNoAnswer) context.answer = withoutEmptyMarks(context.answer);
  let cited = context.cited;
  if (cited.length === 0) {
    const found = carrier(context.answer, passages);
    if (found === undefined) {
      context.notes.reason ??= 'not-carried';
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

/** Nothing but marks and references, or the word for "no answer" with no sentence beside it that names its source. */
function isAbstention({ answer, cited, saidNoAnswer }: TurnContext): boolean {
  const words = wordsOf(answer.replaceAll(REFERENCES, ''));
  return words.length === 0 || (saidNoAnswer && (cited.length === 0 || words.length < MIN_SENTENCE));
}

/** What stood around a word that went: `****`, `""`, and the stop behind it. */
function withoutEmptyMarks(answer: string): string {
  return answer.replaceAll(/(\*\*|["'`_*])\s*\1/g, '').replace(/^[\s.,:;!]+/, '');
}
