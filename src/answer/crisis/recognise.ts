import { DUTCH } from '../details.ts';
import { type IsWord, Lexicon } from '../phrases/lexicon.ts';
import { Phrases, without } from '../phrases/phrases.ts';
import { tokensOf } from '../phrases/tokens.ts';
import { CRISIS_KINDS, type CrisisKind, type CrisisWords } from './words.ts';

/** What a question says of somebody in need. */
export interface Need {
  /** Most urgent first. */
  readonly kinds: readonly CrisisKind[];
  readonly language: string;
  /** `now`: somebody is in need; `mentioned`: it is what the question is about. */
  readonly how: 'now' | 'mentioned';
}

/** Recognises somebody in need, and knows what to tell them. */
export interface CrisisHelp {
  /** Whether somebody who asks this is in need, and of what; undefined when nothing says so. */
  readonly recognise: (question: string) => Need | undefined;
  readonly words: CrisisWords;
}

/** @param isWord says whether a word is Dutch, and so no typing error. */
export function crisisHelp(words: CrisisWords, isWord: IsWord): CrisisHelp {
  const { signs, except, mentions, common } = words;
  const lexicon = new Lexicon(isWord);
  const meant = new Phrases(except, lexicon);
  const now = CRISIS_KINDS.flatMap((kind) => Object.entries(signs[kind] ?? {}).map(([language, lines]) => ({ kind, language, phrases: new Phrases(lines, lexicon) })));
  const mentioned = CRISIS_KINDS.map((kind) => ({ kind, language: DUTCH, phrases: new Phrases(mentions[kind] ?? [], lexicon) }));
  const everyday = Object.entries(common).map(([language, words]) => ({ language, words: new Set(words.flatMap((line) => tokensOf(line))) }));
  const recognise: CrisisHelp['recognise'] = (question) => {
    const all = tokensOf(question);
    const tokens = without(all, meant.findAll(all));
    const found = now.filter(({ phrases }) => phrases.isIn(tokens));
    if (found.length > 0) return { kinds: kindsOf(found), language: languageOf(all, found, everyday), how: 'now' };
    const about = mentioned.filter(({ phrases }) => phrases.isIn(tokens));
    return about.length > 0 ? { kinds: kindsOf(about), language: DUTCH, how: 'mentioned' } : undefined;
  };
  return { recognise, words };
}

type Found = readonly { readonly kind: CrisisKind; readonly language: string }[];

function kindsOf(found: Found): CrisisKind[] {
  return [...new Set(found.map(({ kind }) => kind))];
}

/** The language with most everyday words and phrases; of several the first, which is Dutch where it is among them. */
function languageOf(tokens: readonly string[], found: Found, everyday: readonly { readonly language: string; readonly words: ReadonlySet<string> }[]): string {
  const counted = everyday.map(({ language, words }) => ({
    language,
    count: tokens.filter((token) => words.has(token)).length + found.filter((one) => one.language === language).length,
  }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.language ?? DUTCH;
}
