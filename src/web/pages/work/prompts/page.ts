/** The library of prompts: somebody's own, and those of their groups. */
import { html } from 'hono/html';
import { back, button, faultBox } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import type { FaultView } from '../../../turn-views.ts';
import { promptPath, PROMPTS_PATH, usePromptPath } from '../paths.ts';
import { choiceField, faultList, faultOn, textArea, textField, workPage } from '../tasks/parts.ts';
import type { WorkPage } from '../tasks/views.ts';

interface ListedPrompt {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Title of the group that has it; absent: it is one's own. */
  readonly group?: string;
  readonly mayChange: boolean;
}

export interface PromptForm {
  readonly title: string;
  readonly text: string;
  /** Id of a group; empty: for oneself. */
  readonly group: string;
}

interface PromptEditing extends WorkPage {
  /** The groups that somebody is in. */
  readonly groups: readonly { readonly id: string; readonly title: string }[];
  readonly form: PromptForm;
  readonly faults: readonly { readonly field: 'titel' | 'tekst' | 'groep'; readonly text: string }[];
  readonly fault?: FaultView;
  readonly limits: { readonly title: number; readonly text: number };
}

export interface PromptsView extends PromptEditing {
  readonly prompts: readonly ListedPrompt[];
}

export interface PromptView extends PromptEditing {
  readonly id: string;
  /** Whether it is of who looks: only they choose whose it is. */
  readonly isOwn: boolean;
}

export function promptsPage(view: PromptsView): Html {
  const { prompts } = view;
  const main = html`<div class="balie-manage">
      <h1 class="utrecht-heading-1">Prompts</h1>
      <p class="utrecht-paragraph">Vragen die u vaker stelt. Uw eigen prompts ziet niemand anders; die van een groep zien alle leden.</p>
      ${prompts.length === 0 ? html`<p class="utrecht-paragraph">U hebt nog geen prompts.</p>` : html`<ul class="balie-tasks">${prompts.map(promptItem)}</ul>`}
      <section class="balie-section" aria-labelledby="nieuw"><h2 class="utrecht-heading-3" id="nieuw">Bewaar een prompt</h2>${promptForm(view, PROMPTS_PATH, 'Bewaar')}</section>
    </div>`;
  return workPage(view, PROMPTS_PATH, 'Prompts', main);
}

function promptItem({ id, title, text, group, mayChange }: ListedPrompt): Html {
  const about = html`<span class="balie-hidden"> ${title}</span>`;
  return html`<li class="balie-tasks__one">
      <h2 class="utrecht-heading-4 balie-tasks__title">${title}</h2>
      <p class="balie-tasks__text balie-lines">${text}</p>
      <p class="balie-tasks__by">${group === undefined ? 'Van uzelf' : `Van de groep ${group}`}</p>
      <div class="balie-buttons"><a class="balie-button-link" href="${usePromptPath(id)}">Gebruik${about}</a>${mayChange ? html`<a class="balie-button-link" href="${promptPath(id)}">Verander${about}</a>` : ''}</div>
    </li>`;
}

export function promptPage(view: PromptView): Html {
  const main = html`<div class="balie-manage">
      ${back(PROMPTS_PATH, 'Alle prompts')}
      <h1 class="utrecht-heading-1">Verander een prompt</h1>
      ${promptForm(view, promptPath(view.id), 'Bewaar', view.isOwn)}
      <form class="balie-section" method="post" action="${promptPath(view.id)}"><input type="hidden" name="doe" value="verwijder">${button('Verwijder deze prompt', 'danger')}</form>
    </div>`;
  return workPage(view, PROMPTS_PATH, 'Verander een prompt', main);
}

function promptForm({ groups, form, faults, fault, limits }: PromptEditing, action: string, text: string, choosesGroup = true): Html {
  const wrong = (field: string) => faults.find((one) => one.field === field)?.text;
  return html`${faultList('Er is nog niets bewaard. Verbeter:', faults.map(({ field, text: said }) => ({ field, text: faultOn(LABELS[field], said) })))}
      ${faultBox(fault)}
      <form class="balie-panel balie-fields" method="post" action="${action}" novalidate>
        ${textField({ name: 'titel', label: LABELS.titel, value: form.title, max: limits.title, fault: wrong('titel') })}
        ${textArea({ name: 'tekst', label: LABELS.tekst, value: form.text, fault: wrong('tekst'), hint: `Hoogstens ${limits.text.toLocaleString('nl-NL')} tekens. Zet geen gegevens van inwoners in een prompt.` }, 5)}
        ${groups.length === 0 || !choosesGroup ? html`<input type="hidden" name="groep" value="${form.group}">` : choiceField({ name: 'groep', label: LABELS.groep, value: form.group, fault: wrong('groep') }, groups.map(({ id, title }) => [id, `Voor de groep ${title}`] as const), 'Alleen voor mij')}
        <div class="balie-buttons">${button(text, 'primary-action')}</div>
      </form>`;
}

const LABELS = { titel: 'Naam', tekst: 'Vraag of opdracht', groep: 'Voor wie?' } as const;
