import { BalieError } from '../errors.ts';
import { AnswerFilter } from './answer-filter.ts';
import type { Step, TurnContext } from './context.ts';
import type { TurnEvent } from './events.ts';
import { quote } from './quote.ts';
import { wholeSentences } from './whole-sentences.ts';

/**
 * Lets the model write the answer, and shows it as it comes. As long as nothing was shown, any fault of the host makes the desk
 * quote its documents, as it does where there is no model at all; after that the turn fails, for half an answer is no answer.
 */
export const generate: Step = async function* (context, { model }, signal) {
  const { assistant, asker, messages, passages } = context;
  const filter = new AnswerFilter(passages.length);
  let isCutOff = false;
  context.notes.model = assistant.model;
  try {
    for await (const chunk of model.chat({ model: assistant.model, messages, maxTokens: assistant.maxTokens, asker }, signal)) {
      if (chunk.type === 'waiting') {
        yield placeOf(context, chunk);
        continue;
      }
      const text = chunk.type === 'text' ? filter.push(chunk.text) : filter.end();
      if (chunk.type === 'end') {
        context.notes.promptTokens = chunk.promptTokens;
        context.notes.answerTokens = chunk.answerTokens;
        isCutOff = chunk.reason === 'length';
      }
      if (text === '') continue;
      context.answer += text;
      // What comes with the word for "no answer" is most often no answer either: it is not shown before that is judged.
      if (!filter.saidNoAnswer) yield { type: 'delta', text };
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof BalieError) || context.answer !== '') throw error;
    context.notes.reason = error.code;
    return yield* quote(context);
  }
  context.saidNoAnswer = filter.saidNoAnswer;
  context.cited = filter.cited;
  if (isCutOff) yield* cutBack(context);
};

/** What the asker is told of the queue before the model; when it is its turn, that the answer is being written. */
function placeOf({ conversationId }: TurnContext, { position, expectedMs }: { readonly position: number; readonly expectedMs: number }): TurnEvent {
  if (position === 0) return { type: 'status', phase: 'writing', conversationId };
  return { type: 'status', phase: 'waiting', conversationId, position, expectedSeconds: Math.ceil(expectedMs / 1_000) };
}

/** Half a sentence is not left standing: where the model ran out of tokens, the answer ends with its last whole sentence. */
async function* cutBack(context: TurnContext): AsyncGenerator<TurnEvent, void> {
  context.notes.reason = 'length';
  context.answer = wholeSentences(context.answer);
  // References are numbered as they appear, so those that went with the rest are the last ones.
  context.cited = context.cited.filter((_, index) => context.answer.includes(`[${index + 1}]`));
  if (context.answer === '' && !context.saidNoAnswer) yield* quote(context);
}
