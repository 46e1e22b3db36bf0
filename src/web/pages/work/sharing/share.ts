/** Sharing a conversation of one's own, and stopping that. */
import { html } from 'hono/html';
import { momentWords } from '../../../../dutch-time.ts';
import { back, button, faultBox } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { LIST_PATH, sharePath, stopSharingPath, talkPath } from '../paths.ts';
import type { SharePageView } from './views.ts';

export function sharePage(view: SharePageView): Html {
  const { municipality, name, hasAdmin, held, fault, groups, shares } = view;
  const main = html`<div class="balie-manage balie-share">
      ${back(talkPath(held.id), 'Terug naar het gesprek')}
      <h1 class="utrecht-heading-1">Dit gesprek delen</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">${held.title}</p>
      ${faultBox(fault)}
      <section class="balie-section balie-section--near" aria-labelledby="met-wie">
        <h2 class="utrecht-heading-3" id="met-wie">Met wie u het deelt</h2>
        ${shares.length === 0 ? html`<p class="utrecht-paragraph">Nog met niemand.</p>` : html`<ul class="balie-share__list">${shares.map((share) => one(held.id, share))}</ul>`}
      </section>
      <section class="balie-section" aria-labelledby="wat">
        <h2 class="utrecht-heading-3" id="wat">Wat zij zien</h2>
        <ul class="utrecht-unordered-list">
          ${item('Zij lezen mee, en zien ook wat u later nog vraagt. Zij kunnen zelf niets vragen, veranderen of ophalen.')}
          ${item('De naam van het gesprek en al uw vragen. Staat daar iets in dat zij niet mogen weten, deel het gesprek dan niet.')}
          ${item('Antwoorden uit bronnen die zij zelf mogen lezen. Andere antwoorden laten wij weg, en ook wat daarop voortbouwt.')}
          ${item('Tot u stopt, het gesprek wist of de bewaartermijn voorbij is. Bij een groep ook niet langer dan u en zij in die groep zitten.')}
        </ul>
      </section>
      ${groups.length === 0 ? '' : groupForm(view)}
      ${addressForm(view)}
    </div>`;
  return layout({ municipality, title: 'Gesprek delen - Werkplek', main, editor: { name, work: { current: LIST_PATH, hasAdmin } } });
}

const item = (text: string) => html`<li class="utrecht-unordered-list__item">${text}</li>`;

function one(id: string, { id: share, whom, about, createdAt, withFiles }: SharePageView['shares'][number]): Html {
  return html`<li class="balie-panel balie-share__one">
          <div><p class="balie-share__whom">${whom}</p><p class="balie-hint">${about}${about === '' ? '' : '. '}Sinds ${momentWords(createdAt)}${withFiles ? ', met wat over uw bestanden is gezegd' : ''}.</p></div>
          <form method="post" action="${stopSharingPath(id, share)}">${button('Stop met delen', 'secondary-action', whom)}</form>
        </li>`;
}

function groupForm({ held, groups, given, fault }: SharePageView): Html {
  return html`<section class="balie-section" aria-labelledby="groep-titel">
        <h2 class="utrecht-heading-3" id="groep-titel">Met een groep van u</h2>
        <form class="balie-panel balie-share__form" method="post" action="${sharePath(held.id)}" autocomplete="off">
          <div class="utrecht-form-field">
            <label class="utrecht-form-label" for="groep">Groep</label>
            <select class="utrecht-select utrecht-select--html-select balie-field" id="groep" name="groep" ${fault?.code === 'share-group-unknown' ? html`aria-invalid="true" aria-describedby="melding"` : ''}>
              ${groups.map(({ id, title }) => html`<option value="${id}" ${id === given.group ? 'selected' : ''}>${title}</option>`)}
            </select>
          </div>
          ${filesChoice('groep', given.group !== '' && given.withFiles)}
          <div class="balie-buttons">${button('Deel met deze groep', 'primary-action')}</div>
        </form>
      </section>`;
}

function addressForm({ held, given, fault }: SharePageView): Html {
  const isWrong = fault?.code === 'share-address-wrong';
  return html`<section class="balie-section" aria-labelledby="collega-titel">
        <h2 class="utrecht-heading-3" id="collega-titel">Met een collega</h2>
        <form class="balie-panel balie-share__form" method="post" action="${sharePath(held.id)}" autocomplete="off" novalidate>
          <div class="utrecht-form-field">
            <label class="utrecht-form-label" for="adres">E-mailadres van uw collega</label>
            <p class="balie-hint" id="adres-uitleg">Het volledige adres waarmee uw collega hier inlogt. Kijk het goed na: wie met dit adres inlogt, leest mee. Of iemand hier een account heeft, zeggen wij niet.</p>
            <input class="utrecht-textbox utrecht-textbox--html-input balie-field" type="email" id="adres" name="adres" value="${given.address}" maxlength="254" required aria-describedby="${isWrong ? 'melding ' : ''}adres-uitleg" ${isWrong ? html`aria-invalid="true"` : ''}>
          </div>
          ${filesChoice('adres', given.address !== '' && given.withFiles)}
          <div class="balie-buttons">${button('Deel met deze collega', 'primary-action')}</div>
        </form>
      </section>`;
}

function filesChoice(of: string, isChosen: boolean): Html {
  return html`<div class="balie-work__confidential">
            <input class="balie-work__check" type="checkbox" id="bestanden-${of}" name="bestanden" value="ja" aria-describedby="bestanden-${of}-uitleg" ${isChosen ? 'checked' : ''}>
            <div><label class="utrecht-form-label" for="bestanden-${of}">Ook wat over mijn bestanden is gezegd</label>
              <p class="balie-hint" id="bestanden-${of}-uitleg">Zij zien dan de antwoorden over bestanden die u in dit gesprek hebt gezet, met de naam van het bestand en wat eruit is geciteerd. Het bestand zelf krijgen zij niet.</p></div>
          </div>`;
}
