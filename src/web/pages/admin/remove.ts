/** Asks whether a document may go. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import type { RemoveView } from './document-views.ts';
import { back, button } from './parts.ts';
import { documentPath } from './paths.ts';
import { count } from './words.ts';

export function removePage({ municipality, editor, collection, document, staysOut, isFromFolder }: RemoveView): Html {
  const path = documentPath(collection.id, document.sourceId);
  const main = html`<div class="balie-narrow">
      ${back(path, document.title)}
      <h1 class="utrecht-heading-1">Document verwijderen?</h1>
      <div class="balie-panel">
        <p class="utrecht-paragraph"><strong>${document.title}</strong> (${document.sourceId}) uit de collectie ${collection.title}.</p>
        <p class="utrecht-paragraph">De balie vindt het document daarna niet meer. ${staysOut ? 'Ook als het nog in zijn bron staat, komt het niet terug. Wilt u dat toch? Neem het dan weer op, op de pagina van de collectie.' : 'U kunt dit niet ongedaan maken, maar u kunt het bestand opnieuw uploaden.'}</p>
        ${document.parts === 0 ? '' : html`<p class="utrecht-paragraph">Ook ${count(document.parts, 'document dat', 'documenten die')} hieruit ${document.parts === 1 ? 'is' : 'zijn'} gehaald, ${document.parts === 1 ? 'gaat' : 'gaan'} weg.</p>`}
        ${isFromFolder ? html`<p class="utrecht-paragraph">Let op: dit document komt uit een map die de beheerder inleest. Staat het daar nog? Dan komt het de volgende keer terug. Haal het ook daar weg.</p>` : ''}
        <form class="balie-buttons" method="post" action="${path}/verwijderen">
          ${button('Ja, verwijder het document', 'danger')}
          <a class="balie-button-link" href="${path}">Nee, ga terug</a>
        </form>
      </div>
    </div>`;
  return layout({ municipality, title: 'Document verwijderen - Beheer', main, editor });
}
