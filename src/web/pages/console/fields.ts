/** Fields of the forms of the console, each with what is wrong with it beside it. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { button } from '../admin/parts.ts';
import type { Draft } from './views.ts';

/** As long as a reason may be. */
export const MAX_REASON = 500;

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What stands in it unless something else was filled in. */
  readonly value?: string;
  readonly type?: 'text' | 'number' | 'url' | 'date';
  readonly max?: number;
  readonly lines?: number;
  readonly isRequired?: boolean;
  readonly draft: Draft | undefined;
  /** Where there are more forms on a page. */
  readonly form?: string;
}

export function textField({ name, label, hint, value = '', type = 'text', max = 200, lines, isRequired = false, draft, form = '' }: Field): Html {
  const id = `veld-${form}${name}`;
  const shown = draft?.values.get(name) ?? value;
  const about = describing(id, hint, draft?.faults[name]);
  const fault = draft?.faults[name] === undefined ? '' : '--invalid';
  const more = html`id="${id}" name="${name}" ${isRequired ? html`aria-required="true"` : ''} ${about} maxlength="${max}" autocomplete="off"`;
  return html`<div class="utrecht-form-field ${fault === '' ? '' : 'utrecht-form-field--invalid'}">
      <label class="utrecht-form-label" for="${id}">${label}</label>${told(id, hint, draft?.faults[name])}
      ${lines === undefined
        ? html`<input class="utrecht-textbox utrecht-textbox--html-input balie-field ${fault === '' ? '' : 'utrecht-textbox--invalid'} ${type === 'date' || type === 'number' ? 'balie-field--date' : ''}" type="${type === 'number' ? 'text' : type}" ${type === 'number' ? html`inputmode="numeric"` : ''} value="${shown}" ${more}>`
        : html`<textarea class="utrecht-textarea utrecht-textarea--html-textarea ${fault === '' ? '' : 'utrecht-textarea--invalid'}" rows="${lines}" ${more}>
${shown}</textarea>`}
    </div>`;
}

/** Why: without it nothing is changed. */
export function reasonField(draft: Draft | undefined, form = ''): Html {
  return textField({ name: 'reden', label: 'Reden', hint: 'Waarom verandert u dit? Uw reden staat in de geschiedenis, met uw naam. Noem geen namen van anderen.', max: MAX_REASON, lines: 2, isRequired: true, draft, form });
}

interface Choice extends Omit<Field, 'type' | 'max' | 'lines'> {
  /** Value and text. */
  readonly options: readonly (readonly [string, string])[];
}

export function choiceField({ name, label, hint, value = '', options, draft, form = '' }: Choice): Html {
  const id = `veld-${form}${name}`;
  const chosen = draft?.values.get(name) ?? value;
  return html`<div class="utrecht-form-field">
      <label class="utrecht-form-label" for="${id}">${label}</label>${told(id, hint, draft?.faults[name])}
      <select class="utrecht-select utrecht-select--html-select balie-field" id="${id}" name="${name}" ${describing(id, hint, draft?.faults[name])}>
        ${options.map(([option, text]) => html`<option value="${option}" ${option === chosen ? html`selected` : ''}>${text}</option>`)}
      </select>
    </div>`;
}

interface Checks extends Omit<Choice, 'value'> {
  readonly checked: readonly string[];
}

/** More than one of a few. */
export function checksField({ name, label, hint, checked, options, draft, form = '' }: Checks): Html {
  const id = `veld-${form}${name}`;
  const chosen = draft === undefined ? checked : draft.values.getAll(name);
  return html`<fieldset class="balie-checks" ${describing(id, hint, draft?.faults[name])}>
      <legend class="utrecht-form-label" id="${id}" tabindex="-1">${label}</legend>${told(id, hint, draft?.faults[name])}
      ${options.length === 0 ? html`<p class="balie-hint">Er zijn er geen.</p>` : ''}
      ${options.map(([option, text], index) => check({ id: `${id}-${index}`, name, value: option, text, isChecked: chosen.includes(option) }))}
    </fieldset>`;
}

interface Check {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly text: string | Html;
  readonly isChecked?: boolean;
}

export function check({ id, name, value, text, isChecked = false }: Check): Html {
  return html`<label class="balie-tick" for="${id}"><input type="checkbox" id="${id}" name="${name}" value="${value}" ${isChecked ? html`checked` : ''}> <span>${text}</span></label>`;
}

/** What was not done and where to mend it, above a form. @param labels of the fields, by name. */
export function faultSum(draft: Draft | undefined, labels: Readonly<Record<string, string>>, form = ''): Html {
  if (draft === undefined) return html``;
  const wrong = Object.entries(draft.faults);
  return html`<div class="utrecht-alert utrecht-alert--error balie-told" id="melding" tabindex="-1" role="alert"><div class="utrecht-alert__message balie-alert">
      <p class="utrecht-paragraph"><strong>Er is niets veranderd.</strong></p>
      <ul class="utrecht-unordered-list">${wrong.map(([name, fault]) => {
        const label = labels[name];
        return html`<li class="utrecht-unordered-list__item">${label === undefined ? fault : html`<a class="utrecht-link utrecht-link--html-a" href="#veld-${form}${name}">${label}</a>: ${fault}`}</li>`;
      })}</ul></div></div>`;
}

export function buttons(...all: readonly Html[]): Html {
  return html`<div class="balie-buttons">${all}</div>`;
}

/** A form that stays closed until somebody wants it; open where something in it is wrong. */
export function foldedForm({ title, path, isOpen, fields, text, kind = 'primary-action', hidden = [] }: { title: string; path: string; isOpen: boolean; fields: Html | readonly Html[]; text: string; kind?: 'primary-action' | 'danger'; hidden?: readonly (readonly [string, string])[] }): Html {
  return html`<details class="balie-fold" ${isOpen ? html`open` : ''}><summary>${title}</summary>
      <form class="balie-panel balie-fields" method="post" action="${path}" novalidate>
        ${hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        ${fields}
        ${buttons(button(text, kind))}
      </form>
    </details>`;
}

function told(id: string, hint: string | undefined, fault: string | undefined): Html {
  return html`${hint === undefined ? '' : html`<p class="balie-hint" id="${id}-uitleg">${hint}</p>`}${fault === undefined ? '' : html`<p class="balie-fielderror" id="${id}-fout"><span class="balie-hidden">Fout: </span>${fault}</p>`}`;
}

function describing(id: string, hint: string | undefined, fault: string | undefined): Html {
  const by = [...(hint === undefined ? [] : [`${id}-uitleg`]), ...(fault === undefined ? [] : [`${id}-fout`])].join(' ');
  return html`${by === '' ? '' : html`aria-describedby="${by}"`} ${fault === undefined ? '' : html`aria-invalid="true"`}`;
}
