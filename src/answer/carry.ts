import type { Passage } from './ports.ts';

/** Share of an answer's words that one passage must hold to count as what the answer was taken from. */
const CARRIES = 0.6;
const MIN_WORD = 4;

/**
 * Finds the passage that an answer without references was taken from: small models repeat a source nearly word for word, and
 * forget its number.
 * @returns the passage's index, or undefined when none holds enough of the answer's words and all of its numbers.
 */
export function carrier(answer: string, passages: readonly Passage[]): number | undefined {
  const words = new Set(wordsOf(answer).filter((word) => word.length >= MIN_WORD));
  const numbers = wordsOf(answer).filter((word) => /^\d/.test(word));
  let best: { index: number; share: number } | undefined;
  for (const [index, passage] of passages.entries()) {
    const present = new Set(wordsOf([passage.title, ...passage.headings, passage.text].join(' ')));
    if (!numbers.every((number) => present.has(number))) continue;
    const share = [...words].filter((word) => present.has(word)).length / Math.max(1, words.size);
    if (share >= CARRIES && share > (best?.share ?? 0)) best = { index, share };
  }
  return best?.index;
}

/** Words in lower case without accents, and numbers with their decimals. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.match(/\d+(?:[.,:]\d+)*|\p{L}+/gu) ?? [];
}
