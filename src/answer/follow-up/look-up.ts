import { type Asked, carryContext } from './carry-context.ts';
import { byTitle, onPoint, wayFirst } from '../subject/order.ts';
import { articleFirst } from '../subject/article.ts';
import { detailFirst } from '../subject/detail.ts';
import { isContent } from './asking-words.ts';
import { wordsOf } from '../words.ts';
import type { Searched } from '../details.ts';
import type { Passage, PromptStamp, SearchedBy } from '../ports.ts';
import { type Rewrite, rewritten } from './rewriter.ts';

/** Passages of one document that are shown at most: room for other sources remains. */
const SHOWN_PER_DOCUMENT = 3;

/** What puts follow-ups anew, and whether that is searched beside the asker's own words or instead of them. */
export interface Rewriting {
  readonly rewrite: Rewrite;
  readonly keepsOwnWords: boolean;
  /** What it is asked with. */
  readonly prompt: PromptStamp;
}

/**
 * Finds passages for a question in its conversation. A follow-up such as "en hoeveel kost dat?" says too little by itself: it is
 * searched together with the question that it continues. Any other question is searched alone, for the words of another would
 * carry it, whatever it is about.
 * @param search asks the documents one text: what a question is about by words alone, some times; what answers it by all, once. What it
 *   throws is thrown on.
 * @param rewriting for follow-ups: what a model makes of them is searched instead of what is carried.
 * @returns what search found, its passages in the order in which they answer, at most three of each document; and what was searched.
 */
export async function lookUp<Found extends { readonly passages: readonly Passage[]; readonly understood?: string }>(
  asked: Asked,
  search: (text: string, by: SearchedBy) => Promise<Found>,
  { rewriting, signal }: { readonly rewriting: Rewriting | undefined; readonly signal: AbortSignal },
): Promise<Found & { readonly searched: Searched }> {
  const carried = await carryContext(asked, remembering((text) => search(text, 'words')));
  const isFollowUp = carried.length > 1;
  const anew = isFollowUp && rewriting !== undefined ? await rewritten(asked, rewriting.rewrite, signal) : undefined;
  const texts = anew === undefined ? carried : [anew, ...(rewriting?.keepsOwnWords ? [asked.question] : [])];
  const text = texts.join(' ');
  const found = await search(text, 'all');
  const understood = found.understood ?? text;
  // What a follow-up names anew is what it is about: "en een terras?"
  const isNew = isFollowUp && wordsOf(asked.question).some(isContent);
  const titled = byTitle(found.passages, isNew ? asked.question : understood);
  const passages = articleFirst(isFollowUp ? onPoint(titled, asked.question) : wayFirst(detailFirst(titled, understood), understood), understood);
  return { ...found, passages: spread(passages), searched: { text, isRewritten: anew !== undefined } };
}

/** The same text is asked once: whether it stands alone and what it is about are often both asked. */
function remembering<Found>(search: (text: string) => Promise<Found>): (text: string) => Promise<Found> {
  const asked = new Map<string, Promise<Found>>();
  return (text) => {
    const found = asked.get(text) ?? search(text);
    asked.set(text, found);
    return found;
  };
}

/** At most so many of each document, in the same order. */
function spread(passages: readonly Passage[]): Passage[] {
  const shown = new Map<string, number>();
  return passages.filter(({ documentId }) => {
    const count = (shown.get(documentId) ?? 0) + 1;
    shown.set(documentId, count);
    return count <= SHOWN_PER_DOCUMENT;
  });
}
