import { plainLetters } from '../claims/plain.ts';
import { isParticular, readSubject } from './question.ts';

/** Behind these comes a noun, or an adjective and a noun. */
const BEFORE = new Set(
  'de het een geen mijn mn onze ons uw je jouw jullie deze die dit dat elke iedere welk welke hoeveel over van voor met bij in op naar aan uit zonder tot per'.split(' '),
);
/** Fewer words are no sentence: each is something that is looked for. */
const SENTENCE = 4;

/** What a question may be about, as it was typed: nouns, as far as their place tells. Verbs and what says nothing by itself are none. */
export function nounsIn(words: readonly string[]): string[] {
  const plain = words.map(plainLetters);
  const focus = new Set((readSubject(plain.join(' ')).focus ?? []).map(({ text }) => text));
  const isNoun = (at: number) => focus.has(plain[at] ?? '') || BEFORE.has(plain[at - 1] ?? '') || (BEFORE.has(plain[at - 2] ?? '') && plain[at - 1]?.endsWith('e') === true);
  return words.filter((_, at) => isParticular(plain[at] ?? '') && (words.length < SENTENCE || isNoun(at)));
}
