/** The audit log for who watches over it: who did what, when, and whether the log is as it was written. Nothing that was said stands in it. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { back, button } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { LOG_CSV_PATH, LOG_PATH, logPath } from './paths.ts';
import { stateSection } from './state.ts';
import type { LogView, LogWish, ShownAct } from './log-views.ts';

export function logPage(view: LogView): Html {
  const { municipality, editor, acts, wish, state } = view;
  const main = html`${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Logboek</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Wie deed wat, en wanneer. Vragen en antwoorden staan hier niet in.</p>
      ${stateSection(state)}
      <section class="balie-section" id="handelingen" tabindex="-1" aria-labelledby="handelingen-titel">
        <h2 class="utrecht-heading-3" id="handelingen-titel">Handelingen</h2>
        ${filterForm(view)}
        ${acts.length === 0 ? html`<p class="utrecht-paragraph">${view.isFirst ? 'Hier is niets van vastgelegd.' : 'Er is niets ouders.'}</p>` : html`<ol class="balie-rows balie-log">${acts.map((act) => row(act, wish))}</ol>`}
        ${pages(view)}
        ${acts.length === 0 ? '' : csvForm(wish)}
      </section>`;
  return layout({ municipality, title: 'Logboek - Beheer', main, editor });
}

const WRONG = {
  nummer: 'Een nummer heeft hoogstens 200 tekens en geen regeleinden.',
  wie: 'Een nummer van een persoon of sleutel heeft hoogstens 200 tekens en geen regeleinden.',
  periode: 'Kies twee datums, de eerste niet na de tweede.',
};

function filterForm({ wish, kinds, wrong }: LogView): Html {
  return html`<form class="balie-log__filter" method="get" action="${LOG_PATH}#handelingen" role="search" aria-label="Handelingen">
        ${wrong === undefined ? '' : html`<p class="balie-fielderror balie-log__wrong" id="fout" role="alert"><span class="balie-hidden">Fout: </span>${WRONG[wrong]}</p>`}
        <div class="utrecht-form-field">
          <label class="utrecht-form-label" for="soort">Wat</label>
          <select class="utrecht-select utrecht-select--html-select balie-field" id="soort" name="soort">
            <option value="">Alle handelingen</option>
            ${kinds.map(([kind, words]) => html`<option value="${kind}"${kind === wish.soort ? html` selected` : ''}>${words}</option>`)}
          </select>
        </div>
        ${field('wie', 'Nummer van wie', wish.wie, wrong === 'wie')}
        ${field('nummer', 'Nummer van waaraan', wish.nummer, wrong === 'nummer')}
        ${field('van', 'Vanaf', wish.van, wrong === 'periode', 'date')}
        ${field('tot', 'Tot en met', wish.tot, wrong === 'periode', 'date')}
        <div class="balie-log__press">${button('Zoeken', 'primary-action')} ${Object.values(wish).some((value) => value !== '') ? html`<a class="balie-button-link" href="${LOG_PATH}#handelingen">Wis de zoekopdracht</a>` : ''}</div>
      </form>`;
}

function field(name: keyof LogWish, label: string, value: string, isWrong: boolean, type = 'text'): Html {
  return html`<div class="utrecht-form-field ${isWrong ? 'utrecht-form-field--invalid' : ''}">
          <label class="utrecht-form-label" for="${name}">${label}</label>
          <input class="utrecht-textbox utrecht-textbox--html-input balie-field" type="${type}" id="${name}" name="${name}" value="${value}"${type === 'text' ? html` maxlength="200"` : ''} autocomplete="off"${isWrong ? html` aria-invalid="true" aria-describedby="fout"` : ''}>
        </div>`;
}

function row({ number, at, what, who, object, result, origin, details }: ShownAct, wish: LogWish): Html {
  return html`<li class="balie-row">
      <p class="balie-row__head"><strong>${what}</strong>${result === undefined ? '' : html` <span class="balie-tag balie-tag--warning">${result}</span>`}</p>
      <p class="balie-row__facts">${momentWords(at)} · ${who.id === undefined ? who.words : link(logPath({ ...wish, wie: who.id }), who.words)} · ${origin}</p>
      <p class="balie-row__facts">${object.id === undefined ? object.words : html`${object.words} ${link(logPath({ nummer: object.id }), object.id)}`} · regel ${number}</p>
      ${details.length === 0 ? '' : html`<ul class="balie-log__details">${details.map((detail) => html`<li dir="auto">${detail}</li>`)}</ul>`}
    </li>`;
}

function pages({ next, isFirst, wish }: LogView): Html {
  if (next === undefined && isFirst) return html``;
  return html`<nav class="balie-pages" aria-label="Pagina’s van het logboek">
        ${isFirst ? '' : html`<a class="balie-button-link" href="${logPath(wish)}">Nieuwste</a>`}
        ${next === undefined ? '' : html`<a class="balie-button-link" href="${logPath(wish, next)}">Ouder</a>`}
      </nav>`;
}

function csvForm(wish: LogWish): Html {
  return html`<form class="balie-log__csv" method="post" action="${LOG_CSV_PATH}">
        ${Object.entries(wish).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        ${button('Download als spreadsheet (CSV)', 'secondary-action')}
        <p class="balie-hint">Alles wat bij deze zoekopdracht past, ook van de volgende pagina’s. Dat u dit doet, komt in het logboek.</p>
      </form>`;
}
