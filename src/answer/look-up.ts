import { type Asked, carryContext } from './carry-context.ts';
import { onPoint } from './on-point.ts';
import type { Passage } from './ports.ts';

/** Passages of one document that are shown at most: room for other sources remains. */
const PER_DOCUMENT = 3;

/**
 * Finds passages for a question in its conversation. A follow-up such as "en hoeveel kost dat?" says too little by itself: it is
 * searched together with the question that it continues. Any other question is searched alone, for the words of another would
 * carry it, whatever it is about.
 * @param search asks the documents one text; what it throws is thrown on.
 * @returns what search found, its passages in the order in which they answer, at most three of each document.
 */
export async function lookUp<Found extends { readonly passages: readonly Passage[] }>(
  asked: Asked,
  search: (text: string) => Promise<Found>,
): Promise<Found> {
  const once = remembering(search);
  const texts = await carryContext(asked, once);
  const found = await once(texts.join(' '));
  const passages = texts.length === 1 ? found.passages : onPoint(found.passages, asked.question);
  return { ...found, passages: spread(passages) };
}

/** The same text is asked once: deciding what to search has often searched it already. */
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
    return count <= PER_DOCUMENT;
  });
}
