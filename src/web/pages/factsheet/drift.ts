/** How the desk differs from its published factsheet, for who manages it or watches over it. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { DriftReport } from '../../../factsheet/drift/drift-watch.ts';
import { GROUP_WORDS } from '../../../factsheet/lines/line.ts';
import { back, tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { type EditorView, layout } from '../layout.ts';

import type { MunicipalityView } from '../../views.ts';

export const DRIFT_PATH = '/beheer/factsheet/afwijkingen';
/** Where a new version is made. */
export const FACTSHEET_PATH = '/beheer/factsheet';

export interface DriftView {
  readonly municipality: MunicipalityView;
  readonly editor: EditorView;
  /** Undefined while nothing was published. */
  readonly report: DriftReport | undefined;
  readonly mayPublish: boolean;
}

export function driftPage({ municipality, editor, report, mayPublish }: DriftView): Html {
  const main = html`${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Afwijkingen van het gegevensblad</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Klopt het gepubliceerde gegevensblad nog met de balie? Balie vergelijkt dit elke nacht, bij elke start en als u deze pagina opent.</p>
      ${report === undefined ? html`<p class="utrecht-paragraph">Er is nog geen gegevensblad gepubliceerd. Er valt dus niets te vergelijken.</p>` : found(report)}
      ${mayPublish && needsNew(report) ? html`<p class="utrecht-paragraph"><a class="balie-button-link" href="${FACTSHEET_PATH}">Maak een nieuwe versie</a></p>` : ''}`;
  return layout({ municipality, title: 'Afwijkingen van het gegevensblad - Beheer', main, editor });
}

function needsNew(report: DriftReport | undefined): boolean {
  return report === undefined || !report.isComparable || report.differences.length > 0;
}

function found({ at, publication, isComparable, differences }: DriftReport): Html {
  const about = html`<p class="balie-hint">Vergeleken op ${momentWords(at)} met versie ${publication}. Aantallen die elke dag anders zijn, tellen niet mee.</p>`;
  if (!isComparable) return html`<p class="utrecht-paragraph">${tag('niet te vergelijken', 'bad')} Het gepubliceerde gegevensblad is gemaakt met een andere versie van Balie.</p>${about}`;
  if (differences.length === 0) return html`<p class="utrecht-paragraph">${tag('klopt', 'good')} Het gegevensblad klopt met de balie.</p>${about}`;
  const groups = [...Map.groupBy(differences, ({ group }) => group)];
  return html`<p class="utrecht-paragraph">${tag(differences.length === 1 ? '1 afwijking' : `${differences.length} afwijkingen`, 'warning')}</p>
      ${about}
      ${groups.map(([group, some]) => html`<section class="balie-section" aria-labelledby="groep-${group}">
        <h2 class="utrecht-heading-3" id="groep-${group}">${GROUP_WORDS[group]}</h2>
        <ul class="utrecht-unordered-list">${some.map(({ words }) => html`<li class="utrecht-unordered-list__item">${words}</li>`)}</ul>
      </section>`)}`;
}
