import { groupsOf } from './same-words.ts';
import { PARTICLES, stemOf, type Stem } from './stem.ts';

/** Shorter parts of a compound are parts of too many words. */
const MIN_PART = 4;
const LONGEST = 60;
/** These do not turn a verb over: "aanmelden" is "melden", "afmelden" is not. */
const MILD = new Set(['aan', 'op', 'door', 'toe', 'langs', 'mee']);
/** "How much", "how long", "when". */
const ASKED = new Set(['kosten', 'prijs', 'tarief', 'bedrag', 'termijn', 'duur', 'periode', 'datum'].map((word) => stemOf(word).whole));
const LINKS = ['', 's', 'e', 'n', 'en'];

/** A word, made ready to be looked for in many texts. */
export interface Word extends Stem {
  readonly text: string;
  readonly groups: readonly number[];
  /** The ways in which it may be a compound: its head, and what may stand before that. */
  readonly compounds: readonly { readonly head: string; readonly rests: readonly string[] }[];
}

/** The words of a text, made ready to be asked whether they hold another. */
export interface WordBag {
  readonly wholes: ReadonlySet<string>;
  readonly bases: ReadonlySet<string>;
  readonly groups: ReadonlySet<number>;
  /** Stems of which another may be the head. */
  readonly heads: readonly string[];
  /** Words that may begin with another. */
  readonly firsts: readonly string[];
  readonly particles: ReadonlySet<string>;
}

/** @param text in lower case without accents. */
export function wordOf(text: string): Word {
  const stem = stemOf(text);
  return { ...stem, text, groups: groupsOf(stem.whole), compounds: compoundsOf(text) };
}

/** @param words in lower case without accents. @param hasHeads whether "vergunning" is found in "bewonersvergunning". */
export function bagOf(words: readonly string[], hasHeads = true): WordBag {
  const unique = [...new Set(words)];
  const found = unique.map(stemOf);
  return {
    wholes: new Set(found.map(({ whole }) => whole)),
    bases: new Set(found.map(({ base }) => base)),
    groups: new Set(found.flatMap(({ whole, base }) => [...groupsOf(whole), ...groupsOf(base)])),
    heads: hasHeads ? found.map(({ whole }) => whole).filter((whole) => whole.length > MIN_PART) : [],
    firsts: hasHeads ? found.map(({ whole }) => whole).filter((whole) => whole.length >= 2 * MIN_PART) : [],
    particles: new Set([...unique.filter((word) => PARTICLES.has(word)), ...found.flatMap(({ particle }) => particle ?? [])]),
  };
}

/** Whether a text says a word: in any form, in a word that means the same, as head of a compound, or as a compound of its words. */
export function covers(bag: WordBag, word: Word): boolean {
  const { whole, base, particle, groups, compounds } = word;
  if (bag.wholes.has(whole)) return true;
  // "Aanvragen" and "vraag aan"; not "afmelden" and "meld aan".
  if (bag.bases.has(base) && (particle === undefined || MILD.has(particle) || bag.particles.has(particle))) return true;
  if (groups.some((group) => bag.groups.has(group))) return true;
  if (whole.length >= MIN_PART - 1 && bag.heads.some((other) => other.length > whole.length && other.endsWith(whole))) return true;
  if (whole.length > MIN_PART && bag.firsts.some((other) => isFirstOf(whole, other))) return true;
  return compounds.some(({ head, rests }) => bag.wholes.has(head) && rests.some((rest) => bag.wholes.has(rest) || bag.firsts.some((other) => other.startsWith(rest))));
}

/** "Aanvraag" in "aanvraagkosten": the rest says only what is asked of it. */
function isFirstOf(stem: string, compound: string): boolean {
  return compound.startsWith(stem) && LINKS.some((link) => compound.startsWith(link, stem.length) && ASKED.has(compound.slice(stem.length + link.length)));
}

/** "Bewonersvergunning" is "vergunning" and "bewoners". */
function compoundsOf(word: string): Word['compounds'] {
  if (word.length > LONGEST) return [];
  const compounds: { head: string; rests: string[] }[] = [];
  for (let cut = MIN_PART; cut <= word.length - MIN_PART; cut += 1) {
    const rest = word.slice(0, cut);
    const rests = LINKS.filter((link) => rest.endsWith(link) && rest.length - link.length >= MIN_PART);
    compounds.push({ head: stemOf(word.slice(cut)).whole, rests: rests.map((link) => stemOf(rest.slice(0, rest.length - link.length)).whole) });
  }
  return compounds;
}
