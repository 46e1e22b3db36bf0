/** Fields of the forms for who judges. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly rows: number;
  readonly fault?: string | undefined;
}

export function area({ name, label, hint, value, rows, fault }: Field): Html {
  const isWrong = fault !== undefined;
  const described = [...(hint === undefined ? [] : [`uitleg-${name}`]), ...(isWrong ? [`fout-${name}`] : [])].join(' ');
  return html`<div class="utrecht-form-field ${isWrong ? 'utrecht-form-field--invalid' : ''}">
      <label class="utrecht-form-label" for="veld-${name}">${label}</label>
      ${hint === undefined ? '' : html`<p class="balie-hint" id="uitleg-${name}">${hint}</p>`}
      ${fieldFault(name, fault)}
      <textarea class="utrecht-textarea utrecht-textarea--html-textarea balie-field ${isWrong ? 'utrecht-textarea--invalid' : ''}" id="veld-${name}" name="${name}" rows="${rows}"
        aria-describedby="${described}" aria-invalid="${isWrong ? 'true' : 'false'}">
${value}</textarea>
    </div>`;
}

export function fieldFault(name: string, fault: string | undefined): Html | string {
  return fault === undefined ? '' : html`<p class="balie-fielderror" id="fout-${name}"><span class="balie-hidden">Fout: </span>${fault}</p>`;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

export function choices(type: 'radio' | 'checkbox', name: string, legend: string, options: readonly Choice[], { hint, fault }: { readonly hint?: string; readonly fault?: string | undefined } = {}): Html {
  const described = [...(hint === undefined ? [] : [`uitleg-${name}`]), ...(fault === undefined ? [] : [`fout-${name}`])].join(' ');
  return html`<fieldset class="balie-choices" id="veld-${name}" aria-describedby="${described}">
      <legend class="utrecht-form-label">${legend}</legend>
      ${hint === undefined ? '' : html`<p class="balie-hint" id="uitleg-${name}">${hint}</p>`}
      ${fieldFault(name, fault)}
      ${options.map(({ value, label, isChosen }) => html`<label class="balie-feedback__reason"><input class="balie-check" type="${type}" name="${name}" value="${value}" ${isChosen ? 'checked' : ''}><span>${label}</span></label>`)}
    </fieldset>`;
}

/** What is wrong, above the form, with a way to each field. */
export function faultSummary(faults: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): Html | string {
  const wrong = Object.keys(faults);
  if (wrong.length === 0) return '';
  return html`<div class="utrecht-alert utrecht-alert--error balie-told" id="melding" tabindex="-1" role="alert"><div class="utrecht-alert__message balie-alert">
      <p class="utrecht-paragraph"><strong>Er is niets bewaard.</strong> Verbeter: ${wrong.map((name, index) => html`${index > 0 ? ', ' : ''}<a class="utrecht-link utrecht-link--html-a" href="#veld-${name}">${labels[name] ?? name}</a>`)}.</p></div></div>`;
}

/** A choice among assistants, by their names. */
export function assistantField(label: string, { assistants, chosen, fault }: { readonly assistants: readonly string[]; readonly chosen: string; readonly fault?: string | undefined }): Html {
  return html`<div class="utrecht-form-field ${fault === undefined ? '' : 'utrecht-form-field--invalid'}">
      <label class="utrecht-form-label" for="veld-assistent">${label}</label>
      ${fieldFault('assistent', fault)}
      <select class="utrecht-select utrecht-select--html-select balie-field balie-field--date" id="veld-assistent" name="assistent">
        ${assistants.map((name) => html`<option value="${name}" ${name === chosen ? 'selected' : ''}>${name}</option>`)}
      </select>
    </div>`;
}
