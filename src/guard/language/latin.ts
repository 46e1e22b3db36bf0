import { letterReader } from './letters.ts';
import { LATIN_LANGUAGES, WORDS } from './words.ts';

/** Says whether a word in lower case is Dutch. */
type IsDutch = (word: string) => boolean;

/** By letters, of those languages that the recogniser has statistics of: Somali it has not. */
const byLetters = letterReader(LATIN_LANGUAGES.filter((code) => code !== 'so'));

/** A difference of .1 between two languages in letters says about as much as one small word. */
const LETTERS_WEIGHT = 12;
/** What a word says that so many languages have. */
const WORD_WEIGHTS = [0, 1.6, 0.8, 0.4, 0.2];
/** A Dutch word of no list. */
const DUTCH_WEIGHT = 0.7;
/** A capital inside a sentence is most often a name, which says nothing of the sentence; a German noun has its small words beside it. */
const NAME_WEIGHT = 0.35;
/** When in doubt it is Dutch: another language has to be this much more likely. */
const DUTCH_LEAD = 1.2;
/** A word by itself is in many languages. */
const ALONE_LEAD = 0.6;
/** The language in which the conversation was held so far. */
const LIKELY_LEAD = 2.2;
/** Between two others, one in which one may ask. */
const OFFERED_LEAD = 0.3;
/** Longer texts are not more certain for it. */
const MAX_WORDS = 60;
const MAX_LENGTH = 40;
/** Letters that only one of the languages writes. */
const OWN_LETTERS: Readonly<Record<string, RegExp>> = {
  tr: /[ğışİ]/gu,
  pl: /[ąęłńśźżć]/gu,
  de: /[äöüß]/gu,
  es: /[ñ¿¡]/gu,
  ro: /[țșăâî]/gu,
  pt: /[ãõ]/gu,
  fr: /[çêîœ]|[cdjlmnqst]['’](?=\p{L})/giu,
  nl: /ij|aa|uu/gu,
};
const MAX_LETTERS = 4;

/** Letters that Dutch has too ("geïnd", "coördinatie") or shares with it say less. */
const LETTER_WEIGHTS: Readonly<Record<string, number>> = { nl: 0.3, de: 0.6, fr: 0.7 };

/**
 * The language of a text in Latin letters.
 * @param likely what the conversation was held in, which is a better guess than Dutch where the text does not tell.
 * @returns the language and how certain that is, 0 to 1.
 */
export function latinLanguage(text: string, { isDutch, likely, offered }: { readonly isDutch: IsDutch; readonly likely: string; readonly offered: readonly string[] }): { readonly code: string; readonly certainty: number } {
  const scores = new Map(LATIN_LANGUAGES.map((code) => [code, 0]));
  const add = (code: string, score: number) => void scores.set(code, (scores.get(code) ?? 0) + score);
  const words = (text.match(/\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*/gu) ?? []).slice(0, MAX_WORDS);
  for (const [index, word] of words.entries()) {
    const weight = index > 0 && /^\p{Lu}/u.test(word) ? NAME_WEIGHT : 1;
    const lower = word.toLowerCase().replaceAll('’', "'");
    const known = WORDS.get(lower);
    for (const code of known ?? []) add(code, weight * (WORD_WEIGHTS[known?.size ?? 0] ?? 0.1));
    if (known === undefined && lower.length > 3 && lower.length <= MAX_LENGTH && isDutch(lower)) add('nl', weight * DUTCH_WEIGHT);
  }
  const letters = byLetters(text).getScores();
  const weight = LETTERS_WEIGHT * Math.min(1, 0.4 + words.length / 8);
  for (const code of LATIN_LANGUAGES) add(code, weight * Math.max(0, (letters[code] ?? 0.45) - 0.45));
  // The letters of a name are where somebody is from, not what they write in.
  const ordinary = words.filter((word, index) => index === 0 || !/^\p{Lu}/u.test(word)).join(' ');
  const marks = text.match(/[¿¡]/g)?.join('') ?? '';
  for (const [code, pattern] of Object.entries(OWN_LETTERS)) {
    add(code, Math.min(MAX_LETTERS, `${ordinary}${marks}`.toLowerCase().match(pattern)?.length ?? 0) * (LETTER_WEIGHTS[code] ?? 0.9));
  }
  add(likely, (likely === 'nl' ? DUTCH_LEAD : LIKELY_LEAD) + (words.length === 1 ? ALONE_LEAD : 0));
  for (const code of offered) add(code, code === 'nl' ? 0 : OFFERED_LEAD);
  const [first, second] = [...scores].toSorted(([, left], [, right]) => right - left);
  // What counts is whether it is Dutch: of Spanish and Portuguese either is nearer to the asker than Dutch.
  const other = first?.[0] === 'nl' ? second?.[1] : scores.get('nl');
  const lead = (first?.[1] ?? 0) - (other ?? 0);
  return { code: first?.[0] ?? 'nl', certainty: Math.round((1 - Math.exp(-Math.max(0, lead) / 2)) * 100) / 100 };
}
