/** The numbered sources under an answer. */
import { dateWords } from '../../dutch-time.ts';
import { safeHref } from '../links.ts';
import type { SourceView } from '../turn-views.ts';
import { passageTrees } from './answer.ts';
import { el } from './tree.ts';
import type { LinkOptions } from './text-links.ts';
import type { Child, Tree } from './tree.ts';
import { type AnswerWords, DUTCH, dutchIn, wordsIn } from './words-in.ts';

export function sourceId(turnNumber: number, sourceNumber: number): string {
  return `bron-${turnNumber}-${sourceNumber}`;
}

/**
 * @param links of the answer that they are under, with its language: sources are Dutch all the same.
 * @param heading one level below what it stands under.
 */
export function sourcesTree(sources: readonly SourceView[], turnNumber: number, { website, language }: LinkOptions, heading: 'h3' | 'h4' = 'h4'): Tree {
  const words = wordsIn(language);
  return el(
    'div',
    'balie-sources',
    el(heading, 'balie-sources__title', words.sources),
    el('ol', 'balie-sources__list', ...sources.map((source) => sourceTree(source, turnNumber, { website, words, dutch: dutchIn(language) }))),
  );
}

interface Around {
  readonly website: string;
  readonly words: AnswerWords;
  readonly dutch: ReturnType<typeof dutchIn>;
}

function sourceTree(source: SourceView, turnNumber: number, around: Around): Tree {
  const { words, dutch } = around;
  // A title often repeats as the first heading of its document: say it once.
  const headings = source.headings.filter((heading, index) => index > 0 || heading !== source.title);
  const { page } = dutch.lang === undefined ? words : DUTCH;
  const place = [headings.join(' › '), source.page === undefined ? '' : `${page} ${source.page}`, validity(source)].filter((part) => part !== '');
  return el(
    'li',
    { class: 'balie-source', id: sourceId(turnNumber, source.number) },
    el('span', { class: 'balie-source__number', 'aria-hidden': 'true' }, String(source.number)),
    el(
      'div',
      'balie-source__body',
      titleTree(source, words, dutch),
      place.length > 0 && el('p', 'balie-source__place', dutch.lang === undefined ? place.join(' · ') : el('span', dutch, place.join(' · '))),
      source.isClosed === true && el('p', { class: 'balie-source__place', ...dutch }, 'U kunt deze bron niet meer zien.'),
      source.quote !== '' && quoteTree(source, around),
    ),
  );
}

/** From when until when it holds: an amount is worth as much as its date. */
function validity({ validFrom, validUntil }: SourceView): string {
  const until = validUntil === undefined ? '' : `tot en met ${dateWords(validUntil)}`;
  const from = validFrom === undefined ? '' : `vanaf ${dateWords(validFrom)}`;
  return from === '' && until === '' ? '' : `geldig ${[from, until].filter((part) => part !== '').join(' ')}`;
}

/** Opens beside the desk: a conversation lives in this page only and would be lost by leaving it. */
function titleTree(source: SourceView, words: AnswerWords, dutch: ReturnType<typeof dutchIn>): Child {
  const href = source.isClosed === true ? undefined : safeHref(source.url);
  if (href === undefined) return el('p', { class: 'balie-source__title', ...dutch }, source.title);
  return el(
    'a',
    { class: 'utrecht-link utrecht-link--html-a balie-source__title', href, target: '_blank', rel: 'noopener' },
    dutch.lang === undefined ? source.title : el('span', dutch, source.title),
    el('span', 'balie-hidden', words.newTab),
  );
}

function quoteTree(source: SourceView, { website, words, dutch }: Around): Tree {
  return el(
    'details',
    'balie-source__details',
    el('summary', 'balie-source__summary', words.readQuote, el('span', 'balie-hidden', ` ${source.number}`)),
    el('blockquote', { class: 'balie-quote', ...dutch }, ...passageTrees(source.quote, website)),
  );
}
