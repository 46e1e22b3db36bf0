/** The due diligence at a glance: how each theme stands, what is open, and what can be done. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { ReportQuestion } from '../../../factsheet/diligence/report.ts';
import { back, button } from '../admin/parts.ts';
import { done } from '../factsheet/admin.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { answerBlock, kaderList, questionHead, scoreLines } from './parts.ts';
import { COMPARE_PATH, DILIGENCE_PATH, evidencePath, FIX_PATH, MEASURE_PATH, PUBLIC_DILIGENCE_PATH, questionPath, SNAPSHOTS_PATH, themePath } from './paths.ts';
import type { Filter, OverviewView, ThemeView } from './views.ts';
import { HOW_SCORED, isExpired, LEAD, measuredWords } from './words.ts';

const FILTERS: readonly (readonly [Filter, string, (question: ReportQuestion) => boolean])[] = [
  ['open', 'Open', ({ answer }) => answer === undefined],
  ['nee', 'Nee', ({ answer }) => answer?.verdict === 'no'],
  ['verlopen', 'Verlopen', isExpired],
  ['alle', 'Alle', () => true],
];

export function isFilter(text: string): text is Filter {
  return FILTERS.some(([name]) => name === text);
}

const chosenBy = (filter: Filter) => FILTERS.find(([name]) => name === filter)?.[2] ?? (() => true);

export function overviewPage({ municipality, editor, report, measuring, measuredAt, filter, last, told }: OverviewView): Html {
  const chosen = report.questions.filter(chosenBy(filter));
  const main = html`<div class="balie-admin balie-diligence"><h1 class="utrecht-heading-1">Doorlichting</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">${LEAD}</p>
      ${told === undefined ? '' : done(told)}
      <ul class="utrecht-unordered-list"><li class="utrecht-unordered-list__item">${link(FIX_PATH, 'Vaststellen')}</li><li class="utrecht-unordered-list__item">${link(SNAPSHOTS_PATH, 'Vastgestelde doorlichtingen')}</li><li class="utrecht-unordered-list__item">${link(COMPARE_PATH, 'Vergelijken met een andere balie')}</li>${last?.isPublic === true ? html`<li class="utrecht-unordered-list__item">${link(PUBLIC_DILIGENCE_PATH, 'Zoals iedereen het ziet')}</li>` : ''}</ul>
      <p class="utrecht-paragraph">${last === undefined ? 'Er is nog niets vastgesteld.' : `Nummer ${last.number} is vastgesteld op ${momentWords(last.at)}: ‘${last.reason}’.`}</p>
      ${measurement(measuring, measuredAt)}
      <section class="balie-section" aria-labelledby="themas"><h2 class="utrecht-heading-3" id="themas">Thema’s</h2>
        <p class="utrecht-paragraph">${HOW_SCORED}</p>
        <p class="utrecht-paragraph">${measuredWords(report.questions)}</p>
        <ul class="balie-rows">${report.themes.map((score) => html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title">${link(themePath(score.theme), score.title)}</span></p>${scoreLines(score)}</li>`)}</ul>
      </section>
      <section class="balie-section" aria-labelledby="vragen"><h2 class="utrecht-heading-3" id="vragen">Vragen</h2>
        ${filters(DILIGENCE_PATH, filter, report.questions, '#vragen')}
        ${chosen.length === 0 ? html`<p class="utrecht-paragraph">Er zijn geen vragen bij deze keuze.</p>` : report.themes.map(({ theme, title }) => ofTheme(title, chosen.filter((question) => question.theme === theme)))}
      </section>
    </div>`;
  return layout({ municipality, editor, title: 'Doorlichting - Beheer', main });
}

function ofTheme(title: string, questions: readonly ReportQuestion[]): Html {
  if (questions.length === 0) return html``;
  return html`<h3 class="utrecht-heading-4">${title}</h3><ul class="balie-rows">${questions.map((question) => html`<li class="balie-row">${questionHead(question, link(questionPath(question.id), question.text))}</li>`)}</ul>`;
}

function filters(path: string, filter: Filter, questions: readonly ReportQuestion[], place = ''): Html {
  return html`<nav aria-label="Welke vragen"><ul class="balie-filters">${FILTERS.map(([name, words, isChosen]) => html`<li><a class="balie-filter" href="${path}?toon=${name}${place}" ${name === filter ? html`aria-current="true"` : ''}>${words} <span class="balie-filter__count">${questions.filter(isChosen).length}</span></a></li>`)}</ul></nav>`;
}

function measurement({ isRunning, done: asked, of, fault }: OverviewView['measuring'], measuredAt: Date | undefined): Html {
  return html`<section class="balie-section" aria-labelledby="meting"><h2 class="utrecht-heading-3" id="meting">Meting</h2>
      <p class="utrecht-paragraph">Wat uit de instellingen blijkt, meet de balie elke keer dat u deze pagina opent. Andere metingen stellen vragen aan de assistenten. ${measuredAt === undefined ? 'Dat is nog niet gedaan.' : `Dat is het laatst gedaan op ${momentWords(measuredAt)}.`}</p>
      ${fault === undefined ? '' : html`<p class="utrecht-paragraph"><strong>De laatste meting ging niet goed.</strong> ${fault}</p>`}
      ${isRunning
        ? html`<p class="utrecht-paragraph" role="status">${of === 0 ? 'De balie meet nu.' : `De balie meet nu: ${asked} van ${of} vragen zijn gesteld.`}</p>${of === 0 ? '' : html`<progress class="balie-bar" value="${asked}" max="${of}" aria-label="Voortgang van de meting"></progress>`}<p class="utrecht-paragraph">${link(`${DILIGENCE_PATH}#meting`, 'Bekijk hoe ver het is')}</p>`
        : html`<form method="post" action="${MEASURE_PATH}">${button('Meet opnieuw')}</form>`}
    </section>`;
}

export function themePage({ municipality, editor, theme, questions, filter, kaderTitle }: ThemeView): Html {
  const chosen = questions.filter(chosenBy(filter));
  const main = html`<div class="balie-admin balie-diligence">${back(DILIGENCE_PATH, 'Naar de doorlichting')}
      <h1 class="utrecht-heading-1">${theme.title}</h1>
      ${scoreLines(theme)}
      ${filters(themePath(theme.theme), filter, questions)}
      ${chosen.length === 0
        ? html`<p class="utrecht-paragraph">Er zijn geen vragen bij deze keuze.</p>`
        : html`<ul class="balie-rows">${chosen.map((question) => html`<li class="balie-row">${questionHead(question, html`${question.text}`)}
          <p class="balie-hint">Ja als: ${question.yesWhen}</p>${answerBlock(question, evidencePath)}${kaderList(question.kader, kaderTitle)}
          <p class="balie-row__facts">${link(questionPath(question.id), `${question.answer?.kind === 'measured' ? 'Toelichten' : question.answer === undefined ? 'Beantwoorden' : 'Antwoord veranderen'}: ${question.text}`)}</p></li>`)}</ul>`}
    </div>`;
  return layout({ municipality, editor, title: `${theme.title} - Doorlichting - Beheer`, main });
}
