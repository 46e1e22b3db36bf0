import type { Passage } from '../ports.ts';

type Read = Pick<Passage, 'headings' | 'text'>;

/** As `whole_vector` (migration 0011) reads them, by which search finds them: "art. 2.10" and "artikel 2:10" are one. */
const NUMBER = String.raw`\d{1,4}[a-z]{0,2}(?:[.:]\d{1,4}[a-z]{0,2})*(?![\p{L}\p{N}])`;
/** Also lists: "de artikelen 2:10, 2:11 en 2:12". */
const ARTICLES = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:artikel|artikelen|art)\.?\s+(${NUMBER}(?:(?:,| en| of|, en)\s+${NUMBER})*)`, 'giu');
/** Of a range nobody can tell what is in it: "2:10 tot en met 2:28". */
const RANGE = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:artikelen|artt)\.?\s+${NUMBER}\s+(?:tot en met|t/m|tot)\s`, 'iu');
/** Asks for the article itself; who only names the one that they go by asks for something else. */
const ASKS_IT = /^\W*(?:de\s+|het\s+)?art(?:ikel)?[.\s]|\b(?:wat|hoe)\s+(?:staat|zegt|luidt|bepaalt|regelt|betekent|is|houdt|schrijft|verbiedt)\b(?:(?!\b(?:volgens|krachtens|ingevolge|op\s+grond)\b)[^.?!]){0,40}\bart(?:ikel)?[.\s]/i;
/** A document whose best passage has this share of the best score may be the one that is meant. */
const NEAR = 0.85;
/** What the article itself counts against passages that only name it. */
const IS_IT = 2;

function articlesIn(text: string): string[] {
  return [...text.matchAll(ARTICLES)].flatMap(([, numbers = '']) => numbers.toLowerCase().split(/,? en |,? of |, /)).map((number) => number.trim().replaceAll('.', ':'));
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

/** Whether a question asks for an article that stands in none of the passages. */
export function lacksArticle(passages: readonly Read[], question: string): boolean {
  if (!ASKS_IT.test(question)) return false;
  const asked = articlesIn(question);
  const texts = passages.map(({ headings, text }) => [...headings, text].join('\n'));
  return asked.length > 0 && !texts.some((text) => RANGE.test(text) || articlesIn(text).some((article) => asked.includes(article)));
}
