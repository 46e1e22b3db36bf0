import { plainText } from '../text/plain.ts';

/** They turn the direction of what follows: a question that holds them could read otherwise than it is. Marks of one letter stay. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
/** Joiners make letters of Arabic, Persian and emoji; alone, or in rows, they only hide. */
const JOINERS = /(?<![\p{L}\p{M}\p{Emoji}])(?:[\u200b-\u200f\u2060\ufeff\u00ad\u061c]|\u034f)+|(?:[\u200b\u2060\ufeff\u00ad\u061c]|\u034f)+|[\u200c-\u200f]{2,}|[\u{e0000}-\u{e007f}]+/gu;
const SCRIPT_RUN = /[\p{L}\p{M}]+/gu;
/** Marks stacked on one letter. */
const STACKED = /(\p{M}{3})\p{M}+/gu;
/** Wide and styled forms of the Latin letters. */
const STYLED = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}]+/gu;
const MIN_LETTERS = 2;
/** In a question of one language hardly any word changes its script half-way. */
const MAX_MIXED = 0.5;
const FAMILIES = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Arabic}/u, /\p{Script=Han}/u, /\p{Script=Ethiopic}/u, /\p{Script=Hebrew}/u];

/** A question without what turns, hides or piles up; wide and styled letters become plain ones, letters that only look Latin among Latin ones become Latin. */
export function withoutTricks(text: string): string {
  const open = text.replaceAll(TURNING, '').replaceAll(JOINERS, '').replaceAll(STACKED, '$1').replaceAll(STYLED, (letters) => letters.normalize('NFKC'));
  return open.replaceAll(SCRIPT_RUN, (word) => (familiesOf(word) > 1 ? plainText(word).text : word)).replaceAll(/[^\S\n]+/g, ' ').trim();
}

/** Whether there is a question to be read: letters that make words, not only signs, numbers or a mix of scripts. */
export function isReadable(text: string): boolean {
  const words = text.match(SCRIPT_RUN) ?? [];
  const letters = words.join('').match(/\p{L}/gu)?.length ?? 0;
  if (letters < MIN_LETTERS) return false;
  return words.filter((word) => familiesOf(word) > 1).length <= words.length * MAX_MIXED;
}

function familiesOf(word: string): number {
  return FAMILIES.filter((family) => family.test(word)).length;
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);
/** Numbers, times and names in Latin letters with what stands between them, that would be put in the other order among Arabic: "14 000", "€ 86,20". */
const LEFT_TO_RIGHT = /(?:[€%+]\s?)?[\p{Nd}\p{Script=Latin}](?:[\p{Nd}\p{Script=Latin}\s.,:;/@€%+&'’_-]*[\p{Nd}\p{Script=Latin}€%])?/gu;

/** A whole text that runs from left to right, as it stands in a language. */
export function setApart(text: string, language: string): string {
  return RIGHT_TO_LEFT.has(language) ? `\u2066${text}\u2069` : text;
}

/** A text as it is shown: among Arabic, each run of numbers and Latin words keeps its own direction. */
export function shownIn(text: string, language: string): string {
  return RIGHT_TO_LEFT.has(language) ? text.replaceAll(LEFT_TO_RIGHT, '\u2066$&\u2069') : text;
}
