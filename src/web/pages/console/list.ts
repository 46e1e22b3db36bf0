/** Pieces of the lists of the console: what was done, narrowing, pages, and what was changed before. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { button, tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { PUT_BACK_PATH, withFields } from './paths.ts';
import type { ChangeView, ListView } from './views.ts';

export function doneBox(isDone: boolean): Html {
  if (!isDone) return html``;
  return html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status">
      <div class="utrecht-alert__message balie-alert balie-alert--calm"><p class="utrecht-paragraph">De verandering is bewaard, en geldt meteen.</p></div>
    </div>`;
}

interface Narrowing {
  readonly path: string;
  readonly list: ListView;
  /** Value and text; the first one is all. */
  readonly filters: readonly (readonly [string, string])[];
  readonly label: string;
}

export function narrowing({ path, list: { text, filter }, filters, label }: Narrowing): Html {
  return html`<nav aria-label="Welke"><ul class="balie-filters">${filters.map(([name, words]) => html`<li>
        <a class="balie-filter" href="${withFields(path, { q: text, toon: name })}" ${name === filter ? html`aria-current="true"` : ''}>${words}</a></li>`)}</ul></nav>
      <form class="balie-search" method="get" action="${path}" role="search" aria-label="${label}">
        ${filter === '' ? '' : html`<input type="hidden" name="toon" value="${filter}">`}
        <label class="utrecht-form-label" for="zoek">${label}</label>
        <div class="balie-search__row">
          <input class="utrecht-textbox utrecht-textbox--html-input balie-field" type="search" id="zoek" name="q" value="${text}" maxlength="200" autocomplete="off">
          ${button('Zoeken')}
        </div>
      </form>`;
}

export function pages(path: string, { text, filter, page, pageSize, total }: ListView): Html {
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1 && page === 1) return html``;
  const to = (target: number, words: string) => html`<a class="balie-button-link" href="${withFields(path, { q: text, toon: filter, pagina: target === 1 ? '' : String(target) })}">${words}</a>`;
  return html`<nav class="balie-pages" aria-label="Pagina’s van de lijst">
      ${page > 1 ? to(Math.min(page - 1, last), 'Vorige') : ''}<span>Pagina ${page} van ${last}</span>${page < last ? to(page + 1, 'Volgende') : ''}
    </nav>`;
}

/** What was changed last. Each can be found in the audit log by its number. */
export function history(changes: readonly ChangeView[], canGoBack = 'Wat u terugzet, wordt weer zoals het vóór die verandering was.'): Html {
  return html`<section class="balie-section" aria-labelledby="geschiedenis">
      <h2 class="utrecht-heading-3" id="geschiedenis">Geschiedenis</h2>
      ${changes.length === 0
        ? html`<p class="utrecht-paragraph">Hier is nog niets veranderd.</p>`
        : html`<p class="utrecht-paragraph">${canGoBack} Wie vanaf de opdrachtregel of met een programma iets veranderde, staat alleen in het logboek.</p>
      <ol class="balie-rows">${changes.map(changeRow)}</ol>`}
    </section>`;
}

function changeRow({ number, what, subject, by, at, reason, canGoBack }: ChangeView): Html {
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${what}${subject === '' ? '' : html`: ${subject}`}</span> ${tag(`nr. ${number}`, 'calm')}</p>
      <p class="balie-row__facts">${momentWords(at)}, door ${by}</p>
      <p class="balie-row__reason balie-lines">${reason}</p>
      ${canGoBack ? html`<form class="balie-inline" method="post" action="${PUT_BACK_PATH}"><input type="hidden" name="nummer" value="${number}">
        <label class="utrecht-form-label" for="terug-${number}">Reden om dit terug te zetten</label>
        <div class="balie-search__row"><input class="utrecht-textbox utrecht-textbox--html-input balie-field" id="terug-${number}" name="reden" maxlength="500" autocomplete="off" aria-required="true">${button('Zet terug', 'secondary-action', `wat bij nummer ${number} is veranderd`)}</div></form>` : ''}
    </li>`;
}
