/** Where a resident reads the summary of a conversation, changes it, and takes it along or sends it. */
import { html } from 'hono/html';
import { faultTree } from '../../markup/fault.ts';
import type { HandoverFieldName, HandoverView } from '../../views.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { render } from '../render.ts';
import { channelsCard } from './channels.ts';

const labels: Readonly<Record<HandoverFieldName, string>> = { summary: 'Samenvatting', name: 'Uw naam', email: 'Uw e-mailadres', phone: 'Uw telefoonnummer' };

export function handoverPage(view: HandoverView): Html {
  const { municipality, channels, canSend, conversationId, id, fault } = view;
  const wrong = (Object.keys(labels) as HandoverFieldName[]).filter((name) => view.faults[name] !== undefined);
  const main = html`<div class="balie-desk">
      <div class="balie-desk__talk">
        <p class="balie-back">${link('/', 'Naar de digitale balie')}</p>
        <h1 class="utrecht-heading-1">Doorgeven aan een medewerker</h1>
        <p class="utrecht-paragraph utrecht-paragraph--lead">Dit is een samenvatting van uw gesprek. Lees haar na en pas aan wat u wilt.
          ${canSend ? 'Daarna verstuurt u haar naar de gemeente, of u neemt haar mee.' : 'Neem haar mee als u belt of langskomt.'}</p>
        ${wrong.length === 0 ? '' : errors(wrong)}
        ${fault === undefined ? '' : html`<div class="balie-fault" id="melding" tabindex="-1">${render(faultTree(fault))}</div>`}
        <form class="balie-panel balie-fields balie-handover" method="post" action="${canSend ? '/doorgeven/versturen' : '/doorgeven/bestand'}" autocomplete="on" accept-charset="utf-8" novalidate>
          <input type="hidden" name="conversationId" value="${conversationId}">
          <input type="hidden" name="id" value="${id}">
          ${summaryField(view)}
          ${canSend ? html`<fieldset class="balie-handover__reach" aria-describedby="bereik-uitleg">
            <legend class="utrecht-heading-4">Hoe kunnen wij u bereiken?</legend>
            <p class="balie-hint" id="bereik-uitleg">U kiest zelf wat u invult. Wij hebben een e-mailadres of een telefoonnummer nodig, anders kan niemand u antwoorden.
              Wij gebruiken deze gegevens alleen om u te antwoorden. Na ${municipality.retentionDays} dagen wist de balie ze.</p>
            ${field(view, 'name', 'text', 'name', 'Dit hoeft niet.')}
            ${field(view, 'email', 'email', 'email', 'Bijvoorbeeld naam@voorbeeld.nl.')}
            ${field(view, 'phone', 'tel', 'tel', 'Bijvoorbeeld 06 12 34 56 78.')}
          </fieldset>` : ''}
          <div class="balie-buttons">
            ${canSend ? html`<button class="utrecht-button utrecht-button--primary-action" type="submit">Versturen naar de gemeente</button>` : ''}
            <button class="utrecht-button utrecht-button--secondary-action" type="submit" formaction="/doorgeven/bestand">Downloaden als tekst</button>
          </div>
          <p class="balie-hint">Printen of kopiëren? Gebruik daarvoor het menu van uw browser.</p>
        </form>
      </div>
      <aside class="balie-desk__aside" aria-label="Contact met de gemeente">${channelsCard(channels)}</aside>
    </div>`;
  return layout({ municipality, title: wrong.length > 0 || fault !== undefined ? 'Niet verstuurd' : 'Doorgeven aan een medewerker', main });
}

function errors(wrong: readonly HandoverFieldName[]): Html {
  return html`<div class="utrecht-alert utrecht-alert--error balie-told" id="melding" tabindex="-1" role="alert"><div class="utrecht-alert__message balie-alert">
        <p class="utrecht-paragraph"><strong>Er is nog niets verstuurd.</strong> Verbeter: ${wrong.map((name, index) => html`${index > 0 ? ', ' : ''}<a class="utrecht-link utrecht-link--html-a" href="#veld-${name}">${labels[name]}</a>`)}.</p></div></div>`;
}

function summaryField({ values, faults, maxSummary }: HandoverView): Html {
  const fault = faults.summary;
  return html`<div class="utrecht-form-field ${fault === undefined ? '' : 'utrecht-form-field--invalid'}">
            <label class="utrecht-form-label" for="veld-summary">${labels.summary}</label>
            <p class="balie-hint" id="uitleg-summary">Haal weg wat de medewerker niet hoeft te weten. U kunt ook iets toevoegen, tot ${maxSummary.toLocaleString('nl-NL')} tekens.</p>
            ${faultLine('summary', fault)}
            <textarea class="utrecht-textarea utrecht-textarea--html-textarea ${fault === undefined ? '' : 'utrecht-textarea--invalid'}" id="veld-summary" name="summary" rows="10"
              aria-describedby="uitleg-summary${fault === undefined ? '' : ' fout-summary'}" aria-invalid="${fault === undefined ? 'false' : 'true'}">
${values.summary}</textarea>
          </div>`;
}

function field({ values, faults }: HandoverView, name: HandoverFieldName, type: string, autocomplete: string, hint: string): Html {
  const fault = faults[name];
  return html`<div class="utrecht-form-field ${fault === undefined ? '' : 'utrecht-form-field--invalid'}">
              <label class="utrecht-form-label" for="veld-${name}">${labels[name]}</label>
              <p class="balie-hint" id="uitleg-${name}">${hint}</p>
              ${faultLine(name, fault)}
              <input class="utrecht-textbox utrecht-textbox--html-input balie-field ${fault === undefined ? '' : 'utrecht-textbox--invalid'}" type="${type}" id="veld-${name}" name="${name}"
                value="${values[name]}" autocomplete="${autocomplete}" aria-describedby="uitleg-${name}${fault === undefined ? '' : ` fout-${name}`}" aria-invalid="${fault === undefined ? 'false' : 'true'}">
            </div>`;
}

function faultLine(name: HandoverFieldName, fault: string | undefined): Html {
  return fault === undefined ? html`` : html`<p class="balie-fielderror" id="fout-${name}"><span class="balie-hidden">Fout: </span>${labels[name]} ${fault}.</p>`;
}
