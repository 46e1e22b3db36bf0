/** The requests to see what people said. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { back, tag } from '../admin/parts.ts';
import { count } from '../admin/words.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { pager, standWords } from './parts.ts';
import type { OpeningsView, OpeningView } from './opening-views.ts';
import { ASK_PATH, categoryWords, OPENINGS_PATH, openingPath, rolesWords, scopeWords, stateTones, stateWords } from './words.ts';

export function openingsPage(view: OpeningsView): Html {
  const { municipality, editor, openings, total, isAll } = view;
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Inzage</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Niemand leest zomaar wat mensen aan de balie vroegen.</p>
      <p class="utrecht-paragraph">Wie het nodig heeft, vraagt inzage en zegt waarom. Een collega met een andere rol beslist. De inzage geldt voor korte tijd, en elke vraag die iemand opent, komt in het logboek. Voor cijfers is geen inzage nodig.</p>
      <p class="utrecht-paragraph"><a class="balie-button-link" href="${ASK_PATH}">Inzage vragen</a></p>
      <section class="balie-section balie-section--near" aria-labelledby="verzoeken">
        <h2 class="utrecht-heading-3" id="verzoeken">${isAll ? 'Alle verzoeken' : 'Uw verzoeken'}</h2>
        ${total === 0 ? html`<p class="utrecht-paragraph">Er is nog geen inzage gevraagd.</p>` : html`<p class="balie-sum">${count(total, 'verzoek', 'verzoeken')}. Wat op een besluit wacht, staat bovenaan.</p>`}
        <ul class="balie-rows">${openings.map(row)}</ul>
        ${pager(view, `${OPENINGS_PATH}?pagina=`)}
      </section>
    </div>`;
  return layout({ municipality, title: 'Inzage - Beheer', main, editor });
}

function row(opening: OpeningView): Html {
  const { number, asker, askerRoles, askedAt, category, scope, state } = opening;
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${link(openingPath(number), `Inzage ${number}: ${scopeWords(scope)}`)}</span> ${tag(stateWords[state], stateTones[state])}</p>
      <p class="balie-row__facts">Gevraagd door ${asker} (${rolesWords(askerRoles)}) op ${momentWords(askedAt)} · ${categoryWords[category]}</p>
      ${state === 'waiting' ? '' : html`<p class="balie-row__facts">${standWords(opening)}</p>`}
    </li>`;
}
