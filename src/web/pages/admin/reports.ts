/** What colleagues reported of the sources in a collection. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { durationWords } from '../../../durations.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { doneWords, placeOf } from '../work/reports.ts';
import type { CollectionReport } from '../work/report-views.ts';
import { back, button, noticeBox, tag } from './parts.ts';
import { collectionPath, reportPath, reportsPath } from './paths.ts';
import type { ReportsView } from './views.ts';
import { count } from './words.ts';

export function reportsPage({ municipality, editor, collection, notice, waiting, total, page, pageSize, reports }: ReportsView): Html {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const toPage = (to: number, text: string) => link(`${reportsPath(collection.id)}?pagina=${to}`, text);
  const main = html`<div class="balie-manage">
      ${back(collectionPath(collection.id), collection.title)}
      <h1 class="utrecht-heading-1">Meldingen over ${collection.title}</h1>
      ${noticeBox(notice)}
      <p class="utrecht-paragraph">${total === 0 ? 'Er is nog niets gemeld.' : `${count(waiting, 'melding wacht', 'meldingen wachten')} op u. Collega’s melden hier wat er in een bron niet klopt.`}</p>
      <ul class="balie-reports">${reports.map((report) => oneReport(collection.id, report))}</ul>
      ${pages === 1 ? '' : html`<nav class="balie-buttons" aria-label="Bladeren">${page > 1 ? toPage(page - 1, 'Vorige') : ''} <span>Pagina ${page} van ${pages}</span> ${page < pages ? toPage(page + 1, 'Volgende') : ''}</nav>`}
      <p class="balie-hint">Meldingen worden na ${durationWords(municipality.keeps.reports)} gewist.</p>
    </div>`;
  return layout({ municipality, title: `Meldingen over ${collection.title} - Beheer`, main, editor });
}

function oneReport(collection: string, report: CollectionReport): Html {
  const { id, title, documentPath, sourcePath, done } = report;
  return html`<li class="balie-panel balie-reports__one" aria-labelledby="melding-${id}">
      <h2 class="utrecht-heading-4" id="melding-${id}">${documentPath === undefined ? title : link(documentPath, title)} ${done === undefined ? tag('wacht', 'warning') : tag('afgehandeld', 'good')}</h2>
      <p class="balie-hint">${momentWords(report.createdAt)} · ${report.reporter}${placeOf(report)}${documentPath === undefined ? ' · dit document is er niet meer' : html` · ${link(sourcePath, 'lees de bron')}`}</p>
      <p class="balie-lines" dir="auto">${report.text}</p>
      ${done === undefined ? settleForm(collection, report) : doneWords(report)}
    </li>`;
}

function settleForm(collection: string, { id, title, draft }: CollectionReport): Html {
  const isWrong = draft !== undefined;
  return html`<form class="balie-fields" method="post" action="${reportPath(collection, id)}" novalidate>
        <div class="utrecht-form-field ${isWrong ? 'utrecht-form-field--invalid' : ''}">
          <label class="utrecht-form-label" for="bericht-${id}">Bericht aan de melder (niet verplicht)</label>
          ${isWrong ? html`<p class="balie-fielderror" id="fout-${id}" role="alert"><span class="balie-hidden">Fout: </span>${draft.fault.message} ${draft.fault.action}</p>` : ''}
          <textarea class="utrecht-textarea utrecht-textarea--html-textarea balie-field ${isWrong ? 'utrecht-textarea--invalid' : ''}" id="bericht-${id}" name="bericht" rows="2"
            ${isWrong ? html`aria-describedby="fout-${id}" ` : ''}aria-invalid="${isWrong ? 'true' : 'false'}">
${draft?.note ?? ''}</textarea>
        </div>
        ${button('Afgehandeld', 'primary-action', `(melding over ${title})`)}
      </form>`;
}
