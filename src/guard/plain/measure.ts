import { isDifficult, isFrequent } from './frequent.ts';
import { isPassive, isTong, nominalisations } from './grammar.ts';
import { readText, wordsOf } from './read.ts';
import { ABBREVIATIONS, DIFFICULT_PHRASES } from './words/difficult.ts';

/** What makes a text harder than language level B1. */
export const PLAIN_REASONS = ['long-sentences', 'rare-words', 'difficult-words', 'passive', 'tongs', 'nominalisations', 'abbreviations', 'no-list'] as const;
export type PlainReason = (typeof PLAIN_REASONS)[number];

export interface PlainScore {
  /** 0 (a law) to 1 (everybody reads it). */
  readonly score: number;
  readonly isB1: boolean;
  /** What it loses most by, worst first; empty for a text that is plain. */
  readonly reasons: readonly PlainReason[];
}

/** From here on it is B1: chosen on the texts of test/fixtures/plain that are for that, and stated in test/bench/plain.md. */
export const B1 = 0.75;
/** A word or two say nothing of the level. */
const MIN_WORDS = 4;
const SHOWN = 0.25;

/** By reason: what it weighs, the value at which nothing is lost, and that at which all is. */
const SCALES: Readonly<Record<PlainReason, { readonly weight: number; readonly good: number; readonly bad: number }>> = {
  'long-sentences': { weight: 0.3, good: 12, bad: 26 },
  'rare-words': { weight: 0.2, good: 0.1, bad: 0.35 },
  'difficult-words': { weight: 0.22, good: 0.01, bad: 0.1 },
  passive: { weight: 0.09, good: 0.12, bad: 0.7 },
  tongs: { weight: 0.07, good: 0.05, bad: 0.5 },
  nominalisations: { weight: 0.06, good: 0.08, bad: 0.6 },
  abbreviations: { weight: 0.04, good: 0, bad: 0.4 },
  'no-list': { weight: 0.02, good: 0, bad: 1 },
};

/**
 * How plain a Dutch text is. Quotations, which are not the desk's words, and references to sources do not count.
 * @param explained words of which the meaning is given with the text: they are not difficult in it.
 */
export function measurePlain(text: string, explained: (word: string) => boolean = () => false): PlainScore {
  const { sentences, items } = readText(text);
  const words = sentences.flatMap(wordsOf);
  if (words.length < MIN_WORDS) return { score: 1, isB1: true, reasons: [] };
  const values = valuesOf(sentences, items, explained);
  const losses = PLAIN_REASONS.map((reason) => {
    const { weight, good, bad } = SCALES[reason];
    return { reason, part: Math.min(1, Math.max(0, (values[reason] - good) / (bad - good))), weight };
  });
  // Each alone makes a text hard: one sentence of fifty words is not made up for by short words.
  const score = 1 - losses.reduce((sum, { part, weight }) => sum + part * weight, 0);
  return {
    score: Math.round(score * 1_000) / 1_000,
    isB1: score >= B1,
    reasons: losses.filter(({ part }) => part >= SHOWN).toSorted((left, right) => right.part * right.weight - left.part * left.weight).map(({ reason }) => reason),
  };
}

function valuesOf(sentences: readonly string[], items: number, explained: (word: string) => boolean): Record<PlainReason, number> {
  const lengths = sentences.map((sentence) => wordsOf(sentence).length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const running = sentences.flatMap(ordinaryWords);
  const rare = running.filter((word) => !isFrequent(word) && !explained(word)).length;
  const text = ` ${sentences.join(' ').toLowerCase()} `;
  const phrases = DIFFICULT_PHRASES.filter((phrase) => text.includes(` ${phrase} `)).length;
  const difficult = running.filter((word) => isDifficult(word) && !explained(word)).length + 2 * phrases;
  const share = (count: number) => count / sentences.length;
  const enumerations = sentences.filter((sentence) => (sentence.match(/,/g)?.length ?? 0) >= 4).length;
  return {
    // The longest counts with the mean: it is where a reader gives up.
    'long-sentences': 0.6 * mean + 0.4 * Math.max(...lengths),
    'rare-words': running.length === 0 ? 0 : rare / running.length,
    'difficult-words': running.length === 0 ? 0 : difficult / running.length,
    passive: share(sentences.filter(isPassive).length),
    tongs: share(sentences.filter(isTong).length),
    nominalisations: share(sentences.reduce((sum, sentence) => sum + nominalisations(sentence), 0)),
    abbreviations: share(text.match(ABBREVIATIONS)?.length ?? 0),
    'no-list': items > 0 ? 0 : share(enumerations),
  };
}

/** Without names: what has a capital inside a sentence is known to whoever it concerns. */
function ordinaryWords(sentence: string): string[] {
  return wordsOf(sentence).flatMap((word, index) => (index > 0 && /^\p{Lu}/u.test(word) ? [] : [word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')]));
}
