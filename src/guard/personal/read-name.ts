import { isFrequent } from '../plain/frequent.ts';
import { listOf } from '../words/lists.ts';
import { NO_FAMILY, NO_NAME, NOT_ONE, ORGANISATION, PREFIXES } from '../words/name-words.ts';

/** A name that was read in a text, and what speaks for it. */
export interface ReadName {
  readonly start: number;
  readonly end: number;
  /** Words and initials of the name, without prefixes such as "van". */
  readonly words: readonly string[];
  readonly hasInitials: boolean;
  readonly hasPrefix: boolean;
  /** Whether a frequent first name or surname is among its words. */
  readonly isKnown: boolean;
  /** Whether its words begin with a capital and go on in lower case: "Jan", not "jan" or "JAN". */
  readonly isCapital: boolean;
}

const FIRST_NAMES: ReadonlySet<string> = new Set(listOf('first-names'));
export const SURNAMES: ReadonlySet<string> = new Set(listOf('surnames'));

const HONORIFIC = /(?:de heer|heer|mevrouw|meneer|mevr|mej|mw|dhr|hr|mr|dr|drs|ir|ing|prof|ds|familie|fam|mrs|ms|miss|herr|frau|madame|monsieur|pan|pani|bay|bayan)\b\.?,? {1,2}/iuy;
const INITIALS = /(?:(?:\p{Lu}|Th|Ch|IJ|Ph|St)\. ?){1,6}|\p{Lu}{1,4} (?=(?:van|de|der|den|ter|ten) )/uy;
const WORD = /[\p{L}\p{M}][\p{L}\p{M}]{0,30}(?:['-][\p{L}\p{M}]{1,30}){0,3}|'[ts](?= )/uy;
const GAP = / {1,2}|-(?=\p{Lu})/uy;
const MOST_WORDS = 6;
/** Prepositions that are part of a surname in its midst ("in 't Veld"), but begin none in lower case. */
const PREPOSITION = /^(?:op|in|aan|bij|uit|over|onder)$/;

/** Reads the name that begins at a place in a text, after forms of address and titles; nothing when none does. */
export function readName(text: string, from: number): ReadName | undefined {
  let at = from;
  for (let titles = 0; titles < 3; titles += 1) at += sticky(HONORIFIC, text, at).length;
  const start = at;
  const initials = sticky(INITIALS, text, at);
  at += initials.length;
  const tokens = wordsFrom(text, at);
  const words = tokens.filter(({ isPrefix }) => !isPrefix);
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const said = words.map(({ word }) => word);
  return {
    start,
    end: last.end,
    words: said,
    hasInitials: initials !== '',
    hasPrefix: tokens.some(({ isPrefix }) => isPrefix),
    isKnown: said.some((word) => isFirstName(word) || word.split('-').some((part) => SURNAMES.has(part.toLowerCase()))),
    isCapital: said.every((word) => isCapitalised(word)),
  };
}

export function isFirstName(word: string): boolean {
  const lower = word.toLowerCase();
  return FIRST_NAMES.has(lower) || (word.includes('-') && lower.split('-').every((part) => FIRST_NAMES.has(part)));
}

interface Token {
  readonly word: string;
  readonly end: number;
  readonly isPrefix: boolean;
}

/** Words as long as they go on to be of a name: a lower case word ends one that began with a capital. */
function wordsFrom(text: string, from: number): Token[] {
  const tokens: Token[] = [];
  let at = from;
  while (tokens.length < MOST_WORDS) {
    const word = sticky(WORD, text, at);
    if (word === '') break;
    const end = at + word.length;
    const isPrefix = PREFIXES.has(word.toLowerCase()) && !isLastWord(text, end) && !(PREPOSITION.test(word) && !/^ {1,2}(?:'t|de|den|der|het) /.test(text.slice(end, end + 7)));
    if ((!isPrefix && endsName(word, tokens)) || (tokens.length === 0 && PREPOSITION.test(word))) break;
    tokens.push({ word, end, isPrefix });
    const gap = sticky(GAP, text, end);
    if (gap === '') break;
    at = end + gap.length;
  }
  return tokens;
}

function endsName(word: string, before: readonly Token[]): boolean {
  const lower = word.toLowerCase();
  if (ORGANISATION.test(word) || NOT_ONE.test(word) || (NO_NAME.has(lower) && !/^\p{Lu}\p{Ll}/u.test(word))) return true;
  if (before.length > 0 && before.every(({ isPrefix }) => isPrefix) && NO_FAMILY.test(word)) return true;
  const first = before.find(({ isPrefix }) => !isPrefix);
  if (first === undefined) return false;
  if (/^\p{Lu}/u.test(word)) return false;
  // "Fatima vraagt", "JAN vraagt", and "saskia klaagt" but not "saskia bakker".
  return /^\p{Lu}/u.test(first.word) || (before.at(-1)?.isPrefix === false && !PREFIXES.has(lower) && !SURNAMES.has(lower) && !isFirstName(word) && isFrequent(lower));
}

function isLastWord(text: string, end: number): boolean {
  return !/^(?: |-)[\p{L}']/u.test(text.slice(end, end + 2)) && text.charAt(end) !== ' ';
}

function isCapitalised(word: string): boolean {
  if (!/\p{Ll}|[\u0600-\u06ff]/u.test(word)) return !/\p{Lu}/u.test(word);
  return /^(?:\p{Lu}|\p{Lo}|[a-z]'\p{Lu})/u.test(word);
}

function sticky(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
