/** One task: its form, and its result under that. */
import { html } from 'hono/html';
import { resultTrees } from '../../../markup/task-result.ts';
import { back, button, faultBox } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { render } from '../../render.ts';
import { taskPath, TASKS_PATH } from '../paths.ts';
import { choiceField, faultList, faultOn, textArea, textField, workPage } from './parts.ts';
import type { ShownField, TaskView } from './views.ts';

export function taskPage(view: TaskView): Html {
  const { task, fields, faults, fault, result } = view;
  const wrong = fields.filter(({ name }) => faults[name] !== undefined);
  const main = html`<div class="balie-manage balie-task">
      ${back(TASKS_PATH, 'Alle taken')}
      <h1 class="utrecht-heading-1">${task.title}</h1>
      <p class="utrecht-paragraph">${task.description}</p>
      <div class="balie-privacy"><p class="utrecht-paragraph"><strong>Privacy.</strong> ${task.privacy}</p></div>
      ${faultList('De taak is nog niet uitgevoerd. Verbeter:', wrong.map(({ name, label }) => ({ text: faultOn(label, faults[name] ?? ''), field: name })))}
      ${faultBox(fault)}
      <form class="balie-panel balie-fields" id="taakformulier" method="post" action="${taskPath(task.name)}#resultaat" data-task="${task.name}" novalidate>
        <p class="balie-task__example"><a class="utrecht-link utrecht-link--html-a" href="${taskPath(task.name)}?voorbeeld=1">Vul het voorbeeld in</a></p>
        ${fields.map((field) => fieldOf(field, view))}
        <div class="balie-buttons">${button(result === undefined ? 'Voer de taak uit' : 'Voer opnieuw uit', 'primary-action')}</div>
      </form>
      <section class="balie-section balie-result" id="resultaat" tabindex="-1" aria-labelledby="resultaat-kop"${result === undefined ? html` hidden` : ''}>
        <h2 class="utrecht-heading-3" id="resultaat-kop">Resultaat</h2>
        <div class="balie-panel" id="resultaat-inhoud">${result === undefined ? '' : resultTrees(result).map(render)}</div>
        <p class="balie-task__note">Niet tevreden? Pas hierboven aan wat u invulde, en voer de taak opnieuw uit. Wat u invult en het resultaat worden versleuteld bewaard in het logboek.</p>
      </section>
    </div>`;
  return workPage(view, TASKS_PATH, task.title, main, 'task');
}

function fieldOf({ name, label, kind, hint, required, most, choices = [] }: ShownField, { given, faults }: TaskView): Html {
  const field = { name, label, hint, required, value: given[name] ?? '', fault: faults[name], max: most };
  switch (kind) {
    case 'long-text':
      return textArea({ ...field, hint: [hint, `Hoogstens ${most.toLocaleString('nl-NL')} tekens.`].filter((part) => part !== undefined).join(' ') }, 9);
    case 'choice':
      return choiceField(field, choices.map((choice) => [choice, choice] as const), 'Maak een keuze');
    case 'yes-no':
      return choiceField(field, [['ja', 'Ja'], ['nee', 'Nee']], 'Maak een keuze');
    case 'date':
      return textField(field, 'date');
    case 'text':
      return textField(field);
  }
}
