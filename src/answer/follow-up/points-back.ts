import {
  asksOn,
  isCondition,
  isContent,
  isCourtesy,
  isDemonstrative,
  isEcho,
  isGrammar,
  isLeading,
  isQuestionWord,
  isStandIn,
  isSubject,
  isVerb,
} from './asking-words.ts';
import { wordsOf } from '../words.ts';

/**
 * What a question's own words say of those before it: it is a question by itself; it certainly continues them; or it is short and
 * may be either ("en een rijbewijs?"), which only the documents can tell.
 */
export type Bearing = 'own' | 'back' | 'perhaps';

/** More words with a meaning of their own than this are a question by itself. */
const MAX_CONTENT = 3;
const MAX_CONDITION = 2;

export function bearingOf(question: string): Bearing {
  const words = wordsOf(question);
  const content = words.filter(isContent);
  if (words.length === 0 || isThanks(words)) return 'own';
  if (content.length === 0) return 'back';
  if (content.length > MAX_CONTENT) return 'own';
  return hasPronoun(words) || isFragment(words, content.length) ? 'back' : 'perhaps';
}

/** "Fijn, dat was alles": nothing is asked, although there is a pronoun. */
function isThanks(words: readonly string[]): boolean {
  return words.some(isCourtesy) && words.every((word) => isCourtesy(word) || (isGrammar(word) && !isQuestionWord(word)));
}

function hasPronoun(words: readonly string[]): boolean {
  return words.some((word, index) => isEcho(word) || isStandIn(word) || isPronoun(words, index));
}

/** "Dat" and the like alone: not before a noun ("die film"), nor as a conjunction ("dat ik") or relative ("mensen die"). */
function isPronoun(words: readonly string[], index: number): boolean {
  const [word = '', next] = words.slice(index);
  if (!isDemonstrative(word) || (word === 'die' && isContent(words[index - 1] ?? word))) return false;
  return next === undefined || asksOn(next) || (isGrammar(next) && !isSubject(next)) || isInfinitive(words, index + 1);
}

/** The verb at the end of "kan ik dat indienen", which would else be a noun after "dat". */
function isInfinitive(words: readonly string[], index: number): boolean {
  return index === words.length - 1 && words.at(-1)?.endsWith('en') === true && words.slice(0, index).some(isVerb);
}

/** Half a sentence: a condition ("en voor kinderen?", "als ik 72 ben?") or a question without its verb ("welke dag?"). */
function isFragment(words: readonly string[], content: number): boolean {
  const [first = '', second = ''] = words.slice(words.findIndex((word) => !isLeading(word)));
  if (isCondition(first)) return content <= MAX_CONDITION && !isQuestionWord(second);
  return isQuestionWord(first) && content === 1 && !words.some(isVerb);
}
