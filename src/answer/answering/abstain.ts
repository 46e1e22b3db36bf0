import { bagOf, covers, wordOf } from '../claims/word.ts';
import { plainLetters, wordsOf } from '../words.ts';
import type { Step, TurnContext, TurnPorts } from '../context.ts';
import type { TurnEvent } from '../events.ts';
import { isContent, isForm } from '../follow-up/asking-words.ts';
import { wordsIn } from '../grounding/evidence.ts';
import type { Passage } from '../ports.ts';
import { reply } from '../replies.ts';
import { toSource } from './quote.ts';
import { isParticular, nounsIn } from '../subject/question.ts';
import { isAbusive } from '../scope/anger.ts';
import { lacksArticle } from '../subject/article.ts';
import { lacksDetail } from '../subject/detail.ts';
import { isForeign } from '../subject/foreign.ts';

/** Below this chance what was found only shares a word with the question. */
const NEAR = 0.08;
/** Of the best score: a page that scores less is about something else. */
const NEAR_BEST = 0.7;
const MAX_PAGES = 3;
/** Words of the asker that are said back, and how long each may be: a subject, never a sentence of theirs. */
const MAX_WORDS = 3;
const MAX_WORD = 30;
const MIN_WORD = 4;

/**
 * Ends the turn with an honest "I don't know": what stands in none of the documents, the pages that come near, and the way to a
 * person. For each step that finds that the documents do not carry an answer.
 */
export async function* abstain(context: TurnContext, ports: Pick<TurnPorts, 'contact'>): AsyncGenerator<TurnEvent, void> {
  const { replies } = context.assistant;
  const missing = missingWords(context);
  const pages = nearestPages(context);
  context.sources = pages.map((page, index) => toSource(page, index + 1));
  const about = missing.length === 0 || replies.missing === undefined ? '' : replies.missing.replace('{{words}}', missing.map((word) => `“${word}”`).join(', '));
  const titles = context.sources.map(({ title, number }) => `- ${title} [${number}]`).join('\n');
  const near = titles === '' || replies.nearest === undefined ? '' : `${replies.nearest}\n\n${titles}`;
  const [first = '', ...rest] = reply(replies.abstained, ports).split('\n\n');
  context.answer = [[first, about].filter((part) => part !== '').join(' '), near, ...rest].filter((part) => part !== '').join('\n\n');
  context.outcome = 'abstained';
  context.details = { ...context.details, abstained: { ...(context.confidence !== undefined && { confidence: context.confidence }), missing, nearest: pages.map(({ title }) => title) } };
  if (pages.length > 0) yield { type: 'sources', sources: context.sources };
}

/** Nouns that stand in nothing that was found, as they were typed: letters alone, so that nothing personal is among them. */
function missingWords({ question, understood = question, passages }: TurnContext): string[] {
  const found = bagOf(passages.flatMap(({ title, headings, text }) => wordsIn([title, ...headings, text].join(' '))));
  // What stands in brackets takes the place of something personal.
  const typed = understood.replaceAll(/\[[^\]\n]*\]/g, ' ').match(/[\p{L}\p{M}\p{N}@.-]+/gu) ?? [];
  const words = typed.map((word) => word.replaceAll(/^[.-]+|[.-]+$/g, ''));
  const isMissing = (word: string) => /^\p{L}+$/u.test(word) && word.length >= MIN_WORD && word.length <= MAX_WORD && isParticular(plainLetters(word)) && !covers(found, wordOf(plainLetters(word)));
  // Beside abuse nothing is a subject.
  if (isAbusive(understood)) return [];
  // More of them are no subject, but what somebody would have the desk say.
  if (new Set(words.filter(isMissing)).size > MAX_WORDS) return [];
  return [...new Map(nounsIn(words).filter(isMissing).map((word) => [word.toLowerCase(), word])).values()];
}

/** The documents that come near: of some chance, and with a word of the question in their title or headings. */
function nearestPages({ question, passages, confidence = 0 }: TurnContext): Passage[] {
  if (confidence < NEAR) return [];
  const asked = wordsOf(question).filter((word) => word.length >= MIN_WORD && isContent(word));
  const best = passages[0]?.score ?? 0;
  const near = passages.filter(({ score, title, headings }) => {
    const named = wordsOf([title, ...headings].join(' '));
    return score >= best * NEAR_BEST && asked.some((word) => named.some((other) => isForm(word, other) || isForm(other, word)));
  });
  return [...Map.groupBy(near, ({ documentId }) => documentId).values()].flatMap(([first]) => first ?? []).slice(0, MAX_PAGES);
}

/** Ends the turn where the documents do not carry an answer: an honest "I don't know" and a person to call. */
export const decide: Step = async function* (context, ports) {
  const isCarried = context.answerable && context.passages.length > 0;
  if (isCarried && !isOther(context)) return;
  if (isCarried) context.details = { ...context.details, foreign: true };
  yield* abstain(context, ports);
};

/** A follow-up names its subject in an earlier question: only what was searched by itself is held against what was found. */
function isOther({ understood, passages }: TurnContext): boolean {
  return understood !== undefined && (isForeign(understood, passages) || lacksDetail(passages, understood) || lacksArticle(passages, understood));
}
