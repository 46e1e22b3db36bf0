import { BalieError } from '../errors.ts';
import { AnswerFilter } from './answer-filter.ts';
import type { Step, TurnContext } from './context.ts';
import type { TurnEvent } from './events.ts';
import { quote } from './quote.ts';
import { wholeSentences } from './whole-sentences.ts';

/** In Dutch, for most models. */
const LETTERS_PER_TOKEN = 4;

/**
 * Lets the model write the answer, and shows it as it comes. As long as nothing was shown, any fault of the host makes the desk
 * quote its documents, as it does where there is no model at all; after that the turn fails, for half an answer is no answer.
 */
export const generate: Step = async function* (context, { model }, signal) {
  const { assistant, asker, messages, passages, links } = context;
  const filter = new AnswerFilter(passages.length);
  let isCutOff = false;
  let chunks = 0;
  context.notes.model = assistant.model;
  try {
    for await (const chunk of model.chat({ model: assistant.model, messages, maxTokens: assistant.maxTokens, asker }, signal)) {
      if (chunk.type === 'waiting') {
        yield placeOf(context, chunk);
        continue;
      }
      chunks += 1;
      const text = chunk.type === 'text' ? filter.push(links.push(chunk.text)) : filter.push(links.end()) + filter.end();
      if (chunk.type === 'end') {
        context.notes.promptTokens = chunk.promptTokens;
        context.notes.answerTokens = chunk.answerTokens;
        isCutOff = chunk.reason === 'length';
        if (chunk.ranOn !== undefined) context.ranOn = chunk.ranOn;
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
  } finally {
    if (chunks > 0 && context.notes.answerTokens === undefined) Object.assign(context.notes, usageUntilCutOff(context, chunks));
  }
  context.saidNoAnswer = filter.saidNoAnswer;
  context.cited = filter.cited;
  if (isCutOff) yield* cutBack(context);
};

/** Roughly: a host that was cut off does not tell. Each chunk is a token, or nearly. */
function usageUntilCutOff({ messages }: TurnContext, chunks: number): { promptTokens: number; answerTokens: number } {
  const letters = messages.reduce((sum, { content }) => sum + content.length, 0);
  return { promptTokens: Math.ceil(letters / LETTERS_PER_TOKEN), answerTokens: chunks };
}

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
