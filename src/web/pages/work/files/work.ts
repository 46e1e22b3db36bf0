/** One piece of work on whole files: how far it is, and what came of it. */
import { html } from 'hono/html';
import { exportPath } from '../../../markup/task-result.ts';
import { keptTurnTree } from '../../../markup/unfinished.ts';
import { back, button } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { link } from '../../link.ts';
import { render } from '../../render.ts';
import { DOCUMENTS_PATH, talkPath } from '../paths.ts';
import { spokenBy } from '../speaker.ts';
import { documentsPath } from './paths.ts';
import type { WorkPageView } from './views.ts';

const MAX_SHOWN = 500;

export function documentWorkPage(view: WorkPageView): Html {
  const { municipality, conversationId, turn, name, hasAdmin, isRunning } = view;
  const title = isRunning ? 'Bezig met het document' : 'Wat eruit kwam';
  const main = html`<div class="balie-manage">
      ${back(documentsPath(conversationId), 'Documenten in dit gesprek')}
      <h1 class="utrecht-heading-1" id="uitkomst" tabindex="-1">${title}</h1>
      ${isRunning ? progress(view) : turn === undefined ? html`<p class="utrecht-paragraph">Wat hier stond, is gewist.</p>` : html`${tableOf(view)}<h2 class="utrecht-heading-3">In het gesprek</h2>${render(keptTurnTree(turn, 1, spokenBy('de assistent', municipality)))}${goOn(conversationId)}`}
    </div>`;
  return layout({ municipality, title, main, ...(isRunning && { script: 'whole' as const }), editor: { name, work: { current: DOCUMENTS_PATH, hasAdmin } } });
}

/** What was made is wanted elsewhere, or asks for more. */
function goOn(conversationId: string): Html {
  return html`<p class="utrecht-paragraph balie-worklinks">${link(talkPath(conversationId), 'Vraag door in het gesprek')}, of bewaar het gesprek als ${link(exportPath(conversationId, 'docx'), 'Word')}, ${link(exportPath(conversationId, 'pdf'), 'PDF')} of ${link(exportPath(conversationId, 'md'), 'Markdown')}.</p>`;
}

function progress({ conversationId, id, done, total, turn }: WorkPageView): Html {
  const here = `${documentsPath(conversationId)}/${id}`;
  return html`<section class="balie-panel" id="werk" aria-labelledby="stand-titel" data-conversation="${conversationId}" data-work="${id}">
      <h2 class="utrecht-heading-3" id="stand-titel">${turn?.question ?? 'Het document wordt gelezen'}</h2>
      <p class="utrecht-paragraph"><label id="stand-tekst" for="stand">Stap ${done} van ${total} is klaar.</label></p>
      <progress class="balie-progress" id="stand" max="${Math.max(1, total)}" value="${done}"></progress>
      <p class="utrecht-paragraph" id="stand-uitleg">${link(here, 'Ververs de stand')}. U kunt deze pagina ook sluiten: het gaat door, en staat daarna bij de documenten van dit gesprek.</p>
      <form id="stoppen" method="post" action="${here}/stoppen">${button('Stoppen', 'secondary-action')}</form>
    </section>`;
}

function tableOf({ conversationId, id, table }: WorkPageView): Html | string {
  if (table === undefined || table.rows.length === 0) return '';
  const { columns, rows } = table;
  return html`<section aria-labelledby="tabel-titel">
      <h2 class="utrecht-heading-3" id="tabel-titel">De tabel</h2>
      <div class="balie-tabular__box" role="group" aria-labelledby="tabel-titel" tabindex="0"><table class="balie-tabular">
        <thead><tr>${[...columns, 'Plaats', 'Letterlijk'].map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>${rows.slice(0, MAX_SHOWN).map(({ cells, place, heading, isLiteral }) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}<td>${heading ?? place}</td><td>${isLiteral ? 'ja' : 'nee, kijk na'}</td></tr>`)}</tbody>
      </table></div>
      <p class="utrecht-paragraph">${link(`${documentsPath(conversationId)}/${id}/tabel.csv`, 'Sla de tabel op (CSV)')}</p>
    </section>`;
}
