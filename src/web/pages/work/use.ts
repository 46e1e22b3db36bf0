/** What an employee used, for their own eyes. */
import { html } from 'hono/html';
import { dateWords } from '../../../dutch-time.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { USE_PATH } from './paths.ts';
import type { UseLine, UseView } from './views.ts';

const months = new Intl.DateTimeFormat('nl-NL', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const number = (value: number) => value.toLocaleString('nl-NL');

export function workUsePage({ municipality, name, hasAdmin, days, months: byMonth }: UseView): Html {
  const main = html`<div class="balie-manage">
      <h1 class="utrecht-heading-1">Mijn verbruik</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Alleen u ziet deze pagina. Er is geen pagina waarop iemand anders uw verbruik ziet.</p>
      <p class="utrecht-paragraph">Tokens zijn stukjes van woorden: wat het taalmodel las (uw vraag en de bronnen) en wat het schreef. De energie is een <strong>schatting</strong>: de tijd dat de server
        voor u aan het werk was, maal het vermogen dat de beheerder voor die server heeft opgegeven. Een streepje betekent dat dit vermogen niet bekend is.</p>
      ${byMonth.length === 0 ? html`<p class="utrecht-paragraph">U hebt nog niets gevraagd.</p>` : html`${table('Per maand', byMonth, (period) => months.format(new Date(`${period}-01`)))}${table('Per dag, de laatste 31 dagen', days, dateWords)}`}
    </div>`;
  return layout({ municipality, title: 'Mijn verbruik - Werkplek', main, editor: { name, work: { current: USE_PATH, hasAdmin } } });
}

function table(title: string, lines: readonly UseLine[], words: (period: string) => string): Html {
  if (lines.length === 0) return html``;
  const id = words === dateWords ? 'per-dag' : 'per-maand';
  return html`<h2 class="utrecht-heading-3" id="${id}">${title}</h2>
    <div class="balie-tabular__box" role="group" aria-labelledby="${id}" tabindex="0"><table class="balie-tabular balie-work__use" aria-labelledby="${id}">
      <thead><tr><th scope="col">Periode</th><th scope="col">Vragen</th><th scope="col">Tokens gelezen</th><th scope="col">Tokens geschreven</th><th scope="col">Energie (schatting)</th></tr></thead>
      <tbody>${lines.map((line) => html`<tr><th scope="row">${words(line.period)}</th><td>${number(line.questions)}</td><td>${number(line.promptTokens)}</td><td>${number(line.answerTokens)}</td><td>${energy(line.wattHours)}</td></tr>`)}</tbody>
    </table></div>`;
}

function energy(wattHours: number | undefined): Html {
  if (wattHours === undefined) return html`<span role="img" aria-label="niet bekend">-</span>`;
  return html`${wattHours.toLocaleString('nl-NL', { maximumSignificantDigits: 2 })} Wh`;
}
