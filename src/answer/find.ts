import type { Step } from './context.ts';
import { lookUp } from './follow-up/look-up.ts';

/** Finds the passages that the answer may be taken from. */
export const find: Step = async function* (context, { search, rewriting, guard }, signal) {
  const { assistant, asker } = context;
  const found = await lookUp(context, (text, by) => search.search(guard.withoutMasks(text), assistant, by, asker), { rewriting, signal });
  context.found = found.passages.slice(0, assistant.maxPassages);
  context.passages = context.found;
  context.searched = found.searched;
  if (found.searched.isRewritten && rewriting !== undefined) context.prompts.push(rewriting.prompt);
  context.answerable = found.answerable;
  const isAlone = found.searched.text === context.question;
  if (isAlone && found.understood !== undefined) context.understood = found.understood;
  if (found.confidence !== undefined) context.confidence = found.confidence;
  yield* [];
};
