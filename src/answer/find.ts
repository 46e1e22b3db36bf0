import type { Step } from './context.ts';
import { pointsBack, speakOf } from './follow-up.ts';
import type { Exchange } from './ports.ts';

/**
 * Finds passages. A follow-up such as "en hoeveel kost dat?" says too little by itself: it is searched together with the question
 * that it points back at. Any other question is searched alone, for the words of another would carry it, whatever it is about.
 */
export const find: Step = async function* (context, { search }) {
  const { question, assistant, history } = context;
  const whole = pointsBack(question) ? [question, ...before(history)] : [question];
  let found = await search.search(whole.join(' '), assistant);
  // Not about what was asked before after all: perhaps a question of its own.
  if (whole.length > 1 && !speakOf(found.passages, question)) found = await search.search(question, assistant);
  context.passages = found.passages.slice(0, assistant.maxPassages);
  context.answerable = found.answerable;
  yield* [];
};

/** The questions that a follow-up continues, newest first: back to the one that says by itself what it is about. */
function before(history: readonly Exchange[]): string[] {
  const asked = history.map(({ question }) => question);
  const start = asked.findLastIndex((question) => !pointsBack(question));
  return asked.slice(Math.max(0, start)).toReversed();
}
