import type { FoundPassage } from '../types.ts';

/** Two texts of fewer words are the same by chance: "Inschrijven is gratis." is said of many things, and its title tells of which. */
const LEAST_WORDS = 8;

/** A passage that several documents have, and those documents. */
type Folded = FoundPassage & { readonly alsoIn: readonly FoundPassage['alsoIn'][number][] };

/**
 * Gives a text that stands in several documents, such as a page and its PDF, one place: that of its best passage, which names the other
 * documents. All passages must be ones that the asker may read.
 *
 * The same is only what has the same words and numbers, from first to last, under the same last heading. Likeness does not suffice:
 * two acts that differ in "drie" and "vier", or in whose "deze wet" it is, say different things. Nor does it that one text holds the
 * other: what it has more of may be the exception.
 * @param passages best first.
 * @returns in the same order. Within one document nothing is folded.
 */
export function foldDuplicates(passages: readonly FoundPassage[]): FoundPassage[] {
  const kept: { passage: Folded; said: string | undefined }[] = [];
  for (const passage of passages) {
    const said = saidBy(passage);
    const same = kept.find((other) => said !== undefined && other.said === said && other.passage.documentId !== passage.documentId);
    if (same === undefined) kept.push({ passage, said });
    else same.passage = { ...same.passage, alsoIn: withPlace(same.passage, passage) };
  }
  return kept.map(({ passage }) => passage);
}

/** What a passage says, and under which heading; undefined when that is too little to compare. */
function saidBy({ headings, text }: FoundPassage): string | undefined {
  const words = wordsOf(text);
  return words.length < LEAST_WORDS ? undefined : `${wordsOf(headings.at(-1) ?? '').join(' ')}\n${words.join(' ')}`;
}

function withPlace({ documentId, alsoIn }: FoundPassage, other: FoundPassage): FoundPassage['alsoIn'] {
  const known = new Set([documentId, ...alsoIn.map((place) => place.documentId)]);
  const place = { documentId: other.documentId, title: other.title, url: other.url };
  return [...alsoIn, ...[place, ...other.alsoIn].filter((one) => !known.has(one.documentId))];
}

/** Words and numbers as they are, in lower case: "86,20" is one, and marks of a list, a table or Markdown are none. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{N}+(?:[.,:/-]\p{N}+)*|[\p{L}\p{M}]+/gu) ?? [];
}
