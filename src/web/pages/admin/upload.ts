/** The form with which documents are uploaded, and what became of those that were. The browser's module makes more of it. */
import { html } from 'hono/html';
import type { ErrorCode } from '../../../errors.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { button, faultText, tag } from './parts.ts';
import { collectionPath, documentPath } from './paths.ts';
import type { CollectionPageView, UploadOutcome } from './views.ts';
import { count } from './words.ts';

export function uploadForm({ collection, uploaded }: CollectionPageView): Html {
  return html`<section class="balie-panel balie-upload" id="uploaden" aria-labelledby="uploaden-titel" data-collection="${collection.id}">
      <h2 class="utrecht-heading-3" id="uploaden-titel">Documenten uploaden</h2>
      ${uploaded === undefined || uploaded.length === 0 ? '' : outcomes(collection.id, uploaded)}
      <form class="balie-drop" id="uploadformulier" method="post" enctype="multipart/form-data" action="${collectionPath(collection.id)}/uploaden">
        <div class="balie-drop__choose">
          <label class="utrecht-form-label" for="bestanden">Kies een of meer bestanden</label>
          <input class="balie-file" type="file" id="bestanden" name="bestanden" multiple aria-describedby="uploaden-uitleg">
        </div>
        <div id="verzenden">${button('Uploaden', 'primary-action')}</div>
      </form>
      <div class="balie-hint" id="uploaden-uitleg">
        <p>PDF, scan of foto, Word, PowerPoint, Excel, OpenDocument, webpagina, Markdown, tekst, CSV, e-mail of zip. Een bestand mag 50 MB zijn<span id="uploaden-totaal">,
          alles samen 200 MB en 100 bestanden</span>.</p>
        <p>Sleept of kiest u een hele map, dan hoort de map bij de naam: dossier/brief.pdf. Kiest u het bestand los, dan heet het brief.pdf. Voor de balie zijn dat twee documenten.</p>
        <p>Heet een bestand net zo als een document dat er al is? Dan vervangt het dat document. Komt dat document uit de map of de website van de collectie, dan moet u het daar vervangen.</p>
      </div>
    </section>`;
}

const states = {
  waiting: tag('binnen', 'good'),
  replaces: tag('binnen', 'good'),
  twice: tag('dubbel', 'warning'),
  unchanged: tag('al bekend', 'calm'),
} as const;

const explanations = {
  waiting: 'Wordt nu verwerkt. Ververs deze pagina om te zien hoe het staat.',
  replaces: 'Vervangt het document met deze naam. De vorige versie blijft in gebruik tot de nieuwe is verwerkt.',
  twice: 'U koos twee bestanden met deze naam. Het laatste geldt.',
  unchanged: 'Precies dit bestand is al in gebruik. Er verandert niets.',
} as const;

function isRefused(outcome: UploadOutcome['outcome']): outcome is ErrorCode {
  return !Object.hasOwn(explanations, outcome);
}

function outcomes(collection: string, uploaded: readonly UploadOutcome[]): Html {
  const refused = uploaded.filter(({ outcome }) => isRefused(outcome)).length;
  const told = `${count(uploaded.length - refused, 'bestand is', 'bestanden zijn')} binnen${refused === 0 ? '.' : `, ${refused} niet.`}`;
  return html`<div class="balie-results" id="uitkomst" role="status">
      <p class="balie-results__sum">${told}</p>
      <ul class="balie-rows">${uploaded.map(({ name, outcome }) => html`<li class="balie-row">
        <p class="balie-row__head"><span class="balie-row__name">${outcome === 'unchanged' ? link(documentPath(collection, name), name) : name}</span> ${isRefused(outcome) ? tag('niet gelukt', 'bad') : states[outcome]}</p>
        ${isRefused(outcome) ? faultText(outcome) : html`<p class="balie-row__facts">${explanations[outcome]}</p>`}
      </li>`)}</ul>
    </div>`;
}
