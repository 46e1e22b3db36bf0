/** The forms for work on whole files. */
import { html } from 'hono/html';
import { button } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { documentsPath } from './paths.ts';
import type { DocumentsView, FileView } from './views.ts';

export function workForms(view: DocumentsView): Html | string {
  const ready = view.files.filter(({ state }) => state === 'ready');
  if (ready.length === 0) return '';
  if (view.assistants.length === 0) return html`<p class="utrecht-paragraph">Werk aan een heel document kan in dit gesprek niet: u kunt de assistent ervan niet gebruiken. Begin een nieuw gesprek en zet het bestand daarin.</p>`;
  return html`<section class="balie-section" aria-labelledby="doen-titel" id="doen">
      <h2 class="utrecht-heading-3" id="doen-titel">Werk aan een heel document</h2>
      ${wrongBox(view)}
      <div class="balie-wholeforms">
        ${form(view, 'summarise', 'Samenvatten', html`${fileChoice(view, 'summarise', 'file', 'Bestand', ready)}${pageFields(view, 'summarise')}`)}
        ${ready.length < 2 ? '' : form(view, 'compare', 'Twee versies vergelijken', html`${fileChoice(view, 'compare', 'before', 'Oude versie', ready)}${fileChoice(view, 'compare', 'after', 'Nieuwe versie', ready, 1)}`)}
        ${form(view, 'table', 'Tabel maken', html`${fileChoice(view, 'table', 'file', 'Bestand', ready)}${columnsField(view)}${pageFields(view, 'table')}`)}
      </div>
    </section>`;
}

function wrongBox({ wrong = [] }: DocumentsView): Html | string {
  if (wrong.length === 0) return '';
  return html`<div class="utrecht-alert utrecht-alert--error balie-told" role="alert"><div class="utrecht-alert__message balie-alert">
      <p class="utrecht-paragraph"><strong>Er is niets begonnen.</strong></p><ul>${wrong.map((line) => html`<li>${line}</li>`)}</ul></div></div>`;
}

function form(view: DocumentsView, kind: string, title: string, inside: Html): Html {
  return html`<form class="balie-panel balie-wholeform" method="post" action="${documentsPath(view.conversationId)}" aria-labelledby="${kind}-titel">
      <h3 class="utrecht-heading-4" id="${kind}-titel">${title}</h3>
      <input type="hidden" name="kind" value="${kind}">
      ${inside}
      ${assistantChoice(view, kind)}
      <div>${button(title === 'Tabel maken' ? 'Maak de tabel' : title === 'Samenvatten' ? 'Vat samen' : 'Vergelijk', 'primary-action')}</div>
    </form>`;
}

function filled({ fields = {} }: DocumentsView, kind: string, name: string): string | undefined {
  return fields['kind'] === kind ? fields[name] : undefined;
}

function fileChoice(view: DocumentsView, kind: string, name: string, label: string, ready: readonly FileView[], first = 0): Html {
  const chosen = filled(view, kind, name) ?? ready[first]?.id;
  return select(`${kind}-${name}`, name, label, ready.map((file) => ({ value: file.id, text: file.name, isChosen: file.id === chosen })));
}

/** Without a choice there is nothing to choose. */
function assistantChoice(view: DocumentsView, kind: string): Html {
  const { assistants } = view;
  if (assistants.length === 1) return html`<input type="hidden" name="assistant" value="${assistants[0]?.name ?? ''}">`;
  const chosen = filled(view, kind, 'assistant');
  return select(`${kind}-assistant`, 'assistant', 'Assistent', assistants.map(({ name, title }) => ({ value: name, text: title, isChosen: name === chosen })));
}

function select(id: string, name: string, label: string, options: readonly { readonly value: string; readonly text: string; readonly isChosen: boolean }[]): Html {
  return html`<div class="utrecht-form-field">
      <label class="utrecht-form-label" for="${id}">${label}</label>
      <select class="utrecht-select utrecht-select--html-select balie-field" id="${id}" name="${name}">
        ${options.map(({ value, text, isChosen }) => html`<option value="${value}" ${isChosen ? 'selected' : ''}>${text}</option>`)}
      </select>
    </div>`;
}

function pageFields(view: DocumentsView, kind: string): Html {
  const field = (name: string, label: string) => html`<div class="utrecht-form-field">
      <label class="utrecht-form-label" for="${kind}-${name}">${label}</label>
      <input class="utrecht-textbox utrecht-textbox--html-input balie-field" id="${kind}-${name}" name="${name}" inputmode="numeric" pattern="[0-9]*" maxlength="7" value="${filled(view, kind, name) ?? ''}">
    </div>`;
  return html`<fieldset class="balie-choices">
      <legend class="balie-hint">Alleen deze bladzijden (laat leeg voor het hele bestand)</legend>
      <div class="balie-pair">${field('from', 'Van')}${field('to', 'Tot en met')}</div>
    </fieldset>`;
}

function columnsField(view: DocumentsView): Html {
  return html`<div class="utrecht-form-field">
      <label class="utrecht-form-label" for="table-columns">Kolommen, elk op een eigen regel</label>
      <p class="balie-hint" id="table-columns-uitleg">Bijvoorbeeld: artikel, termijn, wie. De plaats in het document komt er vanzelf bij.</p>
      <textarea class="utrecht-textarea utrecht-textarea--html-textarea balie-field" id="table-columns" name="columns" rows="4" aria-describedby="table-columns-uitleg">
${filled(view, 'table', 'columns') ?? ''}</textarea>
    </div>`;
}
