/** What is on its way in or stuck there, with the cause and what an editor can do. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { PendingDocument } from '../../../jobs/manage.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { actionForm, faultText, pagesOf, tag } from './parts.ts';
import { collectionPath, documentPath, pendingPath } from './paths.ts';
import type { CollectionPageView } from './views.ts';
import { count } from './words.ts';

export function pendingList({ collection, pending: { page, pageSize, documents } }: CollectionPageView): Html {
  const { waiting, failed } = collection;
  const last = Math.max(1, Math.ceil((waiting + failed) / pageSize));
  return html`<section class="balie-section" id="wachtrij" tabindex="-1" aria-labelledby="wachtrij-titel">
      <h2 class="utrecht-heading-3" id="wachtrij-titel">Wachtrij</h2>
      ${waiting + failed === 0 ? html`<p class="utrecht-paragraph">Er wacht niets, en er is niets mislukt.</p>` : html`<p class="utrecht-paragraph">${count(failed, 'document is mislukt', 'documenten zijn mislukt')}, ${count(waiting, 'wacht', 'wachten')} op verwerking.</p>`}
      ${failed > 1 ? actionForm(`${collectionPath(collection.id)}/wachtrij/opnieuw`, 'Alles opnieuw proberen', 'wat is mislukt') : ''}
      ${documents.length === 0 ? '' : html`<ul class="balie-rows">${documents.map((document) => pendingRow(collection.id, document))}</ul>`}
      ${pagesOf('Pagina’s van de wachtrij', { page, last }, (wanted) => `${collectionPath(collection.id)}?wacht=${wanted}#wachtrij`)}
    </section>`;
}

/** What a person took out of its source: each can be taken in again, however many there are. */
export function withdrawnList({ collection, withdrawn: { page, pageSize, documents } }: CollectionPageView): Html {
  const { id, withdrawn } = collection;
  if (withdrawn === 0) return html``;
  const last = Math.max(1, Math.ceil(withdrawn / pageSize));
  const rest = withdrawn - page * pageSize;
  return html`<section class="balie-section" id="weggehaald" tabindex="-1" aria-labelledby="weggehaald-titel">
      <h2 class="utrecht-heading-3" id="weggehaald-titel">Verwijderd, en nog in de bron</h2>
      <p class="utrecht-paragraph">${count(withdrawn, 'document is verwijderd en blijft', 'documenten zijn verwijderd en blijven')} weg, ook als de bron opnieuw wordt gelezen.</p>
      ${documents.length === 0 ? '' : html`<ul class="balie-rows">${documents.map((document) => pendingRow(id, document))}</ul>`}
      ${rest > 0 ? html`<p class="utrecht-paragraph">En nog ${count(rest, 'document', 'documenten')}.</p>` : ''}
      ${pagesOf('Pagina’s met verwijderde documenten', { page, last }, (wanted) => `${collectionPath(id)}?weg=${wanted}#weggehaald`)}
    </section>`;
}

/** What an editor should know of one that the desk cannot try anew by itself. */
const notHere = {
  waiting: '',
  source: html`<p class="balie-row__facts">De balie kreeg dit bestand niet van de bron. Is het daar in orde? Laat de bron dan opnieuw lezen.</p>`,
  'by-hand': html`<p class="balie-row__facts">De balie heeft dit bestand niet en kan het niet zelf ophalen. Is het in orde? Vraag de beheerder dan om de map opnieuw in te lezen.</p>`,
};

export function pendingRow(collection: string, document: PendingDocument): Html {
  const { id, sourceId, state, attempts, fault, detail, deliveredAt, isInUse, howRetried } = document;
  const [isFailed, isWithdrawn] = [state === 'failed', state === 'withdrawn'];
  const tried = attempts === 0 ? '' : `, ${count(attempts, 'keer', 'keer')} geprobeerd`;
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__name">${isInUse ? link(documentPath(collection, sourceId), sourceId) : sourceId}</span>
        ${isFailed ? tag('mislukt', 'bad') : isWithdrawn ? tag('verwijderd', 'calm') : tag(attempts > 0 && fault !== null ? 'wacht op een nieuwe poging' : 'wacht', 'calm')}</p>
      ${fault === null ? '' : faultText(fault, detail)}
      <p class="balie-row__facts">${isWithdrawn ? 'Verwijderd' : 'Binnengekomen'} op ${momentWords(deliveredAt)}${tried}.${isInUse ? ' De vorige versie blijft in gebruik.' : ''}</p>
      ${isFailed ? notHere[howRetried] : ''}
      <div class="balie-buttons">
        ${isFailed && howRetried !== 'by-hand' ? actionForm(pendingPath(collection, id, 'opnieuw'), howRetried === 'source' ? 'Bron opnieuw lezen' : 'Opnieuw proberen', sourceId) : ''}
        ${isWithdrawn && howRetried !== 'by-hand' ? actionForm(pendingPath(collection, id, 'opnieuw'), 'Weer opnemen', sourceId) : actionForm(pendingPath(collection, id, 'loslaten'), 'Loslaten', sourceId)}
      </div>
    </li>`;
}
