import { isDifficult, isFrequent } from './frequent.ts';
import { readText, wordsOf } from './read.ts';
import { linesOf } from '../words/lists.ts';

/** Abbreviations that have to be spelled out to be read. */
const ABBREVIATIONS = /(?<![\p{L}.])(?:m\.?b\.?t|i\.?v\.?m|d\.?m\.?v|t\.?a\.?v|t\.?b\.?v|o\.?g\.?v|a\.?h\.?v|n\.?a\.?v|i\.?p\.?v|t\.?z\.?t|e\.?e\.?a|c\.?q|jl|d\.?d|art|lid|resp|evt|i\.?h\.?k\.?v|m\.?u\.?v|t\.?g\.?v|o\.?a|w\.?o|a\.?g\.?v|juncto|jo|incl|excl|ca|max|min|nr|bijv|etc|enz)\.(?!\p{L})/giu;
/** Sayings of officials, in which each word alone is ordinary. */
const DIFFICULT_PHRASES = linesOf('difficult-phrases');

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

const PASSIVE = new Set(['word', 'wordt', 'worden', 'werd', 'werden']);
/** Verbs of which the rest stands at the end of a sentence, far away when it is long. */
const FINITE = new Set('heeft hebben had hadden is zijn was waren wordt worden werd werden kan kunt kunnen mag mogen moet moeten zal zult zullen dient dienen wil willen'.split(' '));
const PARTICIPLE = /^(?:\p{L}*ge\p{L}{2,}(?:d|t|en)|(?:be|er|her|ont|ver|mis|aan|af|in|op|uit|toe|over|vast|voor|na)\p{L}{2,}(?:d|t|en))$/u;
const INFINITIVE = /\p{L}{3,}(?:en|aan|ien)$/u;
const JOINS = /[,;:()–—]|\s-\s/u;
const NOMINAL = /(?<!\p{L})het\s+\p{L}{3,}en\s+van(?!\p{L})|\p{L}{3,}(?:ing|atie|heid|ment|teit)\s+van(?!\p{L})/giu;
const MAX_GAP = 9;
const MAX_BEFORE = 12;

/** Whether a sentence says that something is done without saying by whom: "wordt … aangevraagd". */
function isPassive(sentence: string): boolean {
  const words = wordsOf(sentence.toLowerCase());
  return words.some((word, index) => PASSIVE.has(word) && (words.slice(index + 1, index + 1 + MAX_BEFORE).some(isParticiple) || words.slice(Math.max(0, index - 3), index).some(isParticiple)));
}

function isParticiple(word: string): boolean {
  return word.length > 4 && PARTICIPLE.test(word);
}

/** Whether a sentence keeps the two halves of its verb far apart: "heeft … binnen zes weken na … ingediend". */
function isTong(sentence: string): boolean {
  return sentence.toLowerCase().split(JOINS).some((clause) => {
    const words = wordsOf(clause);
    const at = words.findIndex((word) => FINITE.has(word));
    if (at < 0) return false;
    const last = words.findLastIndex((word, index) => index > at && (isParticiple(word) || INFINITIVE.test(word)));
    return last - at > MAX_GAP;
  });
}

/** How often a sentence makes a thing of what somebody does: "het aanvragen van", "de verstrekking van". */
function nominalisations(sentence: string): number {
  return sentence.match(NOMINAL)?.length ?? 0;
}
