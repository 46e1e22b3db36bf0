/** What is proposed for the groups of an editor, what became of it, and one of those from near by. */
import { html } from 'hono/html';
import { momentWords } from '../../../../dutch-time.ts';
import { back, button, tag } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { link } from '../../link.ts';
import { proposalPath, PROPOSALS_PATH, PROPOSE_PATH, taskPath, TASKS_PATH } from '../paths.ts';
import { workPage } from './parts.ts';
import type { ProposalsView, ProposalView, ShownVersion } from './views.ts';

export function proposalsPage(view: ProposalsView): Html {
  const open = view.versions.filter(({ state }) => state === 'proposed');
  const others = view.versions.filter(({ state }) => state !== 'proposed');
  const main = html`<div class="balie-manage">
      ${back(TASKS_PATH, 'Alle taken')}
      <h1 class="utrecht-heading-1">Voorstellen en versies</h1>
      <h2 class="utrecht-heading-3">Wacht op een beoordeling</h2>
      ${open.length === 0 ? html`<p class="utrecht-paragraph">Er wacht niets.</p>` : rows(open)}
      ${others.length === 0 ? '' : html`<section class="balie-section" aria-labelledby="eerder"><h2 class="utrecht-heading-3" id="eerder">Eerdere versies</h2>${rows(others)}</section>`}
    </div>`;
  return workPage(view, TASKS_PATH, 'Voorstellen en versies', main);
}

function rows(versions: readonly ShownVersion[]): Html {
  return html`<ul class="balie-rows balie-recent">${versions.map((version) => html`<li class="balie-row">
      <p class="balie-row__head"><span class="balie-row__title">${link(proposalPath(version.id), version.title)}</span> versie ${version.version} ${stateOf(version)}</p>
      <p class="balie-row__facts">${version.group}, voorgesteld door ${version.isOwn ? 'uzelf' : version.author} op ${momentWords(version.proposedAt)}</p></li>`)}</ul>`;
}

function stateOf({ state, isRunning }: ShownVersion): Html {
  if (isRunning) return tag('in gebruik', 'good');
  return state === 'proposed' ? tag('te beoordelen', 'warning') : state === 'approved' ? tag('vervangen', 'calm') : tag('afgewezen', 'bad');
}

export function proposalPage(view: ProposalView): Html {
  const { version, recipe, instruction, changed } = view;
  const main = html`<div class="balie-manage">
      ${back(PROPOSALS_PATH, 'Voorstellen en versies')}
      <h1 class="utrecht-heading-1">${recipe.title}</h1>
      <p class="utrecht-paragraph">Versie ${version.version} ${stateOf(version)} Van de groep ${version.group}, voor ${recipe.groups.length === 0 ? 'alle medewerkers' : 'de leden'}. Voorgesteld door ${version.isOwn ? 'uzelf' : version.author} op ${momentWords(version.proposedAt)}.${version.decidedAt === null ? '' : ` Beoordeeld door ${version.decidedBy} op ${momentWords(version.decidedAt)}.`}</p>
      ${changed === undefined ? '' : html`<p class="utrecht-paragraph"><strong>Anders dan de versie in gebruik:</strong> ${changed.length === 0 ? 'niets' : changed.join(', ')}.</p>`}
      <div class="balie-panel">
        <dl class="balie-recipe">
          <div><dt>Omschrijving</dt><dd>${recipe.description}</dd></div>
          <div><dt>Privacy</dt><dd>${recipe.privacy}</dd></div>
          <div><dt>Opdracht aan de AI</dt><dd class="balie-lines">${instruction}</dd></div>
          ${recipe.fields.map((field) => html`<div><dt>Veld: ${field.label}</dt><dd>${KINDS[field.kind] ?? field.kind}, ${field.required ? 'moet worden ingevuld' : 'mag leeg blijven'}${field.hint === undefined ? '' : html`. ${field.hint}`}${field.choices === undefined ? '' : html`. Keuzes: ${field.choices.join(' / ')}`}${recipe.example[field.name] === undefined ? '' : html`<br>Voorbeeld: <span class="balie-lines">${recipe.example[field.name]}</span>`}</dd></div>`)}
        </dl>
        ${actions(version)}
      </div>
    </div>`;
  return workPage(view, TASKS_PATH, recipe.title, main);
}

const KINDS: Readonly<Record<string, string>> = { text: 'Korte tekst', 'long-text': 'Lange tekst', choice: 'Keuze', date: 'Datum', 'yes-no': 'Ja of nee' };

function actions({ id, task, state, isOwn, isRunning }: ShownVersion): Html {
  const act = (value: string, text: string, kind: 'primary-action' | 'secondary-action' | 'danger') =>
    html`<form method="post" action="${proposalPath(id)}"><input type="hidden" name="besluit" value="${value}">${button(text, kind)}</form>`;
  if (state === 'proposed') {
    return isOwn
      ? html`<p class="utrecht-paragraph"><strong>Dit voorstel is van uzelf.</strong> Een andere redacteur van de groep moet het beoordelen.</p><div class="balie-buttons">${act('intrekken', 'Trek de hele taak in', 'danger')}</div>`
      : html`<div class="balie-buttons">${act('goedkeuren', 'Keur goed', 'primary-action')}${act('afwijzen', 'Wijs af', 'secondary-action')}</div>`;
  }
  return html`<div class="balie-buttons">${isRunning ? html`<a class="balie-button-link" href="${taskPath(task)}">Open de taak</a>` : ''}<a class="balie-button-link" href="${PROPOSE_PATH}?van=${id}">Stel een nieuwe versie voor</a>${isRunning ? act('intrekken', 'Trek de hele taak in', 'danger') : ''}</div>`;
}
