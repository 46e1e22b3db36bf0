import { bagOf, covers, isLight, wordOf } from '../claims/word.ts';
import { wordsIn } from '../grounding/evidence.ts';
import type { Passage } from '../ports.ts';
import { isService } from './question.ts';
import { isForm, isGrammar } from '../follow-up/asking-words.ts';
import { plainLetters, wordsOf } from '../words.ts';

/** What a passage counts more whose title names nothing but what was asked about: measured, see test/bench/answers.md. */
const NAMES_IT = 0.6;
/** Shorter words of a title say nothing of what it is about. */
const MIN_WORD = 3;

/**
 * Orders what was found by what its titles are about. Who asks about "bijstand" is answered from "Bijstandsuitkering aanvragen" before
 * "Bijzondere bijstand", which is about something more; and who would renew a passport not from the page on renewing driving licences.
 */
export function byTitle<Found extends Passage>(passages: readonly Found[], question: string): Found[] {
  const asked = bagOf(wordsIn(question).filter((word) => !isLight(word)), false);
  const share = (title: string) => {
    const about = wordsIn(title).filter((word) => word.length >= MIN_WORD && !isLight(word) && !isService(word)).map(wordOf);
    return about.length === 0 ? 0 : about.filter((word) => covers(asked, word)).length / about.length;
  };
  return passages.map((passage) => ({ ...passage, score: passage.score * (1 + NAMES_IT * share(passage.title) ** 2) })).toSorted((a, b) => b.score - a.score);
}

/** Asks for a way to do something; "hoe lang", "hoe duur" ask for a detail (`detail.ts`). */
const ASKS_WAY = /\bhoe (?:(?:kan|kun|moet) (?:ik|je|men|wij|we|u) |(?:vraag|dien|geef|meld|maak|kom|krijg|regel|doe|zeg|schrijf|lever|betaal|wijzig|verander|verleng|koop|huur|begin|start|stop|machtig|bel|haal)t? )/;
/** Says one: where, with what, by which page. */
const WAY = /https?:\/\/|\bdigid\b|\bformulier|\bafspraak\b|\b(?:per|via) (?:brief|post|e-mail|mail)\b|\baan de balie\b|\bonline\b|^\s*\d+\. /im;
/** What a passage that says a way counts against one that does not. */
const SAYS_WAY = 1.2;

/** Orders what was found for who asks how: "Een klacht indienen is gratis" has all the words of the question, and does not tell how. */
export function wayFirst<Found extends Passage>(passages: readonly Found[], question: string): Found[] {
  if (!ASKS_WAY.test(`${plainLetters(question)} `)) return [...passages];
  return passages.map((passage) => ({ ...passage, score: passage.score * (WAY.test(passage.text) ? SAYS_WAY : 1) })).toSorted((a, b) => b.score - a.score);
}

/** A document whose best passage has this share of the best score is about the same thing. */
const NEAR = 0.85;

/**
 * Orders what was found for a follow-up and the question before it by what the follow-up itself asks. The words of the question
 * before it choose the documents; left alone, they would also choose the passages, and "en wat kost dat?" be answered with how to
 * apply. In documents about as good as the best, a passage under a heading with the follow-up's words counts up to twice as much, one
 * with them in its text half of that more.
 */
export function onPoint(passages: readonly Passage[], question: string): Passage[] {
  const asked = wordsOf(question).filter((word) => !isGrammar(word));
  const best = passages[0]?.score ?? 0;
  const near = new Set(passages.filter(({ score }) => score >= best * NEAR).map(({ documentId }) => documentId));
  if (asked.length === 0) return [...passages];
  const share = (text: string) => {
    const said = wordsOf(text);
    return asked.filter((word) => said.some((other) => isForm(word, other))).length / asked.length;
  };
  const weight = ({ documentId, headings, text }: Passage) =>
    near.has(documentId) ? 1 + Math.max(share(headings.join(' ')), share(text) / 2) : 1;
  return passages.map((passage) => ({ ...passage, score: passage.score * weight(passage) })).toSorted((a, b) => b.score - a.score);
}
