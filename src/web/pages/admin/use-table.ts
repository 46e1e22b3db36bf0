/** Use by day: a table that is a chart as well. */
import { html } from 'hono/html';
import type { DayUse } from '../../../identity/use.ts';
import type { Html } from '../html.ts';

const dayNames = new Intl.DateTimeFormat('nl-NL', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

const COLUMNS = ['Tokens', 'Verzoeken', 'Tokens erin', 'Tokens eruit'] as const;

/**
 * Roles are said anew: on a narrow page rows are laid out as cards, and a browser then no longer takes them for rows.
 * @param days those of this month on which something was used, the last one first.
 */
export function useTable(days: readonly DayUse[]): Html {
  if (days.length === 0) return html`<p class="utrecht-paragraph">Deze maand is er nog geen gebruik.</p>`;
  const most = Math.max(1, ...days.map(tokensOf));
  const sum = (of: (day: DayUse) => number) => days.reduce((total, day) => total + of(day), 0);
  const total = { day: '', requests: sum(({ requests }) => requests), promptTokens: sum(({ promptTokens }) => promptTokens), answerTokens: sum(({ answerTokens }) => answerTokens) };
  return html`<div class="balie-scroll" role="region" aria-label="Gebruik per dag" tabindex="0"><table class="balie-table" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Dag</th>${COLUMNS.map((column) => html`<th scope="col" role="columnheader">${column}</th>`)}</tr></thead>
      <tbody role="rowgroup">${days.map((day) => row(dayNames.format(new Date(`${day.day}T00:00:00Z`)), day, bar(tokensOf(day) / most)))}</tbody>
      <tfoot role="rowgroup">${row('Samen', total)}</tfoot>
    </table></div>
    <p class="balie-hint">Tokens zijn stukjes van woorden. Erin gaat wat u vraagt, met de teksten die het model daarbij leest; eruit komt het antwoord. Dagen zonder gebruik staan er niet bij. Wat u net gebruikte, staat hier na een paar seconden.</p>`;
}

function row(title: string, day: DayUse, chart: Html | string = ''): Html {
  const [tokens, ...others] = [tokensOf(day), day.requests, day.promptTokens, day.answerTokens].map((amount) => amount.toLocaleString('nl-NL'));
  return html`<tr role="row"><th scope="row" role="rowheader">${title}</th>
      <td role="cell" data-column="${COLUMNS[0]}">${tokens}${chart}</td>${others.map((amount, index) => html`<td role="cell" data-column="${COLUMNS[index + 1]}">${amount}</td>`)}</tr>`;
}

/** Drawn by attributes: the page's own policy forbids styles in its markup. */
function bar(share: number): Html {
  return html`<svg class="balie-usebar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="${Math.ceil(share * 100)}" height="1"></rect></svg>`;
}

function tokensOf({ promptTokens, answerTokens }: DayUse): number {
  return promptTokens + answerTokens;
}
