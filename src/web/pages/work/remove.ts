/** Asks once more before a conversation is erased. */
import { html } from 'hono/html';
import { button } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { deletePath, LIST_PATH, talkPath } from './paths.ts';
import type { AtWork } from './views.ts';

export function workRemovePage({ municipality, name, hasAdmin, id, title }: AtWork & { readonly id: string; readonly title: string }): Html {
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">Dit gesprek wissen?</h1>
      <div class="balie-panel">
        <p class="utrecht-paragraph"><strong>${title}</strong></p>
        <p class="utrecht-paragraph">Uw vragen en de antwoorden zijn daarna door niemand meer te lezen, ook niet door beheerders of door wie meelas. Dit is niet terug te draaien. In het logboek blijft staan dat er een gesprek was en dat het is gewist.</p>
        <form class="balie-buttons" method="post" action="${deletePath(id)}">
          ${button('Ja, wis dit gesprek', 'danger')}
          <a class="balie-button-link" href="${talkPath(id)}">Nee, laat het staan</a>
        </form>
      </div>
    </div>`;
  return layout({ municipality, title: 'Gesprek wissen - Werkplek', main, editor: { name, work: { current: LIST_PATH, hasAdmin } } });
}
