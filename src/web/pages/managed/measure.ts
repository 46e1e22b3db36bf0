/** A draft measured with the assistant's own questions, on the page of its text. */
import { html } from 'hono/html';
import { count } from '../admin/words.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { choiceField } from '../work/tasks/parts.ts';
import { trialPath } from './paths.ts';
import { ratesTable } from './trial-rates.ts';
import type { Measurable } from './trial-views.ts';

/** How many questions a measurement may take. */
export const MANY = [10, 25, 50, 100, 400] as const;
const USUAL = 25;

export function measureBox(name: string, { own, running, trial }: Measurable): Html {
  const all = own.folder + own.staff;
  return html`<section class="balie-panel balie-fields" aria-labelledby="meten"><h2 class="utrecht-heading-4" id="meten">Meten met toetsvragen</h2>
      ${own.fault === undefined ? '' : html`<p class="utrecht-paragraph"><strong>De toetsvragen in de map kloppen niet:</strong> ${own.fault}. Verbeter cases.jsonl eerst.</p>`}
      ${own.fault !== undefined ? '' : all === 0 ? html`<p class="utrecht-paragraph">Voor deze assistent zijn er geen toetsvragen. Zet een bestand cases.jsonl in haar map, of laat een beoordelaar toetsvragen maken.</p>` : html`
      <p class="utrecht-paragraph">Elke vraag gaat naar uw concept en naar wat nu geldt. Er ${own.folder === 1 ? 'is' : 'zijn'} ${count(own.folder, 'vraag', 'vragen')} in de map van de assistent en ${own.staff.toLocaleString('nl-NL')} van beoordelaars. Het duurt zo lang als tweemaal zoveel antwoorden, en wie de balie iets vraagt deelt intussen de modellen.</p>
      ${running === undefined ? html`${choiceField({ name: 'aantal', label: 'Hoeveel vragen', value: String(USUAL), required: true, hint: 'Zij worden over alle soorten verdeeld.' }, MANY.map((many) => [String(many), many >= all ? `alle ${all}` : String(many)] as const).filter(([, text], index, list) => list.findIndex(([, other]) => other === text) === index))}
      <div class="balie-buttons"><button class="utrecht-button utrecht-button--secondary-action balie-press" type="submit" name="actie" value="meet">Meet het concept</button></div>` : html`<p class="utrecht-paragraph">Er loopt al een meting. ${link(trialPath(running), `Bekijk die van ${running}`)}</p>`}`}
      ${trial === undefined ? '' : html`${ratesTable(trial)}<p class="utrecht-paragraph">${link(trialPath(name), 'Bekijk de meting per vraag')}</p>`}
    </section>`;
}
