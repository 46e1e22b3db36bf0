import { groupsOf } from './same-words.ts';
import { PARTICLES, stemOf, type Stem } from './stem.ts';

/** Shorter parts of a compound are parts of too many words. */
const MIN_PART = 4;
const LINKS = ['', 's', 'e', 'n', 'en'];

/** The words of a text, made ready to be asked whether they hold another. */
export interface WordBag {
  readonly wholes: ReadonlySet<string>;
  readonly bases: ReadonlySet<string>;
  readonly groups: ReadonlySet<number>;
  /** Words as they stand, of which another may be the head. */
  readonly words: readonly string[];
  readonly particles: ReadonlySet<string>;
  /** What was asked before, of all sentences of a turn. */
  readonly known: Map<string, boolean>;
}

/** @param words in lower case without accents. */
export function bagOf(words: readonly string[]): WordBag {
  const unique = [...new Set(words)];
  const found = unique.map(stemOf);
  return {
    wholes: new Set(found.map(({ whole }) => whole)),
    bases: new Set(found.map(({ base }) => base)),
    groups: new Set(found.flatMap(({ whole, base }) => [...groupsOf(whole), ...groupsOf(base)])),
    words: unique.filter((word) => word.length > MIN_PART),
    particles: new Set([...unique.filter((word) => PARTICLES.has(word)), ...found.flatMap(({ particle }) => particle ?? [])]),
    known: new Map(),
  };
}

/** Whether a text says a word: in any form, in a word that means the same, as head of a compound, or as a compound of its words. */
export function covers(bag: WordBag, word: string): boolean {
  const known = bag.known.get(word);
  if (known !== undefined) return known;
  const is = says(bag, word);
  bag.known.set(word, is);
  return is;
}

function says(bag: WordBag, word: string): boolean {
  const stem = stemOf(word);
  if (bag.wholes.has(stem.whole) || isSameVerb(bag, stem)) return true;
  if (groupsOf(stem.whole).some((group) => bag.groups.has(group))) return true;
  if (word.length >= MIN_PART && bag.words.some((other) => other.length > word.length && stemOf(other).whole.endsWith(stem.whole) && stem.whole.length >= MIN_PART - 1)) return true;
  return isCompoundOf(bag, word);
}

/** "Aanvragen" and "vraag aan"; not "afmelden" and "meld aan". */
function isSameVerb(bag: WordBag, { base, particle }: Stem): boolean {
  if (!bag.bases.has(base)) return false;
  return particle === undefined || bag.particles.has(particle);
}

/** "Bewonersvergunning" of a text that says "vergunning" and "bewoners". */
function isCompoundOf(bag: WordBag, word: string): boolean {
  for (let cut = MIN_PART; cut <= word.length - MIN_PART; cut += 1) {
    const head = stemOf(word.slice(cut)).whole;
    if (!bag.wholes.has(head)) continue;
    const rest = word.slice(0, cut);
    if (LINKS.some((link) => rest.endsWith(link) && rest.length - link.length >= MIN_PART && bag.wholes.has(stemOf(rest.slice(0, rest.length - link.length)).whole))) return true;
  }
  return false;
}
