/** For employees and their works council: who looked at what, as the audit log has it. Nothing that was said stands here, nor whose it was. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { tag } from '../admin/parts.ts';
import { count } from '../admin/words.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { referenceWords } from '../requests/words.ts';
import { ACCOUNT_PATH } from '../work/paths.ts';
import { decidedWords, entriesWords, fact, looksWords, pager, standWords } from './parts.ts';
import type { CouncilView, OwnLookView, ProvenOpening } from './opening-views.ts';
import { categoryWords, COUNCIL_FILE_PATH, COUNCIL_PATH, rolesWords, scopeWords, stateTones, stateWords } from './words.ts';

export function councilPage(view: CouncilView): Html {
  const { municipality, name, hasAdmin, openings, total, overall } = view;
  const { looks, ofEmployees, without, handedOut, handedOutOfEmployees, missing } = overall;
  const main = html`<div class="balie-manage">
      <h1 class="utrecht-heading-1">Wie las mee?</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Niemand leest zomaar wat u aan de balie vraagt, ook de beheerder niet.</p>
      <p class="utrecht-paragraph">Wie iets wil lezen wat een ander vroeg, vraagt inzage en zegt waarom. Een collega met een andere rol beslist. Hier ziet elke medewerker welke inzages er waren, wie ze vroeg en goedkeurde, en hoe vaak er iets is gelezen. Of er iets van uzelf is gelezen, staat bij ${link(`${ACCOUNT_PATH}#gelezen`, 'uw account')}.</p>
      <dl class="balie-facts balie-facts--card">
        ${fact('Inzages gevraagd', total.toLocaleString('nl-NL'))}
        ${fact('Vragen gelezen', looks.toLocaleString('nl-NL'))}
        ${fact('Waarvan van medewerkers', ofEmployees.toLocaleString('nl-NL'))}
        ${without === 0 ? '' : fact('Gelezen toen er nog geen inzage nodig was', without.toLocaleString('nl-NL'))}
        ${handedOut === 0 ? '' : fact('Bestanden gemaakt voor een AVG-verzoek', `${handedOut.toLocaleString('nl-NL')}, waarvan ${handedOutOfEmployees.toLocaleString('nl-NL')} van medewerkers`)}
      </dl>
      ${missing.length === 0 ? '' : html`<p class="utrecht-paragraph">${tag('klopt niet met het logboek', 'bad')} In het logboek ${missing.length === 1 ? 'staat een inzage' : 'staan inzages'} die niet meer in deze lijst ${missing.length === 1 ? 'is' : 'zijn'}: ${missing.join(', ')}.</p>`}
      <section class="balie-section" aria-labelledby="bewijs">
      <h2 class="utrecht-heading-3" id="bewijs">Hoe weet u dat dit klopt?</h2>
      <p class="utrecht-paragraph">Deze cijfers komen uit het logboek zelf. Daarin is elke regel met de vorige verbonden: wie er een verandert of weghaalt, wordt ontdekt. Bij elke inzage staan de nummers van haar regels. Een auditor controleert ze met <code>balie audit verify</code>, en vindt ze met <code>balie audit readings</code> en <code>balie audit changes</code>.</p>
      </section>
      <section class="balie-section" aria-labelledby="inzages">
      <h2 class="utrecht-heading-3" id="inzages">Inzages</h2>
      ${total === 0 ? html`<p class="utrecht-paragraph">Er is nog nooit inzage gevraagd.</p>` : html`<p class="utrecht-paragraph"><a class="balie-button-link" href="${COUNCIL_FILE_PATH}" download>Download alle inzages (CSV)</a></p>`}
      ${openings.map(card)}
      ${pager(view, `${COUNCIL_PATH}?pagina=`)}
      </section>
    </div>`;
  return layout({ municipality, title: 'Wie las mee? - Werkplek', main, editor: { name, work: { hasAdmin } } });
}

function card(opening: ProvenOpening): Html {
  const { number, state, asker, askerRoles, askedAt, category, scope, proof } = opening;
  return html`<section class="balie-panel balie-council__one" aria-labelledby="inzage-${number}">
      <h3 class="utrecht-heading-4" id="inzage-${number}">Inzage ${number} ${tag(stateWords[state], stateTones[state])}${proof.isAsInLog ? '' : html` ${tag('klopt niet met het logboek', 'bad')}`}</h3>
      <dl class="balie-facts balie-council__facts">
        ${fact('Gevraagd door', `${asker} (${rolesWords(askerRoles)}), op ${momentWords(askedAt)}`)}
        ${fact('Besluit door', decidedWords(opening))}
        ${fact('Waarvoor', categoryWords[category])}
        ${fact('Wat', scopeWords(scope))}
        ${fact('Stand', standWords(opening))}
        ${fact('Gelezen', looksWords(proof))}
        ${fact('Regels in het logboek', entriesWords(proof), 'balie-facts__whole')}
      </dl>
    </section>`;
}

/** On the page of somebody's account: whether anything of theirs was looked at. */
export function ownLooks(looks: readonly OwnLookView[]): Html {
  return html`<section class="balie-section" id="gelezen" aria-labelledby="gelezen-titel">
        <h2 class="utrecht-heading-3" id="gelezen-titel">Is er iets van u gelezen?</h2>
        <p class="utrecht-paragraph">Wat u hier vraagt, kan een collega alleen lezen met een inzage: een verzoek met een reden, dat iemand met een andere rol goedkeurt, en dat na korte tijd afloopt. Elke vraag die zo wordt gelezen, komt in het logboek, en de functionaris gegevensbescherming ziet elk verzoek.</p>
        ${looks.length === 0
          ? html`<p class="utrecht-paragraph">Nee. Niemand heeft een vraag van u geopend.</p>`
          : html`<p class="utrecht-paragraph">Ja, ${count(looks.length, 'keer', 'keer')}. De laatste keer staat bovenaan.</p>
        <ul class="balie-rows">${looks.map(({ at, by, opening, request, entry }) => html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title">${momentWords(at)}</span></p>
          <p class="balie-row__facts">door ${by} · ${request !== undefined ? `al uw gegevens of een gesprek, voor AVG-verzoek ${referenceWords(request)}` : opening === undefined ? 'toen was er nog geen inzage nodig' : `met inzage ${opening}`} · regel ${entry} van het logboek</p></li>`)}</ul>`}
        <p class="utrecht-paragraph">${link(COUNCIL_PATH, 'Zie wie er meelas: alle inzages, en wie ze goedkeurde')}</p>
      </section>`;
}
