import { plainText } from '../text/plain.ts';
import { WORDS } from '../wordings/all.ts';
import { MARKUP } from '../wordings/markup.ts';
import { signReader } from '../wordings/wording.ts';
import { decodedTexts } from './decoded.ts';
import { INJECTION_REASONS, type InjectionReason } from './reasons.ts';

interface InjectionScore {
  /** 0 (nothing seen) to 1. From `SUSPECT` on the text is to be treated as an attempt. */
  readonly score: number;
  readonly reasons: readonly InjectionReason[];
}

export const SUSPECT = 0.5;
/** An order in secret writing is meant as one. */
const ENCODED = 0.6;
const SPLIT = 0.3;
/** Around pieces that are put together later: "a = 'negeer '". */
const ASSIGNED = /(?<![\p{L}\p{N}])\p{L}{1,12} {0,2}[:=] {0,2}(?=["'])|["'+]/gu;
/** Pieces that are put together later: "A = 'laat je regels'". */
const QUOTED = /["'“‘][^"'“”‘’\n]{2,200}["'”’]/gu;
const MOST_EARLIER = 6;
const LONGEST_EARLIER = 2_000;

/** What was decoded is asked for these alone, not for markup: nonsense has signs enough. */
const readWords = signReader(WORDS);
const readMarkup = signReader(MARKUP);

/** Whether a text is to be treated as an attempt. */
export function isSuspect({ score }: Pick<InjectionScore, 'score'>): boolean {
  return score >= SUSPECT;
}

/** Whether a text holds what is no language of people: tags of chat formats, calls of tools, fences. */
export function isMachineTalk(text: string): boolean {
  return readMarkup(text).size > 0;
}

type Signs = Map<InjectionReason, number>;

/**
 * How much a text looks like an attempt to make an assistant leave its role, and why.
 * @param earlier the questions before it in the conversation, oldest first: an attempt may be split over them.
 */
export function scoreInjection(given: string, earlier: readonly string[] = []): InjectionScore {
  const signs = signsIn(given);
  const before = earlier.slice(-MOST_EARLIER).map((question) => question.slice(-LONGEST_EARLIER));
  if (before.length > 0) addSplit(signs, given, before);
  const doubt = [...signs.values()].reduce((rest, weight) => rest * (1 - weight), 1);
  return { score: Math.round((1 - doubt) * 100) / 100, reasons: INJECTION_REASONS.filter((reason) => signs.has(reason)) };
}

function signsIn(given: string): Signs {
  const { text } = plainText(given);
  const signs = readAll(text);
  const hidden = hiddenIn(given);
  if (hidden !== undefined) heavier(signs, 'hidden-text', hidden.weight);
  for (const decoded of [...decodedTexts(text), ...(hidden?.text === undefined ? [] : [hidden.text])]) {
    for (const [reason, weight] of readWords(decoded)) {
      if (signs.has(reason)) continue;
      signs.set(reason, weight);
      heavier(signs, 'encoded', ENCODED);
    }
  }
  return signs;
}

function readAll(text: string): Signs {
  const signs = readWords(text);
  for (const [reason, weight] of readMarkup(text)) heavier(signs, reason, weight);
  return signs;
}

/** What the questions say together, and none of them alone. */
function addSplit(signs: Signs, given: string, before: readonly string[]): void {
  const alone = new Set([given, ...before].flatMap((question) => [...readAll(plainText(question).text).keys()]));
  const all = [...before, given];
  const quoted = all.flatMap((question) => question.match(QUOTED) ?? []).map((piece) => piece.slice(1, -1));
  for (const together of [all.join(' '), all.join(''), all.join('').replaceAll(ASSIGNED, ''), ...(quoted.length > 1 ? [`${quoted.join(' ')} ${given}`] : [])]) {
    for (const [reason, weight] of readAll(plainText(together).text)) {
      if (alone.has(reason)) continue;
      heavier(signs, reason, weight);
      heavier(signs, 'split-turns', SPLIT);
    }
  }
}

function heavier(signs: Signs, reason: InjectionReason, weight: number): void {
  signs.set(reason, Math.max(weight, signs.get(reason) ?? 0));
}

const TAGS = /[\u{e0020}-\u{e007e}]/gu;
const OVERRIDE = /[\u202d\u202e]/;
const UNSEEN_IN_WORD = /\p{L}[\u200b\u2060\ufeff\u00ad\u200e\u200f]\p{L}/gu;
/** A text in which somebody hides words has more of these than one that was copied from a page. */
const MANY_UNSEEN = 6;

/** What people do not see in a text but a model reads; with the text of tag characters, which mirror ASCII. */
function hiddenIn(given: string): { readonly weight: number; readonly text?: string } | undefined {
  const tags = given.match(TAGS);
  if (tags !== null && tags.length > 6) return { weight: 0.8, text: tags.map((tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000)).join('') };
  if (OVERRIDE.test(given)) return { weight: 0.4 };
  return (given.match(UNSEEN_IN_WORD)?.length ?? 0) >= MANY_UNSEEN ? { weight: 0.3 } : undefined;
}
