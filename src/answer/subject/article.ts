import type { Passage } from '../ports.ts';

type Read = Pick<Passage, 'headings' | 'text'>;

/** As `whole_vector` (migration 0011) reads them, by which search finds them: "art. 2.10" and "artikel 2:10" are one. */
const ARTICLE = /(?<![\p{L}\p{N}])(?:artikel|artikelen|art)\.?\s+(\d{1,4}[a-z]{0,2}(?:[.:]\d{1,4}[a-z]{0,2})*)(?![\p{L}\p{N}])/giu;
/** A document whose best passage has this share of the best score may be the one that is meant. */
const NEAR = 0.85;
/** What the article itself counts against passages that only name it. */
const IS_IT = 2;

function articlesIn(text: string): string[] {
  return [...text.matchAll(ARTICLE)].map(([, number = '']) => number.toLowerCase().replaceAll('.', ':'));
}

/** Orders what was found by the article that a question names: who asks for article 2 wants that one, and no other that says more of its words. */
export function articleFirst<Found extends Passage>(passages: readonly Found[], question: string): Found[] {
  const asked = articlesIn(question);
  if (asked.length === 0) return [...passages];
  const best = passages[0]?.score ?? 0;
  const near = new Set(passages.filter(({ score }) => score >= best * NEAR).map(({ documentId }) => documentId));
  const isIt = ({ documentId, headings }: Found) => near.has(documentId) && articlesIn(headings.at(-1) ?? '').some((article) => asked.includes(article));
  return passages.map((passage) => ({ ...passage, score: passage.score * (isIt(passage) ? IS_IT : 1) })).toSorted((a, b) => b.score - a.score);
}

/** Whether a question names an article that stands in none of the passages. */
export function lacksArticle(passages: readonly Read[], question: string): boolean {
  const asked = articlesIn(question);
  return asked.length > 0 && !passages.some(({ headings, text }) => articlesIn([...headings, text].join('\n')).some((article) => asked.includes(article)));
}
