/** The form in which somebody proposes a task for their group, or its next version. */
import { html } from 'hono/html';
import { back, button } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { PROPOSE_PATH, TASKS_PATH } from '../paths.ts';
import { choiceField, faultList, textArea, textField, workPage } from './parts.ts';
import type { ProposalDraft, ProposeView } from './views.ts';

/** So many fields can be asked: who needs more asks too much. */
export const MOST_FIELDS = 6;
const KINDS = [['text', 'Korte tekst'], ['long-text', 'Lange tekst'], ['choice', 'Keuze uit een lijst'], ['date', 'Datum'], ['yes-no', 'Ja of nee']] as const;

export function proposePage(view: ProposeView): Html {
  const { groups, draft, task, faults } = view;
  const title = task === undefined ? 'Stel een taak voor' : 'Stel een nieuwe versie voor';
  const main = html`<div class="balie-manage balie-task">
      ${back(TASKS_PATH, 'Alle taken')}
      <h1 class="utrecht-heading-1">${title}</h1>
      <p class="utrecht-paragraph">Beschrijf wat de AI moet doen en wat een collega daarvoor invult. Een andere redacteur van uw groep bekijkt het voorstel. Daarna kunnen collega’s de taak gebruiken. Zet geen persoonsgegevens in de taak: iedereen die hem mag gebruiken, kan hem lezen.</p>
      ${faultList('Er is nog niets voorgesteld. Verbeter:', faults.map((text) => ({ text })))}
      <form class="balie-panel balie-fields" method="post" action="${PROPOSE_PATH}" novalidate>
        ${task === undefined ? '' : html`<input type="hidden" name="taak" value="${task}">`}
        ${task === undefined && groups.length > 1 ? choiceField({ name: 'groep', label: 'Voor welke groep?', value: draft.group }, groups.map(({ id, title: name }) => [id, name] as const)) : html`<input type="hidden" name="groep" value="${draft.group}">`}
        ${textField({ name: 'titel', label: 'Naam van de taak', value: draft.title, max: 80, hint: 'Kort: Uitnodiging voor een wijkavond.' })}
        ${textField({ name: 'omschrijving', label: 'Omschrijving', value: draft.description, max: 300, hint: 'Eén zin: wat krijgt een collega ervan?' })}
        ${textField({ name: 'privacy', label: 'Wat mag iemand niet invullen?', value: draft.privacy, max: 400, hint: 'Dit staat boven de velden. Bijvoorbeeld: Vul geen namen van inwoners in.' })}
        ${textArea({ name: 'opdracht', label: 'Opdracht aan de AI', value: draft.instruction, hint: 'Wat moet de AI schrijven, hoe lang, voor wie en met welke kopjes? Wat een collega invult, komt er vanzelf onder.' }, 8)}
        ${choiceField({ name: 'voor', label: 'Wie mag de taak gebruiken?', value: draft.forAll ? 'allen' : 'groep' }, [['groep', 'Alleen onze groep'], ['allen', 'Alle medewerkers']])}
        ${Array.from({ length: MOST_FIELDS }, (_, index) => fieldRow(draft, index + 1))}
        <div class="balie-buttons">${button('Stel voor', 'primary-action')}</div>
      </form>
    </div>`;
  return workPage(view, TASKS_PATH, title, main);
}

/** The first is open; the others when there is something in them. */
function fieldRow({ fields }: ProposalDraft, number: number): Html {
  const field = fields[number - 1] ?? { label: '', kind: 'long-text', required: number === 1, hint: '', choices: '', example: '' };
  const name = (part: string) => `veld${number}-${part}`;
  return html`<details class="balie-fieldset"${number === 1 || field.label !== '' ? html` open` : ''}>
      <summary>Veld ${number}${field.label === '' ? '' : html`: ${field.label}`}</summary>
      <div class="balie-fields">
        ${textField({ name: name('naam'), label: `Naam van veld ${number}`, value: field.label, max: 120, required: number === 1, hint: number === 1 ? 'Wat vult een collega hier in?' : 'Leeg laten als u dit veld niet nodig hebt.' })}
        ${choiceField({ name: name('soort'), label: `Soort van veld ${number}`, value: field.kind }, KINDS)}
        ${choiceField({ name: name('verplicht'), label: `Moet veld ${number} worden ingevuld?`, value: field.required ? 'ja' : 'nee' }, [['ja', 'Ja'], ['nee', 'Nee']])}
        ${textField({ name: name('uitleg'), label: `Uitleg bij veld ${number}`, value: field.hint, max: 300, required: false })}
        ${textArea({ name: name('keuzes'), label: `Keuzes van veld ${number}`, value: field.choices, required: false, hint: 'Alleen bij een keuze uit een lijst: elke keuze op een eigen regel.' }, 3)}
        ${textArea({ name: name('voorbeeld'), label: `Voorbeeld voor veld ${number}`, value: field.example, required: false, hint: 'Verzonnen, zonder gegevens van echte mensen. Een datum als 2026-12-31.' }, 3)}
      </div>
    </details>`;
}
