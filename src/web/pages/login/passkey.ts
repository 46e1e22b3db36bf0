/** Logging in with a passkey: for who has an account of the desk itself. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';

/** What a script fills in: a passkey is nothing that a form can send. */
export function scriptPlace(): Html {
  return html`<p class="utrecht-paragraph" data-no-script>Hiervoor moet JavaScript in uw browser aan staan.</p>
        <div data-fault role="alert" tabindex="-1"></div>`;
}

/** A part of the page where one logs in; it needs `script: 'passkey'`. @param wished path of the page that is shown after that. */
export function passkeySection(wished?: string): Html {
  return html`<section class="balie-panel" id="passkey-inloggen" aria-labelledby="passkey-kop"${wished === undefined ? '' : html` data-wished="${wished}"`}>
        <h2 class="utrecht-heading-3" id="passkey-kop">Met een passkey</h2>
        <p class="utrecht-paragraph">Hebt u een account van de balie zelf? Dan logt u in met uw vingerafdruk, uw gezicht, de pincode van uw apparaat of een beveiligingssleutel.</p>
        ${scriptPlace()}
        <div class="balie-buttons"><button class="utrecht-button utrecht-button--primary-action balie-press" type="button" hidden>Inloggen met een passkey</button></div>
      </section>`;
}
