import { bagOf, covers, wordOf } from '../claims/cover.ts';
import { isLight } from '../claims/same-words.ts';
import { wordsIn } from '../grounding/evidence.ts';
import type { Passage } from '../ports.ts';
import { isService } from './services.ts';

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
