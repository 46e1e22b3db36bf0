/** The form for a question of an employee, with what can be chosen for it. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { linkInNewTab } from '../link.ts';
import { EXPLAIN_PATH, talkPath, WORK_PATH } from './paths.ts';
import type { ChoiceView, TalkView } from './views.ts';

export function workComposer(view: TalkView): Html {
  const { held, unasked, carried, turns, fault, draft, maxQuestionLength, instead } = view;
  const id = held?.id ?? unasked?.conversationId;
  const invalid = fault?.code.startsWith('question-e') === true || fault?.code.startsWith('question-t') === true;
  const label = instead ? `Pas vraag ${instead.number} aan` : turns.length > 0 ? 'Stel een vervolgvraag' : 'Stel uw vraag';
  // autocomplete="off": what was asked here is nobody else's, also on a computer that is shared.
  return html`<form class="balie-composer" id="vraagformulier" method="post" action="${id === undefined ? WORK_PATH : talkPath(id)}#antwoord" autocomplete="off" accept-charset="utf-8">
      ${carried === undefined || turns.length === 0 ? '' : html`<input type="hidden" name="vertrouwelijk" value="ja">`}
      ${carried ? html`<input type="hidden" name="gezegd" value="${carried}">` : ''}
      ${instead ? html`<input type="hidden" name="aanpassen" value="${instead.turnId}"><input type="hidden" name="nummer" value="${instead.number}">` : ''}
      ${unasked ? html`<input type="hidden" name="gesprek" value="${unasked.conversationId}">` : ''}
      <div class="utrecht-form-field">
        <label class="utrecht-form-label balie-composer__label" for="vraag">${label}</label>
        <textarea
          class="utrecht-textarea utrecht-textarea--html-textarea ${invalid ? 'utrecht-textarea--invalid' : ''}"
          id="vraag" name="vraag" rows="3" dir="auto" data-maximum="${maxQuestionLength}"
          aria-describedby="vraag-uitleg" aria-invalid="${invalid ? 'true' : 'false'}"
        >
${draft ?? ''}</textarea>
        ${choices(view)}
        ${turns.length === 0 && id === undefined ? confidential(carried !== undefined) : ''}
        <div class="balie-composer__row">
          <p class="balie-composer__help"><span id="vraag-uitleg">${instead ? replacedHelp() : carried === undefined || turns.length === 0 ? keptHelp() : confidentialHelp()}</span>
            <span class="balie-composer__counter" id="vraag-teller"></span></p>
          <div class="balie-work__buttons">${held && instead ? html`<a class="balie-button-link" href="${talkPath(held.id)}">Niet aanpassen</a>` : ''}
            <button class="utrecht-button utrecht-button--primary-action" type="submit">Vraag stellen</button></div>
        </div>
      </div>
    </form>`;
}

/** Whom one asks, and with which model: where there is something to choose. */
function choices({ held, turns, assistants, models, comparable, chosen }: TalkView): Html {
  const isBegun = held !== undefined || turns.length > 0;
  const parts = [
    isBegun || assistants.length < 2 ? html`<input type="hidden" name="assistent" value="${chosen.assistant}">` : choice('assistent', 'Assistent', assistants, chosen.assistant),
    models.length < 2 ? '' : choice('model', 'Taalmodel', models, chosen.model),
    comparable.length === 0 ? '' : choice('ook', 'Vergelijken met', [{ value: '', text: 'Niet vergelijken' }, ...comparable], chosen.beside ?? '', 'ook-uitleg'),
  ];
  return html`<div class="balie-work__choices">${parts}${comparable.length === 0 ? '' : comparedHelp()}</div>`;
}

function choice(name: string, label: string, options: readonly ChoiceView[], chosen: string, help?: string): Html {
  return html`<div class="balie-work__choice" id="keuze-${name}">
      <label class="utrecht-form-label" for="${name}">${label}</label>
      <select class="utrecht-select utrecht-select--html-select balie-field" id="${name}" name="${name}"${help === undefined ? '' : html` aria-describedby="${help}"`}>${options.map(({ value, text, model }) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}${model === undefined ? '' : html` data-model="${model}"`}>${text}</option>`)}</select>
    </div>`;
}

function comparedHelp(): Html {
  return html`<p class="balie-hint balie-work__compared" id="ook-uitleg">Vergelijkt u? Dan krijgt u twee antwoorden naast elkaar en kiest u met welk antwoord het gesprek verdergaat. Dit telt als twee vragen. Op een kleine server wacht het ene antwoord op het andere.</p>`;
}

function confidential(isChosen: boolean): Html {
  return html`<div class="balie-work__confidential" id="keuze-vertrouwelijk">
      <input class="balie-work__check" type="checkbox" id="vertrouwelijk" name="vertrouwelijk" value="ja" aria-describedby="vertrouwelijk-uitleg" ${isChosen ? 'checked' : ''}>
      <div><label class="utrecht-form-label" for="vertrouwelijk">Vertrouwelijk gesprek</label>
        <p class="balie-hint" id="vertrouwelijk-uitleg">Wij bewaren dan niet wat u vraagt en wat het antwoord is. Sluit u de pagina, dan is het gesprek weg.</p></div>
    </div>`;
}

function keptHelp(): Html {
  return html`Wij bewaren uw vraag versleuteld. ${linkInNewTab(EXPLAIN_PATH, 'Wie kan dit zien?')}`;
}

function confidentialHelp(): Html {
  return html`<strong>Vertrouwelijk:</strong> dit gesprek staat alleen op deze pagina.`;
}

function replacedHelp(): Html {
  return html`Deze vraag en wat erna kwam, verdwijnen uit dit gesprek. In het logboek blijven zij staan.`;
}
