/** The numbered sources under an answer. */
import { safeHref } from '../links.ts';
import type { SourceView } from '../views.ts';
import { passageTrees } from './answer.ts';
import { dutchDate } from './dates.ts';
import { el } from './tree.ts';
import type { Child, Tree } from './tree.ts';
import { words } from './words.ts';

export function sourceId(turnNumber: number, sourceNumber: number): string {
  return `bron-${turnNumber}-${sourceNumber}`;
}

export function sourcesTree(sources: readonly SourceView[], turnNumber: number): Tree {
  return el(
    'div',
    'balie-sources',
    el('h4', 'balie-sources__title', words.sources),
    el('ol', 'balie-sources__list', ...sources.map((source) => sourceTree(source, turnNumber))),
  );
}

function sourceTree(source: SourceView, turnNumber: number): Tree {
  // A title often repeats as the first heading of its document: say it once.
  const headings = source.headings.filter((heading, index) => index > 0 || heading !== source.title);
  const place = [headings.join(' › '), source.page === undefined ? '' : `pagina ${source.page}`, validity(source)].filter((part) => part !== '');
  return el(
    'li',
    { class: 'balie-source', id: sourceId(turnNumber, source.number) },
    el('span', { class: 'balie-source__number', 'aria-hidden': 'true' }, String(source.number)),
    el(
      'div',
      'balie-source__body',
      titleTree(source),
      place.length > 0 && el('p', 'balie-source__place', place.join(' · ')),
      source.quote !== '' && quoteTree(source),
    ),
  );
}

/** From when until when it holds: an amount is worth as much as its date. */
function validity({ validFrom, validUntil }: SourceView): string {
  const until = validUntil === undefined ? '' : `tot en met ${dutchDate(validUntil)}`;
  const from = validFrom === undefined ? '' : `vanaf ${dutchDate(validFrom)}`;
  return from === '' && until === '' ? '' : `geldig ${[from, until].filter((part) => part !== '').join(' ')}`;
}

/** Opens beside the desk: a conversation lives in this page only and would be lost by leaving it. */
function titleTree(source: SourceView): Child {
  const href = safeHref(source.url);
  if (href === undefined) return el('p', 'balie-source__title', source.title);
  return el(
    'a',
    { class: 'utrecht-link utrecht-link--html-a balie-source__title', href, target: '_blank', rel: 'noopener' },
    source.title,
    el('span', 'balie-hidden', words.newTab),
  );
}

function quoteTree(source: SourceView): Tree {
  return el(
    'details',
    'balie-source__details',
    el('summary', 'balie-source__summary', words.readQuote, el('span', 'balie-hidden', ` ${source.number}`)),
    el('blockquote', 'balie-quote', ...passageTrees(source.quote)),
  );
}
