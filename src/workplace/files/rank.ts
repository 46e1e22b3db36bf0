import { setImmediate as breathe } from 'node:timers/promises';
import type { FilePassage, OpenFile } from './file.ts';

/** How words are read, by who knows the language. */
export interface Words {
  /** In lower case, without accents; numbers too. */
  of(text: string): readonly string[];
  /** The same for all forms of a word. */
  stem(word: string): string;
  /** Whether a text can be about it: not "de", "wat" or "nodig". */
  isContent(word: string): boolean;
}

interface RankedPassage {
  readonly file: OpenFile;
  readonly passage: FilePassage;
  readonly score: number;
}

/** Okapi BM25, as usual. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
/** A word that is part of a compound, against the word itself. */
const PART = 0.5;
/** Shorter ones are part of too many. */
const MIN_PART = 4;
/** Longer questions say nothing more by more words. */
const MAX_TERMS = 40;
/** So many passages are read before others get their turn. */
const AT_ONCE = 50;

interface Scored {
  readonly file: OpenFile;
  readonly passage: FilePassage;
  readonly length: number;
  /** How often each term is in it. */
  readonly hits: Float64Array;
}

/**
 * The passages of files by the words of a question, best first; those without any of them last, in the order of the files.
 * @returns `carried`: how much of what is asked stands in the best passage, 0 to 1: rare words weigh more.
 */
export async function rank(question: string, files: readonly OpenFile[], words: Words): Promise<{ passages: RankedPassage[]; carried: number }> {
  const terms = [...new Set(words.of(question).filter(words.isContent).map(words.stem))].slice(0, MAX_TERMS);
  const termsOf = matcher(terms, words);
  const scored: Scored[] = [];
  let read = 0;
  for (const file of files) {
    for (const passage of file.read.passages) {
      scored.push(scoredOf(file, passage, { words, termsOf, count: terms.length }));
      if ((read += 1) % AT_ONCE === 0) await breathe();
    }
  }
  const mean = scored.reduce((sum, { length }) => sum + length, 0) / Math.max(1, scored.length);
  const weights = terms.map((_, term) => {
    const having = scored.filter(({ hits }) => (hits[term] ?? 0) > 0).length;
    return Math.log(1 + (scored.length - having + 0.5) / (having + 0.5));
  });
  const passages = scored.map((one) => ({ file: one.file, passage: one.passage, score: scoreOf(one, weights, mean), share: shareOf(one, weights) })).toSorted((a, b) => b.score - a.score);
  // The best by score is not always the one that has most of what was asked.
  const carried = Math.max(0, ...passages.slice(0, 3).map(({ share }) => share));
  return { passages: passages.map(({ share: _share, ...passage }) => passage), carried };
}

interface Reading {
  readonly words: Words;
  readonly termsOf: (word: string) => readonly (readonly [term: number, weight: number])[];
  readonly count: number;
}

/** Headings count as text: they say what it is about. */
function scoredOf(file: OpenFile, passage: FilePassage, { words, termsOf, count }: Reading): Scored {
  const found = words.of([...passage.headings, passage.text].join('\n'));
  const hits = new Float64Array(count);
  for (const word of found) for (const [term, weight] of termsOf(word)) hits[term] = (hits[term] ?? 0) + weight;
  return { file, passage, length: found.length, hits };
}

/** Which terms a word says, remembered: a file has few words that are different. */
function matcher(terms: readonly string[], words: Words): Reading['termsOf'] {
  const known = new Map<string, readonly (readonly [number, number])[]>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const stem = words.stem(word);
    const found = terms.flatMap((term, at): (readonly [number, number])[] => {
      if (term === stem) return [[at, 1]];
      const [short, long] = term.length < stem.length ? [term, stem] : [stem, term];
      return short.length >= MIN_PART && long.length > short.length + 2 && (long.endsWith(short) || long.startsWith(short)) ? [[at, PART]] : [];
    });
    known.set(word, found);
    return found;
  };
}

function scoreOf({ hits, length }: Scored, weights: readonly number[], mean: number): number {
  const norm = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / Math.max(1, mean));
  return weights.reduce((sum, weight, term) => sum + (weight * (hits[term] ?? 0) * (SATURATION + 1)) / ((hits[term] ?? 0) + norm), 0);
}

function shareOf({ hits }: Scored, weights: readonly number[]): number {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return all === 0 ? 0 : weights.reduce((sum, weight, term) => sum + weight * Math.min(1, hits[term] ?? 0), 0) / all;
}
