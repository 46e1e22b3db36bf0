/** The documents of a collection, a page at a time, narrowed by a word and by what asks for an editor. */
import { html } from 'hono/html';
import { dateWords } from '../../../dutch-time.ts';
import type { CollectionState, DocumentFilter, DocumentRow } from '../../../knowledge/documents/attention.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { check } from '../console/fields.ts';
import { button, pagesOf, tag } from './parts.ts';
import { chosenPath, collectionPath, documentPath, listPath } from './paths.ts';
import type { CollectionPageView, ListPlace } from './views.ts';
import { count } from './words.ts';

const filters = [
  ['all', 'Alle', 'documents'],
  ['valid', 'Geldig', undefined],
  ['upcoming', 'Nog niet geldig', undefined],
  ['expiring', 'Verloopt binnen een maand', 'expiring'],
  ['expired', 'Verlopen', 'expired'],
  ['review-due', 'Na te kijken', 'reviewDue'],
  ['attention', 'Aandachtspunten', 'attention'],
  // To count all that is valid would take a look at each document.
] as const satisfies readonly (readonly [DocumentFilter, string, keyof CollectionState | undefined])[];

export function documentList({ collection, list }: CollectionPageView): Html {
  const { text, filter, page, pageSize, total, documents } = list;
  const path = collectionPath(collection.id);
  return html`<section class="balie-section" id="documenten" tabindex="-1" aria-labelledby="documenten-titel">
      <h2 class="utrecht-heading-3" id="documenten-titel">Documenten</h2>
      <nav aria-label="Welke documenten"><ul class="balie-filters">${filters.map(([name, label, amount]) => html`<li>
        <a class="balie-filter" href="${listPath(collection.id, { text, filter: name })}" ${name === filter ? html`aria-current="true"` : ''}>${label}${amount === undefined ? '' : html` <span class="balie-filter__count">${collection[amount]}</span>`}</a></li>`)}</ul></nav>
      <form class="balie-search" method="get" action="${path}#documenten" role="search" aria-label="Documenten">
        ${filter === 'all' ? '' : html`<input type="hidden" name="toon" value="${filter}">`}
        <label class="utrecht-form-label" for="zoek">Zoek op titel of bestandsnaam</label>
        <div class="balie-search__row">
          <input class="utrecht-textbox utrecht-textbox--html-input balie-field" type="search" id="zoek" name="q" value="${text}" maxlength="200" autocomplete="off">
          ${button('Zoeken')}
        </div>
      </form>
      <p class="balie-sum">${count(total, 'document', 'documenten')}${text === '' ? '' : html` met “${text}”. ${link(listPath(collection.id, { filter }), 'Wis de zoekopdracht')}`}</p>
      ${documents.length === 0 ? html`<p class="utrecht-paragraph">${total === 0 ? 'Hier staat niets.' : 'Deze pagina van de lijst is leeg.'}</p>` : chosenForm(collection.id, list)}
      ${pagesOf('Pagina’s van de lijst', { page, last: Math.max(1, Math.ceil(total / pageSize)) }, (target) => listPath(collection.id, { text, filter, page: target }))}
    </section>`;
}

/** The list with what can be done with what is chosen from it. */
function chosenForm(collection: string, { text, filter, page, documents }: CollectionPageView['list']): Html {
  const act = (value: string, label: string) => html`<button class="utrecht-button utrecht-button--secondary-action balie-press" type="submit" name="actie" value="${value}">${label}</button>`;
  return html`<form method="post" action="${chosenPath(collection)}">
      ${placeFields({ text, filter, page })}
      <ul class="balie-rows">${documents.map((document) => row(collection, document))}</ul>
      <div class="balie-panel balie-chosen" role="group" aria-labelledby="gekozen">
        <p class="balie-sum" id="gekozen">Met de gekozen documenten:</p>
        ${documents.length < 2 ? '' : check({ id: 'kies-alle', name: 'alle', value: documents.map(({ id }) => id).join(' '), text: `Kies alle ${documents.length} op deze pagina` })}
        <div class="balie-buttons">${act('gegevens', 'Geldigheid of eigenaar vastleggen …')}${act('verwijderen', 'Verwijderen …')}</div>
      </div>
    </form>`;
}

/** So that one comes back where one was. */
export function placeFields({ text, filter, page }: ListPlace): Html {
  const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;
  return html`${text === '' ? '' : hidden('q', text)}${filter === 'all' ? '' : hidden('toon', filter)}${page === 1 ? '' : hidden('pagina', String(page))}`;
}

function row(collection: string, document: DocumentRow): Html {
  const { id, sourceId, title, owner, validUntil, reviewBy, passages, warnings } = document;
  const facts = [
    count(passages, 'passage', 'passages'),
    ...(owner === null ? [] : [owner]),
    ...(validUntil === null ? [] : [`geldig tot en met ${dateWords(validUntil)}`]),
    ...(reviewBy === null ? [] : [`nakijken voor ${dateWords(reviewBy)}`]),
  ];
  return html`<li class="balie-row balie-row--chosen">
      ${check({ id: `kies-${id}`, name: 'document', value: id, text: html`<span class="balie-hidden">Kies ${title}</span>` })}
      <div><p class="balie-row__head"><span class="balie-row__title">${link(documentPath(collection, sourceId), title)}</span>
        ${document.isExpired ? tag('verlopen', 'bad') : document.isReviewDue ? tag('na te kijken', 'warning') : ''}
        ${document.isUpcoming ? tag('nog niet geldig', 'calm') : ''}
        ${document.hasHiddenText ? tag('verborgen tekst', 'warning') : ''}
        ${document.isDuplicate ? tag('dubbel', 'warning') : ''}
        ${document.hasOrders ? tag('misleidende tekst', 'bad') : ''}
        ${document.hasPersonalNumbers ? tag('persoonsgegevens', 'bad') : ''}
        ${warnings > tagged(document) ? tag(count(warnings, 'aandachtspunt', 'aandachtspunten'), 'warning') : ''}</p>
      <p class="balie-row__facts"><span class="balie-row__source">${sourceId}</span> · ${facts.join(' · ')}</p></div>
    </li>`;
}

/** Warnings that have a mark of their own already. */
function tagged({ hasHiddenText, hasOrders, hasPersonalNumbers }: DocumentRow): number {
  return [hasHiddenText, hasOrders, hasPersonalNumbers].filter(Boolean).length;
}
