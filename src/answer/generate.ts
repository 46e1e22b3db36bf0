import { BalieError } from '../errors.ts';
import { AnswerFilter } from './answer-filter.ts';
import type { Step } from './context.ts';
import { quote } from './quote.ts';

/**
 * Lets the model write the answer, and shows it as it comes. As long as nothing was shown, any fault of the host makes the desk
 * quote its documents, as it does where there is no model at all; after that the turn fails, for half an answer is no answer.
 */
export const generate: Step = async function* (context, { model }, signal) {
  const { assistant, messages, passages } = context;
  const filter = new AnswerFilter(passages.length);
  context.notes.model = assistant.model;
  try {
    for await (const chunk of model.chat({ model: assistant.model, messages, maxTokens: assistant.maxTokens }, signal)) {
      const text = chunk.type === 'text' ? filter.push(chunk.text) : filter.end();
      if (chunk.type === 'end') {
        context.notes.promptTokens = chunk.promptTokens;
        context.notes.answerTokens = chunk.answerTokens;
      }
      if (text === '') continue;
      context.answer += text;
      yield { type: 'delta', text };
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof BalieError) || context.answer !== '') throw error;
    context.notes.reason = error.code;
    yield* quote(context);
  }
  context.cited = filter.cited;
};
