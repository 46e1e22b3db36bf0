/** Questions of the last days, as bars with a table of the same below them. */
import { html } from 'hono/html';
import { dateWords } from '../../../dutch-time.ts';
import type { Html } from '../html.ts';
import type { StartView } from './views.ts';

/** In the order in which bars are stacked. */
const GROUPS = [
  ['answered', 'Beantwoord', ['answered']],
  ['quoted', 'Geciteerd', ['quoted']],
  ['refused', 'Geen antwoord', ['abstained', 'out-of-scope', 'handed-over']],
  ['stopped', 'Tegengehouden', ['blocked']],
  ['broken', 'Mislukt of afgebroken', ['failed', 'interrupted']],
  ['running', 'Loopt nog', ['running']],
] as const;

type Day = NonNullable<StartView['days']>[number];

const shortDay = new Intl.DateTimeFormat('nl-NL', { weekday: 'short', day: 'numeric', month: 'numeric', timeZone: 'UTC' });
const number = (amount: number) => amount.toLocaleString('nl-NL');

export function outcomesToday(day: Day): readonly { readonly label: string; readonly amount: number; readonly isBad: boolean }[] {
  return GROUPS.map(([key, label, outcomes]) => ({ label, amount: sum(day, outcomes), isBad: key === 'broken' }));
}

export function totalOf({ outcomes }: Day): number {
  return Object.values(outcomes).reduce((all, amount) => all + amount, 0);
}

/** Bars are drawn by attributes: the page's own policy forbids styles in its markup. What they say stands in the table in words. */
export function outcomesChart(days: readonly Day[]): Html {
  const most = Math.max(1, ...days.map(totalOf));
  const shown = GROUPS.filter(([, , outcomes]) => days.some((day) => sum(day, outcomes) > 0));
  return html`<figure class="balie-chart">
      <svg class="balie-chart__bars" viewBox="0 0 ${days.length * 10} 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">${days.map((day, index) => bars(day, index, most))}</svg>
      <figcaption class="balie-chart__legend">${shown.map(([key, label]) => html`<span class="balie-chart__key"><svg viewBox="0 0 1 1" aria-hidden="true" focusable="false"><rect class="balie-chart__part--${key}" width="1" height="1"></rect></svg>${label}</span>`)}</figcaption>
    </figure>
    <details class="balie-fold"><summary>Dezelfde cijfers in een tabel</summary>
      <div class="balie-scroll" role="region" aria-label="Vragen per dag" tabindex="0"><table class="balie-chart__table">
        <thead><tr><th scope="col">Dag</th><th scope="col">Samen</th>${GROUPS.map(([, label]) => html`<th scope="col">${label}</th>`)}</tr></thead>
        <tbody>${days.toReversed().map((day) => html`<tr><th scope="row"><abbr title="${dateWords(day.day)}">${shortDay.format(new Date(`${day.day}T00:00:00Z`))}</abbr></th>
          <td>${number(totalOf(day))}</td>${GROUPS.map(([, , outcomes]) => html`<td>${number(sum(day, outcomes))}</td>`)}</tr>`)}</tbody>
      </table></div>
    </details>`;
}

function bars(day: Day, index: number, most: number): Html {
  let top = 40;
  return html`${GROUPS.map(([key, , outcomes]) => {
    const height = (sum(day, outcomes) / most) * 38;
    top -= height;
    return height === 0 ? '' : html`<rect class="balie-chart__part--${key}" x="${index * 10 + 1}" y="${round(top)}" width="8" height="${round(height)}"></rect>`;
  })}<rect class="balie-chart__base" x="${index * 10 + 1}" y="39.6" width="8" height="0.4"></rect>`;
}

function sum({ outcomes }: Day, wanted: readonly string[]): number {
  return wanted.reduce((all, outcome) => all + (outcomes[outcome] ?? 0), 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
