/** What an editor sets by hand about a document. */
import { html } from 'hono/html';
import { dateWords } from '../../../dutch-time.ts';
import type { MetadataField } from '../../../knowledge/metadata-rules.ts';
import type { Html } from '../html.ts';
import type { DocumentPageView } from './document-views.ts';
import { button } from './parts.ts';
import { documentPath } from './paths.ts';

const fields = [
  ['title', 'Titel', 'text', 'Zo heet het document bij een antwoord, en de balie zoekt er ook in.'],
  ['owner', 'Eigenaar', 'text', 'Het team dat de inhoud bijhoudt.'],
  ['url', 'Adres op de website', 'url', 'Waar inwoners het document zelf vinden, met https:// ervoor.'],
  ['validFrom', 'Geldig vanaf', 'date', 'Vóór deze dag vindt de balie het document niet.'],
  ['validUntil', 'Geldig tot en met', 'date', 'Na deze dag vindt de balie het document niet meer.'],
  ['reviewBy', 'Nakijken voor', 'date', 'Een maand van tevoren staat het document bij Na te kijken.'],
  ['actions', 'Knoppen onder een antwoord', 'lines', 'Formulieren en volgende stappen, elk op een regel: Paspoort aanvragen | https://www.voorbeeld.nl/paspoort.'],
] as const satisfies readonly (readonly [MetadataField, string, string, string])[];

export function factsForm(view: DocumentPageView): Html {
  const { collection, document, draft } = view;
  const wrong = fields.filter(([name]) => draft?.faults[name] !== undefined);
  return html`<section class="balie-section" aria-labelledby="gegevens">
      <h2 class="utrecht-heading-3" id="gegevens">Gegevens vastleggen</h2>
      <p class="utrecht-paragraph">Wat u hier vastlegt, gaat voor op wat het document zelf zegt, ook als er een nieuwe versie komt. Laat u een vak leeg, dan geldt het document.</p>
      ${wrong.length === 0 ? '' : html`<div class="utrecht-alert utrecht-alert--error balie-told" id="melding" tabindex="-1" role="alert"><div class="utrecht-alert__message balie-alert">
        <p class="utrecht-paragraph"><strong>Er is niets vastgelegd.</strong> Verbeter: ${wrong.map(([name, label], index) => html`${index > 0 ? ', ' : ''}<a class="utrecht-link utrecht-link--html-a" href="#veld-${name}">${label}</a>`)}.</p></div></div>`}
      <form class="balie-panel balie-fields" method="post" action="${documentPath(collection.id, document.sourceId)}#gegevens" novalidate>
        ${fields.map(([name, label, type, hint]) => fieldRow(view, name, label, type, hint))}
        <div class="balie-buttons">${button('Vastleggen', 'primary-action')}</div>
      </form>
    </section>`;
}

function fieldRow({ document, draft }: DocumentPageView, name: MetadataField, label: string, type: string, hint: string): Html {
  const { metadata, corrections } = document;
  const fault = draft?.faults[name];
  // Of before titles could be set by hand, a document's own title is only where it is shown.
  const own = metadata[name] ?? (name === 'title' && corrections.title === undefined ? document.title : undefined);
  const shown = draft?.shown[name] ?? corrections[name] ?? own ?? '';
  const value = draft?.values[name] ?? shown;
  const isByHand = corrections[name] !== undefined;
  const says = own === undefined || !isByHand ? '' : ` In het document staat: ${type === 'date' ? dateWords(own) : own}.`;
  return html`<div class="utrecht-form-field ${fault === undefined ? '' : 'utrecht-form-field--invalid'}">
      <label class="utrecht-form-label" for="veld-${name}">${label}${isByHand ? html` <span class="balie-byhand">met de hand vastgelegd</span>` : ''}</label>
      <p class="balie-hint" id="uitleg-${name}">${hint}${says}</p>
      ${fault === undefined ? '' : html`<p class="balie-fielderror" id="fout-${name}"><span class="balie-hidden">Fout: </span>${label} ${inWords(fault)}.</p>`}
      <input type="hidden" name="${name}-getoond" value="${shown}">
      ${type === 'lines' ? html`<textarea class="utrecht-textarea utrecht-textarea--html-textarea ${fault === undefined ? '' : 'utrecht-textarea--invalid'}" id="veld-${name}" name="${name}" rows="3" autocomplete="off"
        aria-describedby="uitleg-${name}${fault === undefined ? '' : ` fout-${name}`}" aria-invalid="${fault === undefined ? 'false' : 'true'}">
${value}</textarea>` : html`<input class="utrecht-textbox utrecht-textbox--html-input balie-field ${fault === undefined ? '' : 'utrecht-textbox--invalid'} ${type === 'date' ? 'balie-field--date' : ''}"
        type="${type}" id="veld-${name}" name="${name}" value="${value}" maxlength="2000" autocomplete="off"
        aria-describedby="uitleg-${name}${fault === undefined ? '' : ` fout-${name}`}" aria-invalid="${fault === undefined ? 'false' : 'true'}">`}
    </div>`;
}

/** What is wrong with one field may name another. */
function inWords(fault: string): string {
  return fields.reduce((said, [name, label]) => said.replaceAll(name, `‘${label}’`), fault);
}
