import type { HiddenText } from '../types.ts';

/** Characters that are never seen and stand in text for a reason of their own, up to so many. */
const few = 3;
/** Zero-width marks inside words: a break that is allowed, mostly. */
const fewInWords = 10;
const maxDecoded = 1_000;

/** The signs of no width, or that turn the direction of writing, that no author types. Joiners and isolates of names are not among them. */
const strange = /(?![\u00ad\u200b-\u200f\u202a-\u202c\u2060\u2065-\u2069\ufeff]|\u034f|\p{Variation_Selector})[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]|[\u{e0100}-\u{e01ef}]/gu;
/** Signs of no width in a row: none is needed after another, but a code is made of two kinds. */
const rows = /(?:(?!\u00ad)\p{Default_Ignorable_Code_Point}){8,2000}/gu;
const insideWord = /(?<=\p{L})[\u200b\u2060\ufeff](?=\p{L})/gu;

/** Letters and signs of which each is seen: most texts have no others, and need no further look. */
const unseen = /[^\0-\u00ac\u00ae-\u034e\u2010-\u2027\u2030-\u205e\u20a0-\u2bff]/;

/**
 * Text that was put between the letters of another with signs that nobody sees. `tidy` takes them out; this says that they were
 * there, with what they spell where that can be told.
 * @param text as it came in, before it is made tidy.
 */
export function smuggledText(text: string): HiddenText[] {
  if (!unseen.test(text)) return [];
  const signs = countOf(text, strange) - countOf(text, /\u{1f3f4}[\u{e0020}-\u{e007f}]{2,8}/gu) * 6;
  const hasCode = text.match(rows)?.some((row) => new Set(row).size > 1) ?? false;
  if (signs <= few && !hasCode && countOf(text, insideWord) <= fewInWords) return [];
  const spelled = spelledBy(text);
  const around = spelled === '' ? wordsAround(text) : spelled;
  return [{ reason: 'invisible', place: 'tussen de letters', text: around }];
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** What tags (U+E0020 and on) and selectors of variants spell: each stands for a letter, or a byte. */
function spelledBy(text: string): string {
  let spelled = '';
  for (const [row] of text.matchAll(/[\u{e0020}-\u{e007e}]+/gu)) {
    if (spelled.length < maxDecoded) spelled += lettersOf(row.slice(0, maxDecoded * 2));
  }
  return spelled.trim();
}

const lettersOf = (tags: string): string => tags.replace(/./gu, (sign) => String.fromCodePoint(Math.max(0, (sign.codePointAt(0) ?? 0) - 0xe_00_00)));

function wordsAround(text: string): string {
  const at = [strange, rows, insideWord].map((pattern) => text.search(pattern)).filter((place) => place >= 0);
  const first = Math.min(...at);
  return text.slice(Math.max(0, first - 60), first + 120).replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
}
