/** A document with all that its editor should know of it, and can set. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { fileSize } from '../document.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import type { DocumentPageView } from './document-views.ts';
import { factsForm } from './facts-form.ts';
import { back, noticeBox } from './parts.ts';
import { collectionPath, documentPath } from './paths.ts';
import { passages } from './passages.ts';
import { pendingRow } from './pending.ts';
import { qualityReport } from './quality.ts';
import { count, sourceName } from './words.ts';

export function editorDocumentPage(view: DocumentPageView): Html {
  const { municipality, editor, collection, document, notice, pending } = view;
  const main = html`<div class="balie-manage">
      ${back(collectionPath(collection.id), collection.title)}
      <h1 class="utrecht-heading-1">${document.title}</h1>
      ${noticeBox(notice)}
      ${facts(view)}
      ${pending === undefined ? '' : html`<section class="balie-section" aria-labelledby="nieuwe-versie">
        <h2 class="utrecht-heading-3" id="nieuwe-versie">Een nieuwe versie</h2><ul class="balie-rows">${pendingRow(collection.id, pending)}</ul></section>`}
      ${qualityReport(view)}
      ${factsForm(view)}
      ${passages(view)}
      <section class="balie-section" aria-labelledby="verwijderen">
        <h2 class="utrecht-heading-3" id="verwijderen">Document verwijderen</h2>
        <p class="utrecht-paragraph">De balie gebruikt het document dan niet meer. Op de volgende pagina bevestigt u dat eerst.</p>
        <p class="utrecht-paragraph"><a class="balie-button-link balie-button-link--danger" href="${documentPath(collection.id, document.sourceId)}/verwijderen">Document verwijderen …</a></p>
      </section>
    </div>`;
  return layout({ municipality, title: `${document.title} - Beheer`, main, editor });
}

function facts({ collection, document }: DocumentPageView): Html {
  const { sourceId, source, container, createdAt, updatedAt, bytes, passageCount, parts, isInForce } = document;
  return html`<dl class="balie-facts balie-facts--card">
      <div><dt>Bestand</dt><dd>${sourceId}</dd></div>
      <div><dt>Origineel</dt><dd>${link(`${documentPath(collection.id, sourceId)}/origineel`, `Download het origineel (${fileSize(bytes)})`)}</dd></div>
      <div><dt>Bron</dt><dd>${sourceName(source)}</dd></div>
      ${container === null ? '' : html`<div><dt>Komt uit</dt><dd>${link(documentPath(collection.id, container), container)}</dd></div>`}
      ${parts === 0 ? '' : html`<div><dt>Bevat</dt><dd>${count(parts, 'ander document', 'andere documenten')}</dd></div>`}
      <div><dt>Toegevoegd</dt><dd>${momentWords(createdAt)}</dd></div>
      <div><dt>Laatste versie</dt><dd>${momentWords(updatedAt)}</dd></div>
      <div><dt>Staat in de balie</dt><dd>${count(passageCount, 'passage', 'passages')}${isInForce ? '' : html`. <strong>Bewoners vinden dit document nu niet: het geldt vandaag niet. Verander hieronder de datums als dat niet klopt.</strong>`}</dd></div>
    </dl>`;
}
