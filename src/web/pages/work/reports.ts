/** What somebody reported of sources, and what became of it. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { durationWords } from '../../../durations.ts';
import { tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { REPORTS_PATH } from './paths.ts';
import type { OwnReportsView } from './report-views.ts';

type Report = OwnReportsView['reports'][number];

export function ownReportsPage({ municipality, name, hasAdmin, isSent, reports }: OwnReportsView): Html {
  const main = html`<div class="balie-manage">
      <h1 class="utrecht-heading-1">Uw meldingen</h1>
      ${isSent ? html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status"><div class="utrecht-alert__message balie-alert balie-alert--calm">
        <p class="utrecht-paragraph">Dank u wel. Uw melding is bij wie deze bron beheert. Hier ziet u wat ermee gebeurt.</p></div></div>` : ''}
      ${reports.length === 0
        ? html`<p class="utrecht-paragraph">U hebt nog niets gemeld. Ziet u een fout in een bron? Open de bron en meld het daar.</p>`
        : html`<ul class="balie-reports">${reports.map(ownReport)}</ul>`}
      <p class="balie-hint">Meldingen worden na ${durationWords(municipality.keeps.reports)} gewist.</p>
    </div>`;
  return layout({ municipality, title: 'Uw meldingen - Werkplek', main, editor: { name, work: { current: REPORTS_PATH, hasAdmin } } });
}

function ownReport(report: Report): Html {
  const { id, sourcePath, title, done } = report;
  return html`<li class="balie-panel balie-reports__one" aria-labelledby="melding-${id}">
      <h2 class="utrecht-heading-4" id="melding-${id}">${link(sourcePath, title)} ${done === undefined ? tag('wacht', 'warning') : tag('afgehandeld', 'good')}</h2>
      <p class="balie-hint">${momentWords(report.createdAt)}${placeOf(report)}</p>
      <p class="balie-lines" dir="auto">${report.text}</p>
      ${doneWords(report)}
    </li>`;
}

export function placeOf({ place }: Pick<Report, 'place'>): string {
  return place === undefined ? '' : ` · ${place.words}`;
}

/** What became of it: who did it, and what they wrote. */
export function doneWords({ done }: Pick<Report, 'done'>): Html | string {
  if (done === undefined) return '';
  return html`<p class="balie-reports__done">Afgehandeld op ${momentWords(done.at)} door <strong>${done.by}</strong>${done.note === '' ? '.' : ':'}</p>
      ${done.note === '' ? '' : html`<p class="balie-lines balie-reports__note" dir="auto">${done.note}</p>`}`;
}
