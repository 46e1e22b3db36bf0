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
/** More words than this on one line are not synonyms, and each of them would drown what was asked. */
const MAX_WORDS = 13;
const LINE_BREAK = /\r\n|\r|\n/;
/** Control, format and private characters, half surrogate pairs, and line separators: nothing that anyone types in a word. */
const UNTYPED = /[\p{C}\p{Zl}\p{Zp}]/u;
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

/** `form`: another form of the same word, such as a plural. `synonym`: another word that means the same. */
type ExpansionKind = 'form' | 'synonym';

/** What each word or phrase also means, and why. What is both a form and a synonym is a form: that is the surer of the two. */
export type Expansions = ReadonlyMap<string, ReadonlyMap<string, ExpansionKind>>;

/**
 * What each word and phrase of the lists also means. A word in several groups has all that these give it; nothing is followed
 * further: what its synonyms mean elsewhere is not what it means itself.
 */
export function expansionsOf(lists: { synonyms: readonly WordGroup[]; forms: readonly WordGroup[] }): Expansions {
  const expansions = new Map<string, Map<string, ExpansionKind>>();
  for (const group of lists.synonyms) expand(expansions, group, 'synonym');
  for (const group of lists.forms) expand(expansions, group, 'form');
  return expansions;
}

function expand(expansions: Map<string, Map<string, ExpansionKind>>, group: WordGroup, kind: ExpansionKind): void {
  for (const word of group.asked) {
    const others = expansions.get(word) ?? new Map<string, ExpansionKind>();
    expansions.set(word, others);
    for (const other of group.meant ?? group.asked) if (other !== word) others.set(other, kind);
  }
}
