/** Ends a sentence: no phrase goes on over it. */
export const STOP = '.';

/** Letters that have no decomposition of their own, as people type them without the right keyboard. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', ĳ: 'ij', أ: 'ا', إ: 'ا', آ: 'ا', ة: 'ه', ى: 'ي', ـ: '' };
const PLAIN_LETTERS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');
/** Digits and signs that stand for letters inside a word ("z3lfm00rd"). */
const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };
const TOKEN = /[\p{L}\p{N}@$]+|[.!?…]+|\n\s*\n/gu;

/**
 * The words of a text as phrases are compared with them: lower case, without accents, marks and apostrophes, a letter that is held down
 * once or twice, letters that stand apart as the word that they spell; and a `STOP` where a sentence ends.
 */
export function tokensOf(text: string): string[] {
  const plain = plainOf(text);
  return joinLetters(Array.from(plain.matchAll(TOKEN), ([found]) => (/^[\p{L}\p{N}@$]/u.test(found) ? wordOf(found) : STOP)));
}

/** Lower case, without what only decorates or hides letters. */
export function plainOf(text: string): string {
  // Some of these letters have a decomposition that would lose them.
  const known = text.toLowerCase().replaceAll(PLAIN_LETTERS, (letter) => PLAIN[letter] ?? letter);
  return known.normalize('NFKD').toLowerCase().replaceAll(/[\p{M}\p{Cf}'’‘`´ʼ]/gu, '').replaceAll(PLAIN_LETTERS, (letter) => PLAIN[letter] ?? letter);
}

function wordOf(found: string): string {
  const word = /\p{L}/u.test(found) ? found.replaceAll(/[013457@$]/g, (sign) => LEET[sign] ?? sign) : found;
  return word.replaceAll(/(.)\1{2,}/gu, '$1$1');
}

/** "z e l f m o o r d": three letters or more that stand alone are one word. */
function joinLetters(tokens: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    let end = at;
    while (end < tokens.length && /^\p{L}$/u.test(tokens[end] ?? '')) end += 1;
    if (end - at >= 3) {
      joined.push(tokens.slice(at, end).join(''));
      at = end - 1;
    } else joined.push(tokens[at] ?? '');
  }
  return joined;
}
