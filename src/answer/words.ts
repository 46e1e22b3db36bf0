/** Words in lower case without accents, and numbers with their decimals. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.match(/\d+(?:[.,:]\d+)*|\p{L}+/gu) ?? [];
}
