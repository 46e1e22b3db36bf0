/** Use by day: a table that is a chart as well. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import type { DayView } from './key-views.ts';

const dayNames = new Intl.DateTimeFormat('nl-NL', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const NOTHING = { requests: 0, promptTokens: 0, answerTokens: 0 };

/** All days of the month until today, the last one first. @param days those with use. */
export function useTable(days: readonly DayView[], today: string): Html {
  const known = new Map(days.map((day) => [day.day, day]));
  const rows = daysUntil(today).map((day) => known.get(day) ?? { day, ...NOTHING });
  const most = Math.max(1, ...rows.map(tokensOf));
  const sum = (of: (day: DayView) => number) => number(rows.reduce((total, day) => total + of(day), 0));
  return html`<div class="balie-scroll" role="region" aria-label="Gebruik per dag" tabindex="0"><table class="balie-table">
      <thead><tr><th scope="col">Dag</th><th scope="col">Tokens</th><th scope="col">Verzoeken</th><th scope="col">Tokens erin</th><th scope="col">Tokens eruit</th></tr></thead>
      <tbody>${rows.map((day) => row(day, tokensOf(day) / most))}</tbody>
      <tfoot><tr><th scope="row">Samen</th><td>${sum(tokensOf)}</td><td>${sum(({ requests }) => requests)}</td><td>${sum(({ promptTokens }) => promptTokens)}</td><td>${sum(({ answerTokens }) => answerTokens)}</td></tr></tfoot>
    </table></div>
    <p class="balie-hint">Tokens zijn stukjes van woorden. Erin gaat wat u vraagt, met de teksten die het model daarbij leest; eruit komt het antwoord. Wat u net gebruikte, staat hier na een paar seconden.</p>`;
}

/** The bar is drawn by attributes: the page's own policy forbids styles in its markup. */
function row(day: DayView, share: number): Html {
  const width = Math.ceil(share * 100);
  return html`<tr><th scope="row">${dayNames.format(new Date(`${day.day}T00:00:00Z`))}</th>
      <td>${number(tokensOf(day))}<svg class="balie-usebar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="${width}" height="1"></rect></svg></td>
      <td>${number(day.requests)}</td><td>${number(day.promptTokens)}</td><td>${number(day.answerTokens)}</td></tr>`;
}

function daysUntil(today: string): string[] {
  const month = today.slice(0, 8);
  return Array.from({ length: Number(today.slice(8)) }, (_, index) => `${month}${String(index + 1).padStart(2, '0')}`).toReversed();
}

function tokensOf({ promptTokens, answerTokens }: DayView): number {
  return promptTokens + answerTokens;
}

function number(amount: number): string {
  return amount.toLocaleString('nl-NL');
}
