/** In lower case and without accents. */
export function plainLetters(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Words in lower case without accents, and numbers with their decimals. */
export function wordsOf(text: string): string[] {
  return plainLetters(text).match(/\d+(?:[.,:]\d+)*|\p{L}+/gu) ?? [];
}

/** A list with white space between its words. */
export function setOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
