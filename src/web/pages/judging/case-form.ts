/** A test question: what is asked, and what must become of it. */
import { html } from 'hono/html';
import { actionForm, back, button, faultBox } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { area, assistantField, choices, faultSummary } from './fields.ts';
import type { CaseFormView } from './views.ts';
import { CASES_PATH, casePath, EXPECTED, kindWords, outcomeWords } from './words.ts';

const LABELS = { assistent: 'Assistent', vraag: 'De vraag', eerder: 'Eerdere vragen', afloop: 'Afloop', bronnen: 'Bronnen', zegt: 'Wat er moet staan', 'zegt-niet': 'Wat er niet mag staan' };

export function caseFormPage(view: CaseFormView): Html {
  const { municipality, editor, path, id, version, draft, faults, masked, fault } = view;
  const title = id === undefined ? 'Toetsvraag maken' : `Toetsvraag ${id}`;
  const main = html`<div class="balie-manage">
      ${back(CASES_PATH, 'Toetsvragen')}
      <h1 class="utrecht-heading-1">${title}</h1>
      ${faultBox(fault)}
      ${masked.length === 0 ? '' : maskedBox(masked)}
      ${faultSummary(faults, LABELS)}
      <p class="utrecht-paragraph">Een toetsvraag blijft bewaard, ook na de bewaartermijn van de vraag. Laat de inwoner het gesprek wissen, dan gaat zij mee. Zorg dat er niets in staat over een persoon: geen naam, adres, nummer of verhaal waaraan iemand te herkennen is.</p>
      <form class="balie-panel balie-fields" method="post" action="${path}" novalidate>
        <input type="hidden" name="versie" value="${version}">
        ${assistantField(LABELS.assistent, { assistants: view.assistants, chosen: view.draft.assistant, fault: view.faults['assistent'] })}
        ${area({ name: 'vraag', label: LABELS.vraag, value: draft.question, rows: 3, fault: faults['vraag'] })}
        ${area({ name: 'eerder', label: 'Eerdere vragen in het gesprek (niet verplicht)', hint: 'De oudste eerst, elk op een eigen regel.', value: draft.history, rows: 2, fault: faults['eerder'] })}
        ${choices('checkbox', 'afloop', 'Hoe moet het aflopen?', EXPECTED.map((value) => ({ value, label: outcomeWords(value), isChosen: draft.outcomes.includes(value) })), { hint: 'Kiest u er meer, dan is elk daarvan goed.', fault: faults['afloop'] })}
        ${area({ name: 'bronnen', label: 'Bronnen die het antwoord moet noemen (niet verplicht)', hint: 'De titels van documenten, elk op een eigen regel.', value: draft.cite, rows: 2, fault: faults['bronnen'] })}
        ${area({ name: 'zegt', label: 'Wat er in het antwoord moet staan (niet verplicht)', hint: 'Elk op een eigen regel. Een patroon zet u tussen schuine strepen, zoals /€ ?86,20/ of /paspoort/i.', value: draft.say, rows: 3, fault: faults['zegt'] })}
        ${area({ name: 'zegt-niet', label: 'Wat er niet in mag staan (niet verplicht)', hint: 'Elk op een eigen regel, ook als patroon.', value: draft.notSay, rows: 2, fault: faults['zegt-niet'] })}
        <div class="balie-buttons">${button('Toetsvraag bewaren', 'primary-action')}<a class="balie-button-link" href="${CASES_PATH}">Niet bewaren</a></div>
      </form>
      ${id === undefined ? '' : html`<section class="balie-section" aria-labelledby="weg"><h2 class="utrecht-heading-3" id="weg">Verwijderen</h2>
        ${actionForm(`${casePath(id)}/verwijderen`, 'Verwijder deze toetsvraag', `nummer ${id}`)}</section>`}
    </div>`;
  return layout({ municipality, title: `${title} - Beheer`, main, editor });
}

function maskedBox(kinds: readonly string[]): Html {
  return html`<div class="utrecht-alert utrecht-alert--warning balie-told" id="melding" tabindex="-1" role="alert"><div class="utrecht-alert__message balie-alert">
      <p class="utrecht-paragraph"><strong>Er stonden persoonlijke gegevens in de vraag.</strong> Weggehaald: ${kinds.map(kindWords).join(', ')}. Wat ervoor in de plaats kwam, staat tussen vierkante haken. Lees de vraag na en bewaar hem dan.</p></div></div>`;
}
