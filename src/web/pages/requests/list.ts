/** Requests of people about their own data: those that wait, and the form to write one down. */
import { html } from 'hono/html';
import { dateWords } from '../../../dutch-time.ts';
import { back, button, faultBox, tag } from '../admin/parts.ts';
import { count } from '../admin/words.ts';
import type { Html } from '../html.ts';
import { choices } from '../judging/fields.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { REQUESTS_PATH, requestPath } from './paths.ts';
import type { RequestsView, RequestView } from './views.ts';
import { KIND_WORDS, referenceWords } from './words.ts';

export function requestsPage(view: RequestsView): Html {
  const { municipality, editor, requests, total, page, pageSize, fault } = view;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const toPage = (to: number, text: string) => link(`${REQUESTS_PATH}?pagina=${to}`, text);
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Verzoeken over persoonsgegevens</h1>
      ${faultBox(fault)}
      <p class="utrecht-paragraph">Iemand wil weten wat de balie van hem heeft, wil daar iets bij laten zetten, of wil het laten wissen (AVG, artikel 15 tot en met 17).
        U legt het verzoek hier vast; een functionaris gegevensbescherming die dat niet zelf deed, beslist. Het antwoord moet er binnen een maand zijn.</p>
      <section class="balie-section" aria-labelledby="lijst">
        <h2 class="utrecht-heading-3" id="lijst">Verzoeken</h2>
        ${requests.length === 0 ? html`<p class="utrecht-paragraph">Er zijn nog geen verzoeken.</p>` : html`<p class="utrecht-paragraph">${count(total, 'verzoek', 'verzoeken')}. Wat wacht staat bovenaan.</p><ul class="balie-rows">${requests.map(row)}</ul>`}
        ${pages === 1 ? '' : html`<nav class="balie-buttons" aria-label="Bladeren">${page > 1 ? toPage(page - 1, 'Vorige') : ''} <span>Pagina ${page} van ${pages}</span> ${page < pages ? toPage(page + 1, 'Volgende') : ''}</nav>`}
      </section>
      <section class="balie-section" aria-labelledby="nieuw">
        <h2 class="utrecht-heading-3" id="nieuw">Een verzoek vastleggen</h2>
        ${form(view)}
      </section>
    </div>`;
  return layout({ municipality, title: 'Verzoeken over persoonsgegevens - Beheer', main, editor });
}

function row(request: RequestView): Html {
  const { id, kind, subject, receivedOn, dueOn } = request;
  return html`<li class="balie-row"><p class="balie-request__name">${link(requestPath(id), `${KIND_WORDS[kind]}, ${referenceWords(id)}`)} ${stateTag(request)}</p>
      <p class="balie-hint">${subject === 'person' ? 'Van een medewerker' : 'Van een gesprek'}, ontvangen op ${dateWords(receivedOn)}${request.decision === null ? `, antwoord uiterlijk ${dateWords(dueOn)}` : ''}</p></li>`;
}

export function stateTag({ decision, isLate }: Pick<RequestView, 'decision' | 'isLate'>): Html {
  if (isLate) return tag('te laat', 'bad');
  if (decision === null) return tag('wacht', 'warning');
  return decision === 'granted' ? tag('ingewilligd', 'good') : tag('afgewezen', 'calm');
}

function form({ kinds, draft, maxText, today }: RequestsView): Html {
  const field = (name: string, label: string, input: Html, hint = '') => html`<div class="utrecht-form-field">
          <label class="utrecht-form-label" for="${name}">${label}</label>
          ${hint === '' ? '' : html`<p class="balie-hint" id="${name}-uitleg">${hint}</p>`}
          ${input}
        </div>`;
  const box = 'utrecht-textbox utrecht-textbox--html-input balie-field';
  return html`<form class="balie-panel balie-fields" method="post" action="${REQUESTS_PATH}" novalidate autocomplete="off">
        ${choices('radio', 'soort', 'Wat wordt gevraagd?', kinds.map((kind) => ({ value: kind, label: KIND_WORDS[kind], isChosen: kind === draft.kind })))}
        ${field('waarvan', 'Waarvan?', html`<input class="${box}" id="waarvan" name="waarvan" value="${draft.about}" maxlength="200" aria-describedby="waarvan-uitleg">`, 'Het nummer van het gesprek (het staat in het bewaarde gesprek en op het wisbewijs), het kenmerk van een doorgegeven gesprek, of het e-mailadres of het nummer van het account van een medewerker (het nummer staat bij Mensen en in het logboek). Wat u hier typt, wordt niet bewaard.')}
        ${field('ontvangen', 'Ontvangen op', html`<input class="${box} balie-field--date" type="date" id="ontvangen" name="ontvangen" value="${draft.receivedOn}" max="${today}" aria-describedby="ontvangen-uitleg">`, 'Op die dag begint de maand.')}
        <details class="balie-request__more" ${draft.kind === 'correction' ? 'open' : ''}><summary>Alleen voor een aanvulling</summary>
          ${field('plaats', 'Bij de hoeveelste vraag van het gesprek?', html`<input class="${box} balie-field--date" type="number" inputmode="numeric" min="1" max="9999" id="plaats" name="plaats" value="${draft.place}">`)}
          ${field('aanvulling', 'Wat moet erbij staan?', html`<textarea class="utrecht-textarea utrecht-textarea--html-textarea balie-field" id="aanvulling" name="aanvulling" rows="4" aria-describedby="aanvulling-uitleg">
${draft.text}</textarea>`, `In de woorden van de verzoeker, hoogstens ${maxText.toLocaleString('nl-NL')} tekens. Het wordt versleuteld bewaard; alleen wie beslist leest het.`)}
        </details>
        <div class="balie-buttons">${button('Vastleggen', 'primary-action')}</div>
      </form>`;
}
