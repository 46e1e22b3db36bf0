/** The municipality's own test questions. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { KeptCase } from '../../../review/cases.ts';
import { back, noticeBox } from '../admin/parts.ts';
import { count } from '../admin/words.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import type { CasesView } from './views.ts';
import { casePath, EXPORT_PATH, outcomeWords, QUEUE_PATH } from './words.ts';

export function casesPage({ municipality, editor, notice, cases, total }: CasesView): Html {
  const main = html`<div class="balie-manage">
      ${back(QUEUE_PATH, 'Antwoorden beoordelen')}
      <h1 class="utrecht-heading-1">Toetsvragen</h1>
      ${noticeBox(notice)}
      <p class="utrecht-paragraph utrecht-paragraph--lead">${total === 0 ? 'Er zijn nog geen toetsvragen.' : `De balie heeft ${count(total, 'toetsvraag', 'toetsvragen')} van uw gemeente.`}</p>
      <p class="utrecht-paragraph">Een toetsvraag zegt wat een goed antwoord is. Zij blijft bewaard, ook als de vraag waar zij van gemaakt is, is gewist: er staat niets in over een persoon.</p>
      ${total === 0 ? '' : html`<p class="utrecht-paragraph"><a class="balie-button-link" href="${EXPORT_PATH}" download>Download alle toetsvragen (JSONL)</a></p>
      ${cases.length < total ? html`<p class="balie-sum">U ziet de laatste ${cases.length}. In het bestand staan ze alle.</p>` : ''}
      <ul class="balie-rows">${cases.map(row)}</ul>`}
    </div>`;
  return layout({ municipality, title: 'Toetsvragen - Beheer', main, editor });
}

function row({ id, assistant, question, outcomes, changedAt }: KeptCase): Html {
  const expected = outcomes.length === 0 ? 'elke afloop is goed' : outcomes.map(outcomeWords).join(' of ');
  return html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${link(casePath(id), question)}</span></p>
      <p class="balie-row__facts">Nummer ${id} · assistent ${assistant} · ${expected} · bewaard op ${momentWords(changedAt)}</p>
    </li>`;
}
