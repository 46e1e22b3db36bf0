/** The factsheet for who fills it in: how far it is, and what is about to be public. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { contradictionsIn } from '../../../factsheet/ai-act/words.ts';
import { calledIn } from '../../../factsheet/public/document.ts';
import { GROUP_TITLES } from '../../../factsheet/statements/questions.ts';
import { button, back, tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { faultList, textField } from '../work/tasks/parts.ts';
import { sheetParts } from './parts.ts';
import { FACTSHEET_ADMIN_PATH, FACTSHEET_PATH, PUBLISH_PATH, questionsPath } from './paths.ts';
import { assistantSheet, deskSheet } from './sheet.ts';
import { SHEET_WORDS } from './words.ts';
import type { FactsheetOverviewView, FormState, PublishView } from './views.ts';

const MAX_REASON = 500;

export function factsheetOverviewPage({ municipality, editor, subjects, last, told }: FactsheetOverviewView): Html {
  const main = html`<div class="balie-admin"><h1 class="utrecht-heading-1">Gegevensblad</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Het gegevensblad vertelt iedereen wat deze balie is. De balie vult zelf in wat zij weet. Wat alleen mensen weten, vult u hier in.</p>
      ${told === undefined ? '' : done('Gepubliceerd. Iedereen ziet nu deze versie.')}
      <p class="utrecht-paragraph">${last === undefined ? 'Er is nog niets gepubliceerd. Bezoekers zien een concept, met wat de balie zelf weet en wat in het configuratiebestand staat. Wat u hier invult, zien zij pas als u publiceert.' : `Nummer ${last.number} is gepubliceerd op ${momentWords(last.at)}: ‘${last.reason}’. Wat u hier verandert, ziet iedereen pas na een nieuwe publicatie.`}</p>
      <ul class="utrecht-unordered-list"><li class="utrecht-unordered-list__item">${link(PUBLISH_PATH, 'Bekijken en publiceren')}</li><li class="utrecht-unordered-list__item">${link(FACTSHEET_PATH, 'Zoals iedereen het ziet')}</li></ul>
      ${subjects.map(({ title, forms }) => html`<section class="balie-section"><h2 class="utrecht-heading-3">${title}</h2><ul class="balie-rows">${forms.map((form) => formRow(form, title))}</ul></section>`)}
    </div>`;
  return layout({ municipality, editor, title: 'Gegevensblad - Beheer', main });
}

function formRow({ assistant, group, answered, questions, missing, due }: FormState, subject: string): Html {
  const state = missing.length > 0 ? tag('nog niet af', 'warning') : due.length > 0 ? tag('opnieuw nakijken', 'warning') : tag('compleet', 'good');
  return html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title"><a class="utrecht-link utrecht-link--html-a" href="${questionsPath(assistant, group)}">${GROUP_TITLES[group]}<span class="balie-hidden"> van ${subject}</span></a></span> ${state}</p>
      <p class="balie-row__facts">${answered} van ${questions} ingevuld.${missing.length === 0 ? '' : ` Nodig: ${missing.join(', ')}.`}${due.length === 0 ? '' : ` Nakijken: ${due.join(', ')}.`}</p></li>`;
}

export function publishPage({ municipality, editor, document, statedSha256, missing, last, reason, fault, hasMoved }: PublishView): Html {
  const words = SHEET_WORDS.nl;
  const faults = [...(hasMoved ? [{ text: 'Er is intussen iets veranderd of gepubliceerd. Bekijk hieronder wat er nu staat, en publiceer dan opnieuw.' }] : []), ...(fault === undefined ? [] : [{ text: `De reden ${fault}.`, field: 'reden' }])];
  const main = html`<div class="balie-admin">${back(FACTSHEET_ADMIN_PATH, 'Naar het gegevensblad')}
      <h1 class="utrecht-heading-1">Bekijken en publiceren</h1>
      ${faultList('Er is nog niets gepubliceerd.', faults)}
      <p class="utrecht-paragraph">Alles hieronder wordt openbaar. Het krijgt nummer ${(last?.number ?? 0) + 1} en een handtekening van deze balie. Een gepubliceerd blad verandert niet meer: u kunt wel een nieuw publiceren.</p>
      ${missing.length === 0 ? '' : html`<p class="utrecht-paragraph"><strong>Dit is nog niet ingevuld:</strong> ${missing.join('; ')}. Op het blad staat dat erbij.</p>`}
      ${contradictionsIn(document.facts.assistants, document.statements).map(({ assistant, words }) => html`<p class="utrecht-paragraph"><strong>Assistent ${calledIn(document, assistant)}.</strong> ${words}</p>`)}
      <form class="balie-panel balie-fields" method="post" action="${PUBLISH_PATH}" novalidate>
        <input type="hidden" name="nummer" value="${last?.number ?? 0}"><input type="hidden" name="gezien" value="${statedSha256}">
        ${textField({ name: 'reden', label: 'Waarom publiceert u nu?', hint: `Hoogstens ${MAX_REASON} tekens. Noem geen namen.`, value: reason, fault, max: MAX_REASON })}
        <div class="balie-buttons">${button('Publiceren', 'primary-action')}</div>
      </form>
      ${sheetParts(deskSheet(document, 'nl'), words)}
      ${document.facts.assistants.map(({ name }) => html`<section class="balie-section"><h2 class="utrecht-heading-2">Assistent: ${calledIn(document, name)}</h2>${sheetParts(assistantSheet(document, name, 'nl') ?? [], words)}</section>`)}
    </div>`;
  return layout({ municipality, editor, title: 'Gegevensblad publiceren - Beheer', main });
}

export function done(text: string): Html {
  return html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status"><div class="utrecht-alert__message balie-alert balie-alert--calm"><p class="utrecht-paragraph">${text}</p></div></div>`;
}
