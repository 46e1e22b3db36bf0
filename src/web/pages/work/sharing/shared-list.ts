/** The conversations of others in which somebody may read along. */
import { html } from 'hono/html';
import { momentWords } from '../../../../dutch-time.ts';
import { back } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { LIST_PATH, sharedTalkPath } from '../paths.ts';
import type { SharedListView } from './views.ts';

export function sharedListPage({ municipality, name, hasAdmin, shared }: SharedListView): Html {
  const main = html`<div class="balie-manage">
      ${back(LIST_PATH, 'Uw eigen gesprekken')}
      <h1 class="utrecht-heading-1">Gedeeld met mij</h1>
      <p class="utrecht-paragraph">${shared.length === 0 ? 'Niemand deelt een gesprek met u.' : 'Gesprekken van collega’s waarin u mag meelezen, wat het laatst is gedeeld eerst.'}</p>
      ${shared.length === 0 ? '' : html`<ul class="balie-work__list">${shared.map(one)}</ul>`}
    </div>`;
  return layout({ municipality, title: 'Gedeeld met mij - Werkplek', main, editor: { name, work: { current: LIST_PATH, hasAdmin } } });
}

function one({ id, title, owner, usedAt }: SharedListView['shared'][number]): Html {
  return html`<li class="balie-work__item"><a class="balie-work__link" href="${sharedTalkPath(id)}">
        <span class="balie-work__name">${title}</span>
        <span class="balie-work__when">Van ${owner}, ${momentWords(usedAt)}</span></a></li>`;
}
