import { isForm, isGrammar } from './asking-words.ts';
import { wordsOf } from '../words.ts';
import type { Passage } from '../ports.ts';

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
