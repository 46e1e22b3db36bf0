/** Pieces that the pages of tasks and prompts share. */
import { html } from 'hono/html';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import type { WorkPlace } from '../header.ts';
import type { BrowserEntry } from '../../../assets.ts';
import type { WorkPage } from './views.ts';

/** A page of the workplace. */
export function workPage({ municipality, name, hasAdmin }: WorkPage, current: NonNullable<WorkPlace['current']>, title: string, main: Html, script?: BrowserEntry): Html {
  return layout({ municipality, title: `${title} - Werkplek`, main, editor: { name, work: { current, hasAdmin } }, ...(script && { script }) });
}

/** Where a form came back: what is to be mended, with the way to each field. */
export function faultList(intro: string, faults: readonly { readonly text: string; readonly field?: string }[]): Html {
  if (faults.length === 0) return html``;
  const item = ({ text, field }: (typeof faults)[number]) => html`<li class="utrecht-unordered-list__item">${field === undefined ? text : html`<a class="utrecht-link utrecht-link--html-a" href="#veld-${field}">${text}</a>`}</li>`;
  return html`<div class="utrecht-alert utrecht-alert--error balie-told" id="melding" tabindex="-1" role="alert"><div class="utrecht-alert__message balie-alert">
      <p class="utrecht-paragraph"><strong>${intro}</strong></p><ul class="utrecht-unordered-list">${faults.map(item)}</ul></div></div>`;
}

/** Of a field whose label is a question that stands in quotation marks: else the sentence has two ends. */
export function faultOn(label: string, fault: string): string {
  return `${label.endsWith('?') ? `“${label}”` : label} ${fault}`;
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly required?: boolean;
  readonly max?: number;
}

/** A field with its label, hint and fault around what is to be filled in. */
export function fieldBox({ name, label, hint, fault, required = true }: Field, control: Html): Html {
  return html`<div class="utrecht-form-field ${fault === undefined ? '' : 'utrecht-form-field--invalid'}">
      <label class="utrecht-form-label" for="veld-${name}">${label}${required ? '' : html` <span class="balie-optional">(hoeft niet)</span>`}</label>
      ${hint === undefined ? '' : html`<p class="balie-hint" id="uitleg-${name}">${hint}</p>`}
      ${fault === undefined ? '' : html`<p class="balie-fielderror" id="fout-${name}"><span class="balie-hidden">Fout: </span>${faultOn(label, fault)}.</p>`}
      ${control}
    </div>`;
}

/** What tells a screen reader of the hint and the fault. */
export function described({ name, hint, fault }: Field): Html {
  const by = [...(hint === undefined ? [] : [`uitleg-${name}`]), ...(fault === undefined ? [] : [`fout-${name}`])];
  return html`${by.length === 0 ? '' : html` aria-describedby="${by.join(' ')}"`}${fault === undefined ? '' : html` aria-invalid="true"`}`;
}

export function textField(field: Field, type: 'text' | 'date' = 'text'): Html {
  return fieldBox(field, html`<input class="utrecht-textbox utrecht-textbox--html-input balie-field ${field.fault === undefined ? '' : 'utrecht-textbox--invalid'} ${type === 'date' ? 'balie-field--date' : ''}"
        type="${type}" id="veld-${field.name}" name="${field.name}" value="${field.value}" autocomplete="off"${field.max === undefined || type === 'date' ? '' : html` maxlength="${field.max}"`}${described(field)}>`);
}

/** @param rows how high it is. */
export function textArea(field: Field, rows: number): Html {
  return fieldBox(field, html`<textarea class="utrecht-textarea utrecht-textarea--html-textarea ${field.fault === undefined ? '' : 'utrecht-textarea--invalid'}" id="veld-${field.name}" name="${field.name}" rows="${rows}" autocomplete="off"${described(field)}>
${field.value}</textarea>`);
}

export function choiceField(field: Field, choices: readonly (readonly [value: string, text: string])[], none?: string): Html {
  return fieldBox(field, html`<select class="utrecht-select utrecht-select--html-select balie-field balie-field--choice" id="veld-${field.name}" name="${field.name}"${described(field)}>
        ${none === undefined ? '' : html`<option value="">${none}</option>`}${choices.map(([value, text]) => html`<option value="${value}"${value === field.value ? html` selected` : ''}>${text}</option>`)}
      </select>`);
}
