/** Where a link leads with which somebody makes a passkey. What the link holds stands behind its #: only the script reads that. */
import { html } from 'hono/html';
import type { MunicipalityView } from '../../views.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { scriptPlace } from './passkey.ts';

export function invitationPage({ municipality }: { readonly municipality: MunicipalityView }): Html {
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">Uw account maken</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead" id="uitnodiging-voor">U bent uitgenodigd om met een passkey in te loggen.</p>
      <form class="balie-panel" id="uitnodiging">
        ${scriptPlace()}
        <div data-ready hidden>
          <div class="utrecht-form-field" id="naam-vak" hidden>
            <label class="utrecht-form-label" for="naam">Uw naam</label>
            <p class="balie-hint" id="naam-uitleg">Zoals uw collega’s u kennen.</p>
            <input class="utrecht-textbox utrecht-textbox--html-input balie-field" id="naam" name="naam" maxlength="100" autocomplete="name" aria-describedby="naam-uitleg">
          </div>
          <p class="utrecht-paragraph">Uw browser vraagt zo om een passkey: dat is uw vingerafdruk, uw gezicht, de pincode van uw apparaat of een beveiligingssleutel. De balie krijgt daar niets van, en er is geen wachtwoord dat iemand kan stelen.</p>
          <div class="balie-buttons"><button class="utrecht-button utrecht-button--primary-action balie-press" type="submit">Passkey maken</button></div>
        </div>
      </form>
    </div>`;
  return layout({ municipality, title: 'Uw account maken', main, editor: { isEntrance: true }, script: 'passkey' });
}
