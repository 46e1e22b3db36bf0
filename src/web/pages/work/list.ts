/** All conversations of an employee, and looking for one. */
import { html } from 'hono/html';
import { button } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { conversationList } from './listed.ts';
import { LIST_PATH, RECEIPTS_PATH, SHARED_PATH } from './paths.ts';
import type { ListView } from './views.ts';

export function workListPage(view: ListView): Html {
  const { municipality, name, hasAdmin, conversations, total, sought, isDeleted, receipt } = view;
  const main = html`<div class="balie-manage">
      <h1 class="utrecht-heading-1">Gesprekken</h1>
      ${isDeleted === true ? deleted('Uw gesprek is gewist.', receipt) : ''}
      <p class="utrecht-paragraph">${link(SHARED_PATH, 'Gedeeld met mij')}: gesprekken van collega’s waarin u mag meelezen.</p>
      <form class="balie-work__search" method="post" action="${LIST_PATH}" role="search" autocomplete="off">
        <label class="utrecht-form-label" for="zoek">Zoek in uw gesprekken</label>
        <div class="balie-work__searchrow">
          <input class="utrecht-textbox utrecht-textbox--html-input balie-field" type="search" id="zoek" name="zoek" value="${sought ?? ''}" maxlength="200" aria-describedby="zoek-uitleg">
          ${button('Zoeken', 'primary-action')}
        </div>
        <p class="balie-hint" id="zoek-uitleg">Zoekt hele woorden in wat u vroeg, in de antwoorden en in de namen. Alleen in uw eigen gesprekken.</p>
      </form>
      <p class="utrecht-paragraph" role="status">${counted(total, sought)} ${sought === undefined ? '' : link(LIST_PATH, 'Toon alle gesprekken')}</p>
      ${conversations.length === 0 ? '' : conversationList(conversations)}
      ${pager(view)}
    </div>`;
  return layout({ municipality, title: 'Gesprekken - Werkplek', main, editor: { name, work: { current: LIST_PATH, hasAdmin } } });
}

function counted(total: number, sought: string | undefined): string {
  const what = total === 1 ? '1 gesprek' : `${total.toLocaleString('nl-NL')} gesprekken`;
  if (sought === undefined) return total === 0 ? 'U hebt nog geen gesprekken.' : `${what}, de laatste eerst.`;
  return total === 0 ? `Geen gesprek gevonden met: ${sought}.` : `${what} met: ${sought}.`;
}

/** @param receipt the number of the proof. */
export function deleted(what: string, receipt: number | undefined): Html {
  return html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status">
      <div class="utrecht-alert__message balie-alert balie-alert--calm"><p class="utrecht-paragraph"><strong>${what}</strong> Niemand kan het nog lezen. Dat het er was, blijft in het logboek staan.${receipt === undefined ? '' : html` ${link(`${RECEIPTS_PATH}/${receipt}`, 'Download het wisbewijs')}.`}</p></div>
    </div>`;
}

/** What is looked for stands in no address: to the next page goes a form. */
function pager({ page, pages, sought }: ListView): Html {
  if (pages < 2) return html``;
  const to = (number: number, text: string) =>
    sought === undefined
      ? html`<a class="balie-button-link" href="${LIST_PATH}?pagina=${number}">${text}</a>`
      : html`<form method="post" action="${LIST_PATH}"><input type="hidden" name="zoek" value="${sought}"><input type="hidden" name="pagina" value="${number}">${button(text)}</form>`;
  return html`<nav class="balie-buttons balie-work__pages" aria-label="Bladeren">
      ${page > 1 ? to(page - 1, 'Vorige') : ''}
      <span>Pagina ${page} van ${pages}</span>
      ${page < pages ? to(page + 1, 'Volgende') : ''}
    </nav>`;
}
