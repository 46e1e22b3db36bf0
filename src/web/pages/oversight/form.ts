/** The request to see what people said. */
import { html } from 'hono/html';
import type { Category, Scope } from '../../../oversight/opening.ts';
import { back, button, faultBox } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { area, assistantField, choices, faultSummary, fieldFault } from '../judging/fields.ts';
import { layout } from '../layout.ts';
import type { OpeningFormView } from './opening-views.ts';
import { ASK_PATH, categoryWords, OPENINGS_PATH, rolesWords } from './words.ts';

const LABELS = { soort: 'Wat wilt u lezen?', nummer: 'Nummer', assistent: 'Assistent', van: 'Van', tot: 'Tot en met', categorie: 'Waarvoor is het?', waarom: 'Waarom is het nodig?', duur: 'Hoe lang' };

const SCOPES: readonly (readonly [Scope['kind'], string])[] = [
  ['turn', 'Eén vraag met het antwoord'],
  ['conversation', 'Eén gesprek'],
  ['assistant', 'Wat aan een assistent is gevraagd in een paar dagen'],
  ['review', 'De antwoorden die om een oordeel vragen, voor iedereen die mag beoordelen'],
];

export function openingFormPage(view: OpeningFormView): Html {
  const { municipality, editor, form, draft, faults, fault, rules, deciders } = view;
  const wrong = (name: string) => faults[name];
  const main = html`<div class="balie-manage">
      ${back(OPENINGS_PATH, 'Inzage')}
      <h1 class="utrecht-heading-1">Inzage vragen</h1>
      ${faultBox(fault)}
      ${faultSummary(faults, LABELS)}
      <p class="utrecht-paragraph">${deciders.length === 0 ? 'Er is niemand die over uw verzoek kan beslissen: vraag de beheerder om in te stellen wie dat doet.' : `Over uw verzoek beslist een ${rolesWords(deciders, 'of')}. U kunt dat niet zelf zijn.`} De functionaris gegevensbescherming ziet elk verzoek, en medewerkers zien op hun werkplek dat u inzage vroeg en hoe vaak u iets las.</p>
      <form class="balie-panel balie-fields balie-asking" method="post" action="${ASK_PATH}" novalidate>
        <input type="hidden" name="formulier" value="${form}">
        ${choices('radio', 'soort', LABELS.soort, SCOPES.map(([value, label]) => ({ value, label, isChosen: draft.scope === value })), { fault: wrong('soort') })}
        <div class="balie-asking__number">${line('nummer', 'Nummer van de vraag of het gesprek', draft.id, { hint: 'Bijvoorbeeld 0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05. Het staat in meldingen van de balie en bij antwoorden van programma’s.', fault: wrong('nummer') })}</div>
        <div class="balie-asking__period balie-fields">
          ${assistantField(LABELS.assistent, { assistants: view.assistants, chosen: view.draft.assistant, fault: view.faults['assistent'] })}
          <div class="balie-asking__days">${line('van', LABELS.van, draft.from, { type: 'date', fault: wrong('van') })}${line('tot', LABELS.tot, draft.until, { type: 'date', hint: `Hoogstens ${rules.maxPeriodDays} dagen.`, fault: wrong('tot') })}</div>
        </div>
        ${choices('radio', 'categorie', LABELS.categorie, (Object.keys(categoryWords) as Category[]).map((value) => ({ value, label: categoryWords[value], isChosen: draft.category === value })), { fault: wrong('categorie') })}
        ${area({ name: 'waarom', label: LABELS.waarom, hint: 'Wie beslist, leest dit. Noem geen namen als dat niet nodig is. Het wordt versleuteld bewaard, en gewist na de bewaartermijn.', value: draft.reason, rows: 4, fault: wrong('waarom') })}
        <div class="utrecht-form-field ${wrong('duur') === undefined ? '' : 'utrecht-form-field--invalid'}">
          <label class="utrecht-form-label" for="veld-duur">Hoe lang moet de inzage gelden?</label>
          <p class="balie-hint" id="uitleg-duur">Hoogstens ${rules.maxHours} uur. Voor het beoordelen van antwoorden hoogstens ${rules.maxReviewDays} dagen. De tijd begint als de inzage is goedgekeurd.</p>
          ${fieldFault('duur', wrong('duur'))}
          <div class="balie-asking__time">
            <input class="utrecht-textbox utrecht-textbox--html-input balie-field" id="veld-duur" name="duur" inputmode="numeric" maxlength="4" value="${draft.duration}" aria-describedby="uitleg-duur${wrong('duur') === undefined ? '' : ' fout-duur'}" aria-invalid="${wrong('duur') === undefined ? 'false' : 'true'}">
            <select class="utrecht-select utrecht-select--html-select balie-field" name="eenheid" aria-label="Uren of dagen"><option value="uren" ${draft.unit === 'uren' ? 'selected' : ''}>uur</option><option value="dagen" ${draft.unit === 'dagen' ? 'selected' : ''}>dagen</option></select>
          </div>
        </div>
        <div class="balie-buttons">${button('Verzoek versturen', 'primary-action')}<a class="balie-button-link" href="${OPENINGS_PATH}">Niet versturen</a></div>
      </form>
    </div>`;
  return layout({ municipality, title: 'Inzage vragen - Beheer', main, editor });
}

interface LineOptions {
  readonly type?: 'text' | 'date';
  readonly hint?: string;
  readonly fault: string | undefined;
}

function line(name: string, label: string, value: string, { type = 'text', hint, fault }: LineOptions): Html {
  const described = [...(hint === undefined ? [] : [`uitleg-${name}`]), ...(fault === undefined ? [] : [`fout-${name}`])].join(' ');
  return html`<div class="utrecht-form-field ${fault === undefined ? '' : 'utrecht-form-field--invalid'}">
      <label class="utrecht-form-label" for="veld-${name}">${label}</label>
      ${hint === undefined ? '' : html`<p class="balie-hint" id="uitleg-${name}">${hint}</p>`}
      ${fieldFault(name, fault)}
      <input class="utrecht-textbox utrecht-textbox--html-input balie-field" id="veld-${name}" name="${name}" type="${type}" value="${value}" maxlength="60" autocomplete="off" aria-describedby="${described}" aria-invalid="${fault === undefined ? 'false' : 'true'}">
    </div>`;
}
