import type { Step } from './context.ts';

/**
 * Finds passages. A follow-up such as "en hoeveel kost dat?" says too little by itself: when it finds nothing to answer from,
 * it is searched once more together with the question before it.
 */
export const find: Step = async function* (context, { search }) {
  const { question, assistant, history } = context;
  let found = await search.search(question, assistant);
  const before = history.at(-1)?.question;
  if (!found.answerable && before !== undefined) found = await search.search(`${before} ${question}`, assistant);
  context.passages = found.passages.slice(0, assistant.maxPassages);
  context.answerable = found.answerable;
  yield* [];
};
