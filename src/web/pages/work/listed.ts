/** Conversations of an employee, as links. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { Html } from '../html.ts';
import { talkPath } from './paths.ts';
import type { ListedView } from './views.ts';

export function conversationList(conversations: readonly ListedView[]): Html {
  return html`<ul class="balie-work__list">${conversations.map(
    ({ id, title, pinned, usedAt, shares }) => html`<li class="balie-work__item"><a class="balie-work__link" href="${talkPath(id)}">
        <span class="balie-work__name">${title}</span>
        <span class="balie-work__when">${pinned ? html`<span class="balie-tag balie-tag--calm">vastgezet</span> ` : ''}${shares > 0 ? html`<span class="balie-tag balie-tag--calm">gedeeld</span> ` : ''}${momentWords(usedAt)}</span></a></li>`,
  )}</ul>`;
}
