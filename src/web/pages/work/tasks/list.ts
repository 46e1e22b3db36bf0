/** The tasks that somebody may run, and what they ran last. */
import { html } from 'hono/html';
import { momentWords } from '../../../../dutch-time.ts';
import type { Html } from '../../html.ts';
import { link } from '../../link.ts';
import { button } from '../../admin/parts.ts';
import { eraseRunPath, PROPOSALS_PATH, PROPOSE_PATH, taskPath, TASKS_PATH } from '../paths.ts';
import { deleted } from '../list.ts';
import { workPage } from './parts.ts';
import type { TasksView } from './views.ts';

export function tasksPage(view: TasksView): Html {
  const { tasks, recent, isErased, receipt, editing } = view;
  const main = html`<div class="balie-manage">
      <h1 class="utrecht-heading-1">Taken</h1>
      ${isErased ? deleted('Het resultaat is gewist.', receipt) : ''}
      <p class="utrecht-paragraph">Kies wat u wilt maken. U vult een paar velden in, de AI schrijft een concept, en u controleert het.</p>
      <ul class="balie-tasks">${tasks.map(({ name, title, description, madeBy }) => html`<li class="balie-tasks__one">
          <h2 class="utrecht-heading-4 balie-tasks__title">${link(taskPath(name), title)}</h2>
          <p class="balie-tasks__text">${description}</p>
          ${madeBy === undefined ? '' : html`<p class="balie-tasks__by">Gemaakt door ${madeBy}</p>`}
        </li>`)}</ul>
      ${recent.length === 0 ? '' : html`<section class="balie-section" aria-labelledby="laatste">
        <h2 class="utrecht-heading-3" id="laatste">Uw laatste resultaten</h2>
        <ul class="balie-rows balie-recent">${recent.map(recentRun)}</ul>
      </section>`}
      ${editing === undefined ? '' : html`<section class="balie-section" aria-labelledby="maken">
        <h2 class="utrecht-heading-3" id="maken">Taken van uw groep</h2>
        <p class="utrecht-paragraph">U kunt een nieuwe taak voorstellen. Een andere redacteur van uw groep keurt hem goed voordat collega's hem zien.</p>
        <div class="balie-buttons"><a class="balie-button-link" href="${PROPOSE_PATH}">Stel een taak voor</a>
        <a class="balie-button-link" href="${PROPOSALS_PATH}">Voorstellen en versies${editing.waiting > 0 ? ` (${editing.waiting} te beoordelen)` : ''}</a></div>
      </section>`}
    </div>`;
  return workPage(view, TASKS_PATH, 'Taken', main);
}

/** Asks once more before it erases, also without a script. */
function recentRun({ task, title, conversationId, at }: TasksView['recent'][number]): Html {
  const when = momentWords(at);
  const named = title ?? 'Een taak die er voor u niet meer is';
  return html`<li class="balie-row">${title === undefined ? named : link(taskPath(task, conversationId), title)} <span class="balie-recent__at">${when}</span>
      <details class="balie-recent__erase"><summary>Wissen<span class="balie-hidden"> (${named}, ${when})</span></summary>
        <form method="post" action="${eraseRunPath(task)}"><input type="hidden" name="uit" value="${conversationId}">${button('Ja, wis wat ik invulde en het resultaat', 'secondary-action')}</form></details></li>`;
}
