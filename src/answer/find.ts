import type { Step } from './context.ts';
import { onPoint, pointsBack, speakOf } from './follow-up.ts';
import type { Exchange, Passage } from './ports.ts';

/** Passages of one document that are shown at most: room for other sources remains. */
const PER_DOCUMENT = 3;
/** Passages that must speak of a follow-up; further down the list almost any word occurs. */
const LOOKED_AT = 8;

/**
 * Finds passages. A follow-up such as "en hoeveel kost dat?" says too little by itself: it is searched together with the question
 * that it points back at. Any other question is searched alone, for the words of another would carry it, whatever it is about.
 */
export const find: Step = async function* (context, { search }) {
  const { question, assistant, history } = context;
  const isFollowUp = pointsBack(question) && history.length > 0;
  const whole = isFollowUp ? [question, ...before(history)] : [question];
  let found = await search.search(whole.join(' '), assistant);
  if (isFollowUp) {
    const isAbout = speakOf(spread(found.passages).slice(0, LOOKED_AT), question);
    // Not about what was asked before after all: perhaps a question of its own.
    found = isAbout ? { ...found, passages: onPoint(found.passages, question) } : await search.search(question, assistant);
  }
  context.passages = spread(found.passages).slice(0, assistant.maxPassages);
  context.answerable = found.answerable;
  yield* [];
};

/** The questions that a follow-up continues, newest first: back to the one that says by itself what it is about. */
function before(history: readonly Exchange[]): string[] {
  const asked = history.map(({ question }) => question);
  const start = asked.findLastIndex((question) => !pointsBack(question));
  return asked.slice(Math.max(0, start)).toReversed();
}

/** At most so many of each document, in the same order. */
function spread(passages: readonly Passage[]): Passage[] {
  const shown = new Map<string, number>();
  return passages.filter(({ documentId }) => {
    const count = (shown.get(documentId) ?? 0) + 1;
    shown.set(documentId, count);
    return count <= PER_DOCUMENT;
  });
}
