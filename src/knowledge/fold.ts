import type { FoundPassage } from './types.ts';

/** Two texts of fewer words are the same by chance: "Inschrijven is gratis." is said of many things, and its title tells of which. */
const LEAST_WORDS = 8;
/** A text that stands in another one is the same when it is at least this share of it: splitting seldom cuts two files alike. */
const LEAST_SHARE = 0.8;

/** A passage that several documents have, and those documents. */
type Folded = FoundPassage & { readonly alsoIn: readonly FoundPassage['alsoIn'][number][] };

/**
 * Gives a text that stands in several documents, such as a page and its PDF, one place: that of its best passage, which names the other
 * documents. All passages must be ones that the asker may read.
 *
 * The same is only what has the same words and numbers in one run, under the same last heading. Likeness does not suffice: two acts
 * that differ in "drie" and "vier", or in whose "deze wet" it is, say different things.
 * @param passages best first.
 * @returns in the same order. Within one document nothing is folded.
 */
export function foldDuplicates(passages: readonly FoundPassage[]): FoundPassage[] {
  const kept: { passage: Folded; words: string; count: number }[] = [];
  for (const passage of passages) {
    const words = wordsOf(passage.text);
    const one = { passage, words: ` ${words.join(' ')} `, count: words.length };
    const same = kept.find((other) => isSame(other, one) && other.passage.documentId !== passage.documentId);
    if (same === undefined) kept.push(one);
    else same.passage = { ...same.passage, alsoIn: withPlace(same.passage, passage) };
  }
  return kept.map(({ passage }) => passage);
}

interface Compared {
  readonly passage: FoundPassage;
  readonly words: string;
  readonly count: number;
}

function isSame(one: Compared, other: Compared): boolean {
  const [short, long] = one.count < other.count ? [one, other] : [other, one];
  return (
    short.count >= LEAST_WORDS &&
    short.count >= long.count * LEAST_SHARE &&
    long.words.includes(short.words) &&
    numbersOf(short.words) === numbersOf(long.words) &&
    lastHeading(short.passage) === lastHeading(long.passage)
  );
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

function numbersOf(words: string): string {
  return (words.match(/ \p{N}\S*/gu) ?? []).join('');
}

function lastHeading({ headings }: FoundPassage): string {
  return wordsOf(headings.at(-1) ?? '').join(' ');
}
