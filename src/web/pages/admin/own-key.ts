/** What a key opens, how much of it, and what was used this month: for who is logged in with it. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { Limits } from '../../../identity/keys.ts';
import type { DayUse } from '../../../identity/use.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { back } from './parts.ts';
import { useTable } from './use-table.ts';
import type { OwnKeyView } from './views.ts';

export function ownKeyPage(view: OwnKeyView): Html {
  const { municipality, editor, key, collections, today, days, group } = view;
  // Who only manages documents uses no tokens.
  const isCalling = key.models.length + key.assistants.length + days.length > 0;
  const main = html`<div class="balie-manage">
      ${collections.length > 0 ? back('/beheer', 'Alle collecties') : key.isReviewer ? back('/beheer', 'Beheer') : ''}
      <h1 class="utrecht-heading-1">Uw sleutel</h1>
      <dl class="balie-facts balie-facts--card">
        <div><dt>Van</dt><dd>${key.name}</dd></div>
        <div><dt>Nummer</dt><dd>${key.id}</dd></div>
        ${group === null ? '' : html`<div><dt>Groep</dt><dd>${group.name}</dd></div>`}
        <div><dt>Gemaakt</dt><dd>${momentWords(key.createdAt)}</dd></div>
        <div><dt>Geldig tot</dt><dd>${key.expiresAt === null ? 'Geen einddatum' : momentWords(key.expiresAt)}</dd></div>
        <div><dt>Laatst gebruikt</dt><dd>${key.lastUsedAt === null ? 'Nog niet' : momentWords(key.lastUsedAt)}</dd></div>
      </dl>
      <section class="balie-section" aria-labelledby="rechten">
        <h2 class="utrecht-heading-3" id="rechten">Wat u ermee mag</h2>
        <dl class="balie-facts balie-facts--card">
          ${right('Documenten beheren', collections, 'Geen collecties')}
          ${right('Taalmodellen aanroepen', key.models, 'Geen modellen', 'Alle modellen')}
          ${right('Assistenten aanroepen', key.assistants, 'Geen assistenten', 'Alle assistenten')}
          ${key.isAdmin ? html`<div><dt>Beheren</dt><dd>Sleutels en groepen</dd></div>` : ''}
          ${key.isReviewer ? html`<div><dt>Beoordelen</dt><dd>Antwoorden lezen en beoordelen, en toetsvragen maken</dd></div>` : ''}
        </dl>
      </section>
      ${isCalling ? limits('grenzen', 'Hoeveel u mag gebruiken', key, days, today) : ''}
      ${group === null || !isCalling ? '' : limits('groep', `Wat de groep ${group.name} samen mag gebruiken`, group, group.days, today)}
      ${isCalling ? html`<section class="balie-section" aria-labelledby="gebruik">
        <h2 class="utrecht-heading-3" id="gebruik">Uw gebruik deze maand</h2>
        ${useTable(days)}
      </section>` : ''}
    </div>`;
  return layout({ municipality, title: 'Uw sleutel - Beheer', main, editor });
}

export function right(label: string, names: readonly string[], none: string, all = ''): Html {
  const shown = names.length === 0 ? none : names.includes('*') ? all : names.join(', ');
  return html`<div><dt>${label}</dt><dd>${shown}</dd></div>`;
}

function limits(id: string, title: string, { requestsPerMinute, tokensPerDay, tokensPerMonth }: Limits, days: readonly DayUse[], today: string): Html {
  const tokens = (list: readonly DayUse[]) => list.reduce((sum, { promptTokens, answerTokens }) => sum + promptTokens + answerTokens, 0);
  return html`<section class="balie-section" aria-labelledby="${id}">
      <h2 class="utrecht-heading-3" id="${id}">${title}</h2>
      <ul class="balie-budgets">
        ${budget('Tokens vandaag', tokens(days.filter(({ day }) => day === today)), tokensPerDay, 'Morgen begint een nieuw budget.')}
        ${budget('Tokens deze maand', tokens(days), tokensPerMonth, 'Op de eerste dag van de volgende maand begint een nieuw budget.')}
        <li class="balie-budget"><p class="balie-budget__line"><span>Verzoeken per minuut</span> <strong>${requestsPerMinute === null ? 'geen grens' : `hoogstens ${number(requestsPerMinute)}`}</strong></p></li>
      </ul>
    </section>`;
}

function budget(label: string, used: number, max: number | null, whenSpent: string): Html {
  const isSpent = max !== null && used >= max;
  return html`<li class="balie-budget ${isSpent ? 'balie-budget--spent' : ''}">
      <p class="balie-budget__line"><span>${label}</span> <strong>${number(used)}${max === null ? ', geen grens' : ` van ${number(max)}`}</strong></p>
      ${max === null ? '' : html`<progress class="balie-bar" value="${Math.min(used, max)}" max="${max}" aria-label="${label}"></progress>`}
      ${isSpent ? html`<p class="balie-budget__spent"><strong>Dit budget is op.</strong> ${whenSpent}</p>` : ''}
    </li>`;
}

function number(amount: number): string {
  return amount.toLocaleString('nl-NL');
}
