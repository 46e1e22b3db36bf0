/** Words that are sought together. Who asks with one of `asked` also means each of `meant`; without `meant` all mean each other. */
export interface WordGroup {
  readonly line: number;
  readonly asked: readonly string[];
  readonly meant?: readonly string[];
}

type WordGroupProblem =
  | 'too-many-lines'
  | 'control-character'
  | 'empty-word'
  | 'word-too-long'
  | 'phrase-too-long'
  | 'only-one-word'
  | 'too-many-words'
  | 'word-twice'
  | 'two-arrows';

export interface WordGroupFault {
  readonly line: number;
  readonly problem: WordGroupProblem;
}

const MAX_LINES = 5000;
const MAX_WORD = 200;
/** Longest phrase that a question is searched for, in words as the database counts them: one with hyphens is itself and its parts. */
export const LONGEST_ASKED = 8;
/** More words than this on one line are not synonyms, and each of them would drown what was asked. */
const MAX_WORDS = 13;
const LINE_BREAK = /\r\n|\r|\n/;
/** Control, format and private characters, half surrogate pairs, and line separators: nothing that anyone types in a word. */
const UNTYPED = /[\p{C}\p{Zl}\p{Zp}]/u;
const NOT_WORDS = /[^\p{L}\p{M}\p{N}-]+/u;
const SEARCHABLE = /[\p{L}\p{N}]/u;

/**
 * Reads lists of words that mean the same: one group on a line, words and phrases separated by commas, `everyday > official` for
 * one way only, `#` before a comment. Words come out in lower case and in Unicode's composed form.
 * A line with a fault gives no group: each is reported once, with its first fault. Lines after the 5,000th are not read.
 */
export function readWordGroups(text: string): { groups: WordGroup[]; faults: WordGroupFault[] } {
  const groups: WordGroup[] = [];
  const faults: WordGroupFault[] = [];
  const lines = text.split(LINE_BREAK);
  for (const [index, whole] of lines.slice(0, MAX_LINES).entries()) {
    const content = beforeComment(whole);
    if (content === '') continue;
    const read = readLine(content);
    if (typeof read === 'string') faults.push({ line: index + 1, problem: read });
    else groups.push({ line: index + 1, ...read });
  }
  if (lines.slice(MAX_LINES).some((line) => line.trim() !== '')) faults.push({ line: MAX_LINES + 1, problem: 'too-many-lines' });
  return { groups, faults };
}

function beforeComment(line: string): string {
  const hash = line.indexOf('#');
  return (hash === -1 ? line : line.slice(0, hash)).trim();
}

function readLine(content: string): Omit<WordGroup, 'line'> | WordGroupProblem {
  if (UNTYPED.test(content)) return 'control-character';
  const sides = content.split('>', 3);
  if (sides.length > 2) return 'two-arrows';
  const [asked = [], meant] = sides.map((side) => side.split(',', MAX_WORDS + 1).map(normalize));
  const words = [...asked, ...(meant ?? [])];
  const problem = problemOf(words);
  if (problem !== undefined) return problem;
  if (asked.some((phrase) => lengthOf(phrase) > LONGEST_ASKED)) return 'phrase-too-long';
  return meant === undefined ? { asked } : { asked, meant };
}

function normalize(word: string): string {
  return word.trim().replaceAll(/\s+/g, ' ').toLowerCase().normalize('NFC');
}

function problemOf(words: readonly string[]): WordGroupProblem | undefined {
  if (words.length > MAX_WORDS) return 'too-many-words';
  if (words.some((word) => !SEARCHABLE.test(word))) return 'empty-word';
  if (words.some((word) => word.length > MAX_WORD)) return 'word-too-long';
  if (words.length === 1) return 'only-one-word';
  return new Set(words).size < words.length ? 'word-twice' : undefined;
}

function lengthOf(phrase: string): number {
  const parts = phrase.split(NOT_WORDS).map((word) => word.split('-').filter((part) => part !== '').length);
  return parts.reduce((sum, count) => sum + (count > 1 ? count + 1 : count), 0);
}

/** What each word or phrase also means. */
export type Synonyms = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What each word and phrase of the groups also means. A word in several groups has all that these give it; nothing is followed
 * further: what its synonyms mean elsewhere is not what it means itself.
 */
export function synonymsOf(groups: readonly WordGroup[]): Synonyms {
  const synonyms = new Map<string, Set<string>>();
  for (const { asked, meant } of groups) {
    for (const word of asked) {
      const others = synonyms.get(word) ?? new Set<string>();
      synonyms.set(word, others);
      for (const other of meant ?? asked) if (other !== word) others.add(other);
    }
  }
  return synonyms;
}
