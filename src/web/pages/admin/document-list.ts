/** The documents of a collection, a page at a time, narrowed by a word and by what asks for an editor. */
import { html } from 'hono/html';
import { dateWords } from '../../../dutch-time.ts';
import type { CollectionState, DocumentFilter, DocumentRow } from '../../../knowledge/documents/attention.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { button, tag } from './parts.ts';
import { collectionPath, documentPath, listPath } from './paths.ts';
import type { CollectionPageView } from './views.ts';
import { count } from './words.ts';

const filters = [
  ['all', 'Alle', 'documents'],
  ['attention', 'Aandachtspunten', 'attention'],
  ['review-due', 'Na te kijken', 'reviewDue'],
  ['expired', 'Verlopen', 'expired'],
] as const satisfies readonly (readonly [DocumentFilter, string, keyof CollectionState])[];

export function documentList({ collection, list }: CollectionPageView): Html {
  const { text, filter, total, documents } = list;
  const path = collectionPath(collection.id);
  return html`<section class="balie-section" id="documenten" tabindex="-1" aria-labelledby="documenten-titel">
      <h2 class="utrecht-heading-3" id="documenten-titel">Documenten</h2>
      <nav aria-label="Welke documenten"><ul class="balie-filters">${filters.map(([name, label, amount]) => html`<li>
        <a class="balie-filter" href="${listPath(collection.id, { text, filter: name })}" ${name === filter ? html`aria-current="true"` : ''}>${label} <span class="balie-filter__count">${collection[amount]}</span></a></li>`)}</ul></nav>
      <form class="balie-search" method="get" action="${path}#documenten" role="search" aria-label="Documenten">
        ${filter === 'all' ? '' : html`<input type="hidden" name="toon" value="${filter}">`}
        <label class="utrecht-form-label" for="zoek">Zoek op titel of bestandsnaam</label>
        <div class="balie-search__row">
          <input class="utrecht-textbox utrecht-textbox--html-input balie-field" type="search" id="zoek" name="q" value="${text}" maxlength="200" autocomplete="off">
          ${button('Zoeken')}
        </div>
      </form>
      <p class="balie-sum">${count(total, 'document', 'documenten')}${text === '' ? '' : html` met “${text}”. ${link(listPath(collection.id, { filter }), 'Wis de zoekopdracht')}`}</p>
      ${documents.length === 0 ? html`<p class="utrecht-paragraph">${total === 0 ? 'Hier staat niets.' : 'Deze pagina van de lijst is leeg.'}</p>` : html`<ul class="balie-rows">${documents.map((document) => row(collection.id, document))}</ul>`}
      ${pages(collection.id, list)}
    </section>`;
}

function row(collection: string, document: DocumentRow): Html {
  const { sourceId, title, owner, validUntil, reviewBy, passages, warnings } = document;
  const facts = [
    count(passages, 'passage', 'passages'),
    ...(owner === null ? [] : [owner]),
    ...(validUntil === null ? [] : [`geldig tot en met ${dateWords(validUntil)}`]),
    ...(reviewBy === null ? [] : [`nakijken voor ${dateWords(reviewBy)}`]),
  ];
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${link(documentPath(collection, sourceId), title)}</span>
        ${document.isExpired ? tag('verlopen', 'bad') : document.isReviewDue ? tag('na te kijken', 'warning') : ''}
        ${document.isUpcoming ? tag('nog niet geldig', 'calm') : ''}
        ${document.hasHiddenText ? tag('verborgen tekst', 'warning') : ''}
        ${document.isDuplicate ? tag('dubbel', 'warning') : ''}
        ${document.hasOrders ? tag('misleidende tekst', 'bad') : ''}
        ${document.hasPersonalNumbers ? tag('persoonsgegevens', 'bad') : ''}
        ${warnings > tagged(document) ? tag(count(warnings, 'aandachtspunt', 'aandachtspunten'), 'warning') : ''}</p>
      <p class="balie-row__facts"><span class="balie-row__source">${sourceId}</span> · ${facts.join(' · ')}</p>
    </li>`;
}

/** Warnings that have a mark of their own already. */
function tagged({ hasHiddenText, hasOrders, hasPersonalNumbers }: DocumentRow): number {
  return [hasHiddenText, hasOrders, hasPersonalNumbers].filter(Boolean).length;
}

function pages(collection: string, { text, filter, page, pageSize, total }: CollectionPageView['list']): Html {
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1) return html``;
  const to = (target: number, label: string) => html`<a class="balie-button-link" href="${listPath(collection, { text, filter, page: target })}">${label}</a>`;
  return html`<nav class="balie-pages" aria-label="Pagina’s van de lijst">
      ${page > 1 ? to(Math.min(page - 1, last), 'Vorige') : ''}<span>Pagina ${page} van ${last}</span>${page < last ? to(page + 1, 'Volgende') : ''}
    </nav>`;
}
