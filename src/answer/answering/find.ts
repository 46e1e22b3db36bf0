import type { Step, TurnContext, TurnPorts } from '../context.ts';
import { lookUp } from '../follow-up/look-up.ts';
import { bearingOf } from '../follow-up/asking-words.ts';
import { behindStory } from '../subject/question.ts';

/** Finds the passages that the answer may be taken from. */
export const find: Step = async (context, ports, signal) => {
  const { assistant } = context;
  // Before it is searched: what is read from then on was not found.
  const unread = await ports.unread?.(context.asker);
  const notices = [unread?.documents === true && assistant.replies.stillReading, unread?.files === true && assistant.replies.fileWaiting];
  const below = [context.below, ...notices].filter((part) => typeof part === 'string');
  if (below.length > 0) context.below = below.join('\n\n');
  const { asked, found } = await findFor(context, ports, signal);
  context.found = found.passages.slice(0, assistant.maxPassages);
  context.passages = context.found;
  context.searched = found.searched;
  if (found.searched.isRewritten && ports.rewriting !== undefined) context.prompts.push(ports.rewriting.prompt);
  context.answerable = found.answerable;
  const isAlone = found.searched.text === asked;
  if (isAlone && found.understood !== undefined) context.understood = found.understood;
  if (found.confidence !== undefined) context.confidence = found.confidence;
};

/** What is found for a question; where its story makes that unsure, and the question behind it stands by itself, for that alone. */
async function findFor({ question, history, assistant, asker }: TurnContext, { search, rewriting, guard }: TurnPorts, signal: AbortSignal) {
  const lookUpAlone = (asked: string, earlier: TurnContext['history']) =>
    lookUp({ question: asked, history: earlier, asker }, (text, by) => search.search(guard.withoutMasks(text), assistant, by, asker), { rewriting, signal });
  const found = await lookUpAlone(question, history);
  const behind = found.answerable ? question : behindStory(question);
  if (behind === question || bearingOf(behind) === 'back') return { asked: question, found };
  const alone = await lookUpAlone(behind, []);
  return alone.answerable ? { asked: behind, found: alone } : { asked: question, found };
}
