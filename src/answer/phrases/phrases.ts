import { Lexicon } from './lexicon.ts';
import { STOP } from './tokens.ts';

/** So many words may stand where a phrase has `..`. */
const GAP = 4;
/** Of a phrase in any order, the words stand within so many. */
const TOGETHER = 9;
/** Takes the place of words that are explained away: no phrase matches it or goes on over it. */
const GONE = '';

type Part = { readonly kind: 'word'; readonly either: readonly number[]; readonly isOptional: boolean } | { readonly kind: 'gap' } | { readonly kind: 'end' };

interface Phrase {
  readonly parts: readonly Part[];
  readonly isAnyOrder: boolean;
}

/** A word of a text: what it may be of the words that phrases name. */
type Word = { readonly token: string; readonly ids: ReadonlySet<number> };

/** Where a phrase stands in the words of a text. */
export interface Span {
  readonly start: number;
  /** Of the first word after it. */
  readonly end: number;
}

/**
 * Phrases to be found in the words of a text. In a line stand words (see `Lexicon`), `a/b` for one of several; `word?` may be left out,
 * `..` stands for at most four words of the same sentence, and `$` for its end. A line that begins with `&` has words that stand near
 * each other in one sentence, in any order.
 */
export class Phrases {
  private readonly phrases: readonly Phrase[];
  private readonly lexicon: Lexicon;

  /** @param lines one phrase each; empty ones count for nothing. @param lexicon may be shared: a word of a text is then looked up once. */
  constructor(lines: readonly string[], lexicon: Lexicon = new Lexicon()) {
    this.lexicon = lexicon;
    this.phrases = lines.map((line) => line.trim()).filter((line) => line !== '').map((line) => phraseOf(line, lexicon));
  }

  /** All places where a phrase stands, of each phrase those that do not overlap. @param tokens of `tokensOf`. */
  findAll(tokens: readonly string[]): Span[] {
    const words = tokens.map((token) => ({ token, ids: this.lexicon.matches(token) }));
    return this.possible(words).flatMap((phrase) => placesOf(phrase, words));
  }

  /** Whether any phrase stands in it. */
  isIn(tokens: readonly string[]): boolean {
    const words = tokens.map((token) => ({ token, ids: this.lexicon.matches(token) }));
    return this.possible(words).some((phrase) => placesOf(phrase, words).length > 0);
  }

  /** Those of which every word stands somewhere: most do not, and need not be looked for. */
  private possible(words: readonly Word[]): Phrase[] {
    const there = new Set(words.flatMap(({ ids }) => [...ids]));
    return this.phrases.filter(({ parts }) => parts.every((part) => part.kind !== 'word' || part.isOptional || part.either.some((id) => there.has(id))));
  }
}

/** The words without those of some places: what stood there means something else. */
export function without(tokens: readonly string[], spans: readonly Span[]): string[] {
  return tokens.map((token, index) => (spans.some(({ start, end }) => index >= start && index < end) ? GONE : token));
}

function phraseOf(line: string, lexicon: Lexicon): Phrase {
  const isAnyOrder = line.startsWith('&');
  const parts = line.replace(/^&\s*/, '').split(/\s+/).map((text): Part => {
    if (text === '..') return { kind: 'gap' };
    if (text === '$') return { kind: 'end' };
    const isOptional = text.endsWith('?');
    return { kind: 'word', either: text.replace(/\?$/, '').split('/').map((one) => lexicon.add(one)), isOptional };
  });
  return { parts, isAnyOrder };
}

function placesOf({ parts, isAnyOrder }: Phrase, words: readonly Word[]): Span[] {
  if (isAnyOrder) return together(parts, words);
  const found: Span[] = [];
  for (let start = 0; start < words.length; start += 1) {
    const end = endOf(parts, 0, words, start);
    if (end === undefined || end === start) continue;
    found.push({ start, end });
    start = end - 1;
  }
  return found;
}

/** Where all words of a phrase stand near each other, each as a word of its own. */
function together(parts: readonly Part[], words: readonly Word[]): Span[] {
  for (let start = 0; start < words.length; start += 1) {
    if (!parts.some((part) => isWordAt(part, words[start]))) continue;
    const stop = words.findIndex(({ token }, index) => index >= start && (token === STOP || token === GONE));
    const end = Math.min(start + TOGETHER, stop === -1 ? words.length : stop);
    const used = new Set<number>();
    const isHere = parts.every((part) => {
      const at = words.findIndex((word, index) => index >= start && index < end && !used.has(index) && isWordAt(part, word));
      used.add(at);
      return at !== -1;
    });
    if (isHere) return [{ start, end: Math.max(...used) + 1 }];
  }
  return [];
}

function isWordAt(part: Part, word: Word | undefined): boolean {
  return part.kind === 'word' && word !== undefined && part.either.some((id) => word.ids.has(id));
}

/** Where a phrase ends that has its part `index` at word `at`; undefined when it does not stand there. */
function endOf(parts: readonly Part[], index: number, words: readonly Word[], at: number): number | undefined {
  const part = parts[index];
  if (part === undefined) return at;
  const word = words[at];
  if (part.kind === 'end') return word === undefined || word.token === STOP ? endOf(parts, index + 1, words, at) : undefined;
  if (part.kind === 'word') {
    const here = isWordAt(part, word) ? endOf(parts, index + 1, words, at + 1) : undefined;
    return here ?? (part.isOptional ? endOf(parts, index + 1, words, at) : undefined);
  }
  for (let skipped = 0; skipped <= GAP; skipped += 1) {
    const found = endOf(parts, index + 1, words, at + skipped);
    if (found !== undefined) return found;
    const next = words[at + skipped]?.token;
    if (next === undefined || next === STOP || next === GONE) return undefined;
  }
  return undefined;
}
