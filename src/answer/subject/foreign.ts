import { bagOf, covers, type Word, type WordBag, wordOf } from '../claims/word.ts';
import { wordsIn } from '../grounding/evidence.ts';
import type { Passage } from '../ports.ts';
import { readSubject } from './question.ts';

/** Shorter words are part of too many others. */
const MIN_PART = 5;
/** Two compounds that begin with so many of the same letters are of one thing. */
const MIN_SHARED = 8;
/** Of what is asked of a thing, so much must be unknown: one adjective of many words says nothing. */
const UNKNOWN = 0.3;

type Read = Pick<Passage, 'title' | 'headings' | 'text' | 'synonyms'>;

/**
 * Whether passages are about something else than a question, though they share words with it: what it asks for stands in none of them. Told
 * only where the form of the question says what that is, and, unless it is what is counted or whose it is, where no document that was
 * found is named by a word of it. What it was found by in other words counts as its own.
 */
export function isForeign(question: string, passages: readonly Read[]): boolean {
  const { words, core, focus, isCounted, owner, year, isOwn } = readSubject(question);
  if (focus === undefined) return false;
  const texts = passages.map(({ title, headings, text }) => [title, ...headings, text].join('. '));
  // By one of them: "energie" of one and "toeslag" of another are no "energietoeslag".
  const said = texts.map((text) => bagOf(wordsIn(text)));
  const isUnknown = (word: Word) => !said.some((bag) => covers(bag, word));
  if (year !== undefined && !texts.some((text) => text.includes(year))) return true;
  const named = bagOf(passages.flatMap(({ title }) => wordsIn(title)));
  const headed = bagOf(passages.flatMap(({ headings }) => wordsIn(headings.at(-1) ?? '')));
  const alike = passages.flatMap(({ synonyms = [] }) => synonyms.flatMap(wordsIn)).map(wordOf);
  const isNamed = (word: Word) => covers(named, word) || hasPart(named, word) || covers(headed, word);
  if (alike.some(isNamed)) return false;
  if (isCounted && !said.some((bag) => isTogether(bag, focus[0], core))) return true;
  if (owner.length > 0 && owner.every(isUnknown)) return true;
  if (words.some(isNamed)) return false;
  return focus.slice(-1).every(isUnknown) || (!isOwn && core.filter(isUnknown).length >= core.length * UNKNOWN);
}

/** Whether what is counted is said with something else of what is asked: the colour of a container is not that of a roof. */
function isTogether(said: WordBag, counted: Word | undefined, core: readonly Word[]): boolean {
  const others = core.filter((word) => word !== counted && word.text !== counted?.text);
  return counted === undefined || (covers(said, counted) && (others.length === 0 || others.some((word) => covers(said, word))));
}

/** "Bijstandsaanvraag" is about what a document on bijstand is about, or one on bijstandsuitkeringen. */
export function hasPart({ wholes }: WordBag, { whole }: Word): boolean {
  return [...wholes].some((other) => other.length >= MIN_PART && (whole.includes(other) || (whole.length > MIN_SHARED && whole.slice(0, MIN_SHARED) === other.slice(0, MIN_SHARED))));
}
