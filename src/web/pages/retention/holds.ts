/** What must be kept whatever its age: the list, and the forms to make and to end one. */
import { html } from 'hono/html';
import { shortNumber } from '../admin/short-number.ts';
import { momentWords } from '../../../dutch-time.ts';
import { button, tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { holdEndPath, HOLDS_PATH } from './paths.ts';
import type { HoldField, HoldView, RetentionView } from './views.ts';

type Form = NonNullable<RetentionView['form']>;

const FAULTS: Readonly<Record<HoldField, string>> = {
  wat: 'Vul één van deze drie in: een gesprek, een medewerker of een assistent.',
  gesprek: 'Dit gesprek is er niet. Een nummer ziet er zo uit: 0b4e1c1c-6f0a-4b7e-9d53-0c1f2a3b4c5d.',
  medewerker: 'Deze medewerker is er niet. Vul het nummer in, of het e-mailadres waarmee die inlogt.',
  van: 'Dit is geen dag. Schrijf bijvoorbeeld 2026-01-31. Een tijd kan alleen bij een assistent.',
  tot: 'Dit is geen dag, of hij ligt voor de eerste dag.',
  einde: 'Dit is geen dag die nog komt. Laat dit leeg als u nog niet weet tot wanneer.',
  reden: 'Schrijf op waarom, in hoogstens 500 tekens.',
};

export function holdsSection({ holds, form }: RetentionView): Html {
  return html`<section class="balie-section" aria-labelledby="blokkades">
      <h2 class="utrecht-heading-3" id="blokkades">Wat langer bewaard moet blijven</h2>
      <p class="utrecht-paragraph">Loopt er een bezwaar, een rechtszaak of een onderzoek? Een blokkade zorgt dat iets niet wordt gewist, hoe oud het ook is. In het logboek staat wie haar maakte en ophief.</p>
      ${holds.length === 0 ? html`<p class="utrecht-paragraph">Er zijn geen blokkades.</p>` : html`<ul class="balie-rows">${holds.map((hold) => holdRow(hold, form))}</ul>`}
      ${form === undefined ? html`<p class="balie-hint">De functionaris gegevensbescherming of een beheerder maakt blokkades en heft ze op.</p>` : makeForm(form)}
    </section>`;
}

function holdRow(hold: HoldView, form: Form | undefined): Html {
  const { reason, by, madeAt, endsAt, ended } = hold;
  const until = ended === undefined && endsAt !== undefined ? ` Zij eindigt vanzelf op ${momentWords(endsAt)}.` : '';
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${whatWords(hold)}</span> ${ended === undefined ? tag('van kracht', 'warning') : tag('voorbij', 'calm')}</p>
      <p class="balie-row__facts balie-lines" dir="auto">${reason ?? 'De reden is na de bewaartermijn gewist.'}</p>
      <p class="balie-hint">Gemaakt op ${momentWords(madeAt)} door ${by}.${until}${ended === undefined ? '' : ` Voorbij sinds ${momentWords(ended.at)}${ended.by === undefined ? ', vanzelf' : `, opgeheven door ${ended.by}`}.`}</p>
      ${ended?.reason === undefined ? '' : html`<p class="balie-row__facts balie-lines" dir="auto">${ended.reason}</p>`}
      ${ended === undefined && form !== undefined ? endForm(hold, form) : ''}
    </li>`;
}

function whatWords({ scope, person }: HoldView): string {
  if ('conversationId' in scope) return `Gesprek ${shortNumber(scope.conversationId)}`;
  if ('personId' in scope) return `Alles van ${person ?? `persoon ${scope.personId}`}`;
  const from = scope.saidFrom === undefined ? '' : ` vanaf ${momentWords(scope.saidFrom)}`;
  const until = scope.saidUntil === undefined ? '' : ` tot ${momentWords(scope.saidUntil)}`;
  return `Vragen aan assistent ${scope.assistant}${from}${until}`;
}

function endForm({ id, isWrong = false, ...hold }: HoldView, { maxReason }: Form): Html {
  const about = whatWords({ id, ...hold });
  return html`<details class="balie-details"${isWrong ? html` open` : ''}><summary>Opheffen …<span class="balie-hidden"> ${about}</span></summary>
      <form class="balie-fields" method="post" action="${holdEndPath(id)}" novalidate>
        ${textField({ id: `reden-${id}`, name: 'reden', label: 'Waarom kan zij eraf?', hint: `Hoogstens ${maxReason} tekens. Noem geen namen die hier niet nodig zijn.`, value: '', isWrong })}
        <div class="balie-buttons">${button('Hef de blokkade op', 'danger', about)}</div>
      </form></details>`;
}

function makeForm(form: Form): Html {
  const { id, assistants, values, wrong, maxReason } = form;
  const isWrong = (field: HoldField) => wrong.includes(field);
  const field = (name: Exclude<HoldField, 'wat' | 'reden'>, label: string, hint: string, type: 'text' | 'date' = 'text') =>
    inputField({ name, label, hint, type, value: values[name] ?? '', isWrong: isWrong(name) });
  return html`<form class="balie-panel balie-fields balie-holds__form" method="post" action="${HOLDS_PATH}" novalidate aria-labelledby="nieuw">
      <h3 class="utrecht-heading-4" id="nieuw">Nieuwe blokkade</h3>
      ${wrong.length === 0 ? '' : html`<div class="balie-fault" id="melding" tabindex="-1" role="alert"><p class="utrecht-paragraph">De blokkade is nog niet gemaakt. Verbeter wat hieronder staat.</p></div>`}
      <input type="hidden" name="nummer" value="${id}">
      <fieldset class="balie-holds__what"${isWrong('wat') ? html` aria-describedby="fout-wat"` : ''}>
        <legend class="utrecht-form-label">Wat mag niet worden gewist? Vul één van deze drie in.</legend>
        ${isWrong('wat') ? html`<p class="balie-fielderror" id="fout-wat"><span class="balie-hidden">Fout: </span>${FAULTS.wat}</p>` : ''}
        ${field('gesprek', 'Gesprek', 'Het nummer van het gesprek.')}
        ${field('medewerker', 'Medewerker', 'Het e-mailadres of het nummer. Alles wat deze medewerker vroeg en kreeg, blijft.')}
        <div class="utrecht-form-field"><label class="utrecht-form-label" for="veld-assistent">Assistent</label>
          <select class="utrecht-select utrecht-select--html-select balie-field" id="veld-assistent" name="assistent"><option value="">geen</option>${assistants.map((name) => html`<option value="${name}"${name === values.assistent ? html` selected` : ''}>${name}</option>`)}</select></div>
        ${field('van', 'Eerste dag', 'Alleen bij een assistent. Leeg: vanaf het begin.', 'date')}
        ${field('tot', 'Laatste dag', 'Alleen bij een assistent. Leeg: ook wat nog komt.', 'date')}
      </fieldset>
      ${field('einde', 'De blokkade eindigt vanzelf na', 'Leeg: als iemand haar opheft.', 'date')}
      ${textField({ id: 'veld-reden', name: 'reden', label: 'Waarom?', hint: `Hoogstens ${maxReason} tekens. Auditors lezen dit ook. Noem geen namen die hier niet nodig zijn.`, value: values.reden ?? '', isWrong: isWrong('reden') })}
      <div class="balie-buttons">${button('Maak de blokkade', 'primary-action')}</div>
    </form>`;
}

interface Field {
  readonly name: HoldField;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly isWrong: boolean;
}

function inputField({ name, label, hint, value, isWrong, type }: Field & { readonly type: 'text' | 'date' }): Html {
  return html`<div class="utrecht-form-field ${isWrong ? 'utrecht-form-field--invalid' : ''}"><label class="utrecht-form-label" for="veld-${name}">${label}</label>
      <p class="balie-hint" id="uitleg-${name}">${hint}</p>${fieldFault(name, name, isWrong)}
      <input class="utrecht-textbox utrecht-textbox--html-input balie-field ${isWrong ? 'utrecht-textbox--invalid' : ''} ${type === 'date' ? 'balie-field--date' : ''}" type="${type}" id="veld-${name}" name="${name}" value="${value}" autocomplete="off"
        aria-describedby="uitleg-${name}${isWrong ? ` fout-${name}` : ''}" aria-invalid="${isWrong ? 'true' : 'false'}"></div>`;
}

function textField({ id, name, label, hint, value, isWrong }: Field & { readonly id: string }): Html {
  return html`<div class="utrecht-form-field ${isWrong ? 'utrecht-form-field--invalid' : ''}"><label class="utrecht-form-label" for="${id}">${label}</label>
      <p class="balie-hint" id="uitleg-${id}">${hint}</p>${fieldFault(id, name, isWrong)}
      <textarea class="utrecht-textarea utrecht-textarea--html-textarea balie-field ${isWrong ? 'utrecht-textarea--invalid' : ''}" id="${id}" name="${name}" rows="2"
        aria-describedby="uitleg-${id}${isWrong ? ` fout-${id}` : ''}" aria-invalid="${isWrong ? 'true' : 'false'}">
${value}</textarea></div>`;
}

function fieldFault(id: string, field: HoldField, isWrong: boolean): Html | string {
  return isWrong ? html`<p class="balie-fielderror" id="fout-${id}"><span class="balie-hidden">Fout: </span>${FAULTS[field]}</p>` : '';
}
