/** Keys of programs and of who has no account: narrowed, and several at once taken back. */
import { html } from 'hono/html';
import { momentWords } from '../../../../dutch-time.ts';
import { back, button, tag } from '../../admin/parts.ts';
import { count } from '../../admin/words.ts';
import type { Html } from '../../html.ts';
import { layout } from '../../layout.ts';
import { link } from '../../link.ts';
import { check } from '../fields.ts';
import { doneBox, history, narrowing, pages } from '../list.ts';
import { KEY_PATH, keyPath, KEYS_PATH, REVOKE_PATH } from '../paths.ts';
import type { KeysView } from '../views.ts';

export const KEY_FILTERS = [['', 'Alle'], ['valid', 'Geldig'], ['expired', 'Verlopen'], ['revoked', 'Ingetrokken']] as const;
const STATES = { valid: tag('geldig', 'good'), expired: tag('verlopen', 'calm'), revoked: tag('ingetrokken', 'bad') } as const;

export function keysPage({ municipality, editor, list, changes, isDone }: KeysView): Html {
  const canRevoke = list.keys.some(({ state }) => state === 'valid');
  const main = html`<div class="balie-manage">
      ${back('/beheer', 'Beheer')}
      <h1 class="utrecht-heading-1">Sleutels</h1>
      ${doneBox(isDone)}
      <p class="utrecht-paragraph utrecht-paragraph--lead">Een sleutel is voor een programma, of voor wie zonder eigen account inlogt.</p>
      <p class="balie-more"><a class="balie-button-link" href="${KEY_PATH}">Sleutel maken</a></p>
      ${narrowing({ path: KEYS_PATH, list, filters: KEY_FILTERS, label: 'Zoek op naam, groep of nummer' })}
      <p class="balie-sum">${count(list.total, 'sleutel', 'sleutels')}</p>
      ${list.keys.length === 0
        ? html`<p class="utrecht-paragraph">${list.total === 0 ? 'Hier staat niets.' : 'Deze pagina van de lijst is leeg.'}</p>`
        : html`<form method="post" action="${REVOKE_PATH}"><ul class="balie-rows">${list.keys.map(row)}</ul>
      ${canRevoke ? html`<div class="balie-buttons">${button('Gekozen sleutels intrekken …')}</div>` : ''}</form>`}
      ${pages(KEYS_PATH, list)}
      ${history(changes, 'Een ingetrokken of vervangen sleutel komt niet terug: maak dan een nieuwe. Rechten en grenzen kunt u bij de sleutel zelf weer anders zetten.')}
    </div>`;
  return layout({ municipality, title: 'Sleutels - Beheer', main, editor });
}

function row({ id, name, group, collections, models, assistants, isAdmin, isReviewer, state, expiresAt, lastUsedAt }: KeysView['list']['keys'][number]): Html {
  const named = (what: string, names: readonly string[]) => (names.length === 0 ? [] : [`${what} ${names.includes('*') ? 'alle' : names.join(', ')}`]);
  const facts = [
    ...(group === null ? [] : [`groep ${group}`]), ...named('collecties:', collections), ...named('modellen:', models), ...named('assistenten:', assistants),
    ...(isAdmin ? ['beheert de balie'] : []), ...(isReviewer ? ['beoordeelt antwoorden'] : []),
    ...(expiresAt === null || state === 'revoked' ? [] : [`tot ${momentWords(expiresAt)}`]),
    lastUsedAt === null ? 'nog niet gebruikt' : `laatst gebruikt ${momentWords(lastUsedAt)}`,
  ];
  return html`<li class="balie-row balie-row--chosen">
      ${state === 'valid' ? check({ id: `kies-${id}`, name: 'nummer', value: id, text: html`<span class="balie-hidden">Kies ${name}</span>` }) : html`<span class="balie-tick"></span>`}
      <div><p class="balie-row__head"><span class="balie-row__title">${link(keyPath(id), name)}</span> ${STATES[state]}</p>
      <p class="balie-row__facts"><span class="balie-row__source">${id}</span> · ${facts.join(' · ')}</p></div>
    </li>`;
}
