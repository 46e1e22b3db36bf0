import { letterReader } from '../../src/guard/language/letters.ts';
import { SMALL_WORDS } from '../../src/guard/language/words.ts';

/** A language by its ISO 639-1 code. */
export interface Language {
  readonly code: string;
  /** 0 to 1, the recogniser's own score for it. */
  readonly confidence: number;
}

/**
 * Languages in which municipalities publish or receive texts, among those that the recogniser knows: Dutch and its neighbours, and those
 * of large groups of residents. Frisian it does not know: that is told from Dutch by its small words. Papiamento comes out as
 * Spanish or as unknown.
 */
const byLetters = letterReader(['nl', 'en', 'de', 'fr', 'es', 'pt', 'it', 'pl', 'ro', 'bg', 'hu', 'tr', 'ar', 'fa', 'ku', 'ru', 'uk', 'am', 'zh']);

const minLetters = 100;
/** Chinese says in one letter what others say in three. */
const minSigns = 30;
const maxSample = 6_000;
/**
 * Less small words than this are no sentences of that language: a table, a list of names, or another language. The poorest
 * running texts have .12 (Turkish, which hangs its small words on the others), Dutch ones .25 and more.
 */
const leastSmallWords = 0.08;
const minWords = 12;

/**
 * The language of a text, from a sample spread over it.
 * @returns undefined for a text under 100 letters, for one that is no running text (tables, codes, names), and where the
 *   recogniser is not sure.
 */
export function languageOf(texts: readonly string[]): Language | undefined {
  const sample = spread(texts);
  const signs = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < minLetters && signs < minSigns) return undefined;
  const result = byLetters(sample);
  if (result.language === '' || !result.isReliable()) return undefined;
  const words = sample.toLowerCase().match(/(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}]+(?![\p{L}\p{M}\p{N}])/gu) ?? [];
  const confidence = Math.round((result.getScores()[result.language] ?? 0) * 100) / 100;
  return confirmed(words, { code: result.language, confidence });
}

/** What the letters say, held against the small words; those also part Frisian from Dutch. */
function confirmed(words: readonly string[], guess: Language): Language | undefined {
  const share = shareOf(words, guess.code);
  if (share === undefined) return guess;
  if (words.length < minWords) return undefined;
  const [frisian = 0, ...others] = ['fy', 'nl', 'en'].map((code) => shareOf(words, code) ?? 0);
  if (frisian > Math.max(share, ...others) * 1.2 && frisian >= leastSmallWords * 2) return { ...guess, code: 'fy' };
  return share >= leastSmallWords ? guess : undefined;
}

/** The share of words, 0 to 1, that are small words of a language; undefined for a language not written with Latin letters. */
function shareOf(words: readonly string[], code: string): number | undefined {
  const small = SMALL_WORDS.get(code);
  return small && words.filter((word) => small.has(word)).length / Math.max(1, words.length);
}

/** Stretches from all over the texts: the first pages of a report may be another language than the rest. */
function spread(texts: readonly string[]): string {
  const step = Math.max(1, Math.floor(texts.length / 12));
  const chosen = texts.filter((_, index) => index % step === 0).slice(0, 12);
  const each = Math.floor(maxSample / Math.max(1, chosen.length));
  return chosen.map((text) => text.slice(0, each)).join('\n');
}
