import { readFileSync } from 'node:fs';
import { ShortMemory } from '../short-memory.ts';
import { plainLetters } from '../words.ts';

/** Verbs whose forms no ending explains. */
const IRREGULAR: Readonly<Record<string, string>> = {
  kreeg: 'krijg', kregen: 'krijg', gekregen: 'krijg', gedaan: 'doe', doet: 'doe', doen: 'doe', gaf: 'geef', gegeven: 'geef', genomen: 'neem', nam: 'neem',
  gebracht: 'breng', bracht: 'breng', gezocht: 'zoek', gesloten: 'sluit', gestolen: 'steel', gekozen: 'kies', koos: 'kies', gekomen: 'kom', kwam: 'kom',
  geschreven: 'schrijf', schreef: 'schrijf', gebleven: 'blijf', bleef: 'blijf', gevonden: 'vind', gesproken: 'spreek', gebleken: 'blijk', getrokken: 'trek',
  gebeurd: 'gebeur', gebruikt: 'gebruik', kinderen: 'kind', leden: 'lid', steden: 'stad', ziet: 'zie', zien: 'zie', gaat: 'ga', gaan: 'ga', staat: 'sta', staan: 'sta', gaven: 'geef',
  verstuurd: 'stuur', gestuurd: 'stuur', opgestuurd: 'stuur', verloren: 'verlies', betalen: 'betaal', bent: 'ben', bedragen: 'bedrag',
};
/** They part from their verb ("vraag aan"), and can turn its meaning over ("meld af"). */
const PARTICLES: ReadonlySet<string> = new Set('aan af door in langs mee na om onder op over terug toe uit voor weg bij klaar door opnieuw'.split(' '));
const PREFIXES = [...PARTICLES].filter((particle) => particle !== 'om' && particle !== 'na').toSorted((a, b) => b.length - a.length);
const MIN_REST = 4;

interface Stem {
  /** Of the whole word. */
  readonly whole: string;
  /** Of the verb without its particle: "vraag" of "aanvragen"; the whole where there is none. */
  readonly base: string;
  readonly particle?: string;
}

/** Words that are remembered: texts of one municipality have the same ones. */
const MAX_KNOWN = 20_000;
const known = new ShortMemory<Stem>(MAX_KNOWN);

/** @param word in lower case without accents. */
function stemOf(word: string): Stem {
  return known.of(word, read);
}

function read(word: string): Stem {
  const particle = PREFIXES.find((prefix) => word.startsWith(prefix) && word.length - prefix.length >= MIN_REST);
  if (particle === undefined) return { whole: ending(word), base: ending(word) };
  const rest = word.slice(particle.length);
  const base = ending(rest.startsWith('te') && rest.length > 6 && /^te[^aeiou]/.test(rest) ? rest.slice(2) : rest);
  return { whole: particle + base, base, particle };
}

/** A word as a key: endings of Dutch off, doubled letters single. The same for all forms of a word; no word of its own. */
export function ending(word: string): string {
  const regular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] ?? word : word;
  let stem = regular;
  if (/^ge[^n].*[td]$/.test(stem) && stem.length > 6) stem = stem.slice(2);
  for (const pattern of [/heden$/, /(?<=..)en$/, /(?<=...)e$/, /(?<=...)s$/, /(?<=...)[td]{1,2}e?$/, /(?<=...)en$/, /(?<=...)s$/]) {
    const shorter = stem.replace(pattern, pattern.source === 'heden$' ? 'heid' : '');
    if (/[aeiouy]/.test(shorter) && shorter.length >= 3) stem = shorter.replace(/v$/, 'f').replace(/z$/, 's');
  }
  return stem.replaceAll(/([a-z])\1/g, '$1').replace(/v$/, 'f').replace(/z$/, 's');
}

/** "Daarvoor", "ernaar", "hierbij". */
const POINTING = /^(?:daar|er|hier|waar)(?:aan|achter|af|bij|binnen|boven|door|heen|in|langs|mee|na|naar|naast|om|onder|op|over|tegen|toe|tussen|uit|van|voor)$/;

const groups = new Map<string, number[]>();
for (const [number, line] of linesOf('same-words').entries()) {
  for (const stem of new Set(line.map((word) => stemOf(word).whole))) groups.set(stem, [...(groups.get(stem) ?? []), number]);
}
const light = new Set(linesOf('light-words').flat());

/** The groups that a stem is in: two stems of one group say the same. */
function groupsOf(stem: string): readonly number[] {
  return groups.get(stem) ?? [];
}

/** @param word in lower case without accents. */
export function isLight(word: string): boolean {
  return light.has(word) || word.length === 1 || POINTING.test(word);
}

function linesOf(name: string): string[][] {
  const lines = plainLetters(readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8')).trimEnd().split('\n');
  return lines.filter((line) => !line.startsWith('#')).map((line) => line.split(/\s+/));
}

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
