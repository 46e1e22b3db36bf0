import { ShortMemory } from '../short-memory.ts';
import { plainOf } from './tokens.ts';

/** Whether a word exists: then it is not taken for another with a typing error. */
export type IsWord = (word: string) => boolean;

/** From these lengths on a word may be typed with two letters swapped, one letter wrong, two letters wrong. */
const SWAPPED = 4;
const TYPED = 5;
const LONG = 9;
/** Words of texts that are remembered. */
const MAX_KNOWN = 20_000;

/**
 * The words that phrases name, each with a number. One may be whole (`dood`), the beginning (`verkracht*`) or the end (`*mishandeling`)
 * of a word. A whole one may have a typing error, unless that makes another word that exists.
 */
export class Lexicon {
  private readonly numbers = new Map<string, number>();
  private readonly begins: [string, number][] = [];
  private readonly ends: [string, number][] = [];
  /** Whole words by first letter, for typing errors. */
  private readonly byLetter = new Map<string, [string, number][]>();
  private readonly known = new ShortMemory<ReadonlySet<number>>(MAX_KNOWN);
  private readonly isWord: IsWord;

  /** @param isWord without it every near word is taken for a typing error. */
  constructor(isWord: IsWord = () => false) {
    this.isWord = isWord;
  }

  /** The number of a word of a phrase. */
  add(text: string): number {
    const word = text.startsWith('*') || text.endsWith('*') ? text.replace(/^(\*?)(.*?)(\*?)$/, (_, before: string, middle: string, after: string) => `${before}${plainOf(middle)}${after}`) : plainOf(text);
    const given = this.numbers.get(word);
    if (given !== undefined) return given;
    const number = this.numbers.size;
    this.numbers.set(word, number);
    this.known.forget();
    if (word.endsWith('*')) this.begins.push([word.slice(0, -1), number]);
    else if (word.startsWith('*')) this.ends.push([word.slice(1), number]);
    else this.byLetter.set(word[0] ?? '', [...(this.byLetter.get(word[0] ?? '') ?? []), [word, number]]);
    return number;
  }

  /** The numbers of all words of phrases that a word of a text may be. */
  matches(token: string): ReadonlySet<number> {
    return this.known.of(token, () => new Set([...this.begins.filter(([begin]) => token.startsWith(begin)), ...this.ends.filter(([end]) => token.endsWith(end)), ...this.whole(token)].map(([, number]) => number)));
  }

  private whole(token: string): [string, number][] {
    const alike = this.byLetter.get(token[0] ?? '') ?? [];
    const exact = alike.filter(([word]) => word === token);
    if (exact.length > 0 || token.length < SWAPPED || token.length > 40 || this.isWord(token)) return exact;
    return alike.filter(([word]) => isTypingError(token, word));
  }
}

function isTypingError(token: string, word: string): boolean {
  if (word.length < SWAPPED) return false;
  return isTyped(token, word, word.length < LONG ? 1 : 2) && (word.length >= TYPED || isSwapped(token, word));
}

/** Whether so many letters at most were added, left out, changed or swapped with the next one. */
export function isTyped(token: string, word: string, most: number): boolean {
  return Math.abs(token.length - word.length) <= most && distance(token, word) <= most;
}

/** "Neit" for "niet". */
function isSwapped(token: string, word: string): boolean {
  return token.length === word.length && Array.from(token).toSorted().join('') === Array.from(word).toSorted().join('');
}

function distance(left: string, right: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: right.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const isSame = left[i - 1] === right[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[right.length] ?? 0;
}
