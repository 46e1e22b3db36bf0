/** How somebody logs in, for themselves: their passkeys, where they have an account of the desk itself. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { PasskeyView } from '../../../identity/local/passkeys.ts';
import type { FaultView } from '../../turn-views.ts';
import type { MunicipalityView } from '../../views.ts';
import { button, faultBox, noticeBox } from '../admin/parts.ts';
import type { Notice } from '../admin/views.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { scriptPlace } from '../login/passkey.ts';
import { ownLooks } from '../oversight/council.ts';
import type { OwnLookView } from '../oversight/opening-views.ts';
import { ACCOUNT_PATH } from './paths.ts';

interface AccountView {
  readonly municipality: MunicipalityView;
  /** Who is logged in. */
  readonly name: string;
  readonly hasAdmin: boolean;
  /** Undefined: they log in with the municipality's provider. */
  readonly passkeys: readonly PasskeyView[] | undefined;
  /** What of theirs somebody else looked at. */
  readonly looks: readonly OwnLookView[];
  /** Where they show anew who they are, before they can change anything. */
  readonly confirm?: string;
  readonly notice?: Notice;
  readonly fault?: FaultView;
}

export function workAccountPage({ municipality, name, hasAdmin, passkeys, looks, confirm, notice, fault }: AccountView): Html {
  const main = html`<div class="balie-manage">
      <h1 class="utrecht-heading-1">Uw account</h1>
      ${noticeBox(notice)}
      ${faultBox(fault)}
      ${passkeys === undefined ? elsewhere() : own(passkeys, confirm)}
      ${ownLooks(looks)}
      ${ownData()}
    </div>`;
  return layout({ municipality, title: 'Uw account', main, editor: { name, work: { current: ACCOUNT_PATH, hasAdmin } }, ...(passkeys !== undefined && confirm === undefined && { script: 'passkey' }) });
}

/** Nobody has to be asked for it (AVG, article 15). */
function ownData(): Html {
  return html`<section class="balie-section" aria-labelledby="gegevens">
        <h2 class="utrecht-heading-3" id="gegevens">Uw gegevens</h2>
        <p class="utrecht-paragraph">Alles wat de balie van u heeft: gesprekken, bestanden, prompts, meldingen, verbruik, en wie opende wat u vroeg.
          Download het als ${link(`${ACCOUNT_PATH}/gegevens/html`, 'leesbaar bestand')} of als ${link(`${ACCOUNT_PATH}/gegevens/json`, 'JSON')}. Dat u dat doet, staat in het logboek.</p>
        <p class="utrecht-paragraph">Wilt u er iets bij laten zetten, of alles laten wissen? Vraag de functionaris gegevensbescherming van uw gemeente.</p>
      </section>`;
}

function elsewhere(): Html {
  return html`<p class="utrecht-paragraph">U logt in met het account van uw gemeente. Uw wachtwoord en hoe u inlogt, regelt u daar.</p>`;
}

function own(passkeys: readonly PasskeyView[], confirm: string | undefined): Html {
  return html`<section class="balie-section balie-section--near" aria-labelledby="passkeys">
        <h2 class="utrecht-heading-3" id="passkeys">Uw passkeys</h2>
        <p class="utrecht-paragraph">Met elk van deze passkeys kunt u inloggen. Hebt u er twee, dan kunt u ook verder als u een apparaat kwijt bent.</p>
        <ul class="balie-passkeys">${passkeys.map((passkey) => row(passkey, passkeys.length === 1, confirm === undefined))}</ul>
      </section>
      <section class="balie-section" aria-labelledby="nieuw">
        <h2 class="utrecht-heading-3" id="nieuw">Een passkey toevoegen</h2>
        ${confirm === undefined ? addition() : confirmFirst(confirm)}
      </section>`;
}

function addition(): Html {
  return html`<form class="balie-panel" id="passkey-toevoegen">
          ${scriptPlace()}
          <div data-ready hidden>
            <div class="utrecht-form-field">
              <label class="utrecht-form-label" for="benaming">Hoe noemt u deze passkey?</label>
              <p class="balie-hint" id="benaming-uitleg">Bijvoorbeeld Laptop, Telefoon of Sleutelbos.</p>
              <input class="utrecht-textbox utrecht-textbox--html-input balie-field" id="benaming" name="benaming" maxlength="60" autocomplete="off" aria-describedby="benaming-uitleg">
            </div>
            <div class="balie-buttons"><button class="utrecht-button utrecht-button--primary-action balie-press" type="submit">Passkey toevoegen</button></div>
          </div>
        </form>`;
}

/** Whoever finds a computer that was left open must not make a way in of their own. */
function confirmFirst(path: string): Html {
  return html`<p class="utrecht-paragraph">Een passkey toevoegen of verwijderen kan als u kort geleden hebt laten zien wie u bent.</p>
        <p class="utrecht-paragraph"><a class="balie-button-link" href="${path}">Bevestig dat u het bent</a></p>`;
}

function row({ id, name, isSynced, createdAt, lastUsedAt }: PasskeyView, isOnly: boolean, mayChange: boolean): Html {
  const about = [`Gemaakt op ${momentWords(createdAt)}`, lastUsedAt === null ? 'nog niet mee ingelogd' : `laatst gebruikt op ${momentWords(lastUsedAt)}`, isSynced ? 'op al uw apparaten' : 'alleen op dit ene apparaat'];
  return html`<li class="balie-panel balie-passkey">
          <div><p class="balie-passkey__name">${name}</p><p class="balie-hint">${about.join(', ')}.</p></div>
          ${isOnly ? html`<p class="balie-hint">Uw enige passkey kunt u niet verwijderen.</p>` : !mayChange ? '' : html`<form method="post" action="${ACCOUNT_PATH}/passkeys/${id}/verwijderen">${button('Verwijderen', 'secondary-action', name)}</form>`}
        </li>`;
}
