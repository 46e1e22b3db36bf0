/** Where employees log in. */
import { html } from 'hono/html';
import { faultBox, noticeBox } from '../admin/parts.ts';
import type { LoginView } from '../admin/views.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { passkeySection } from './passkey.ts';

export function staffLoginPage({ municipality, notice, fault, wished }: LoginView): Html {
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">Inloggen</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Hier loggen medewerkers in op hun werkplek.</p>
      ${noticeBox(notice)}
      ${faultBox(fault)}
      ${passkeySection(wished)}
      <section class="balie-aside" aria-labelledby="geen-account">
        <h2 class="utrecht-heading-4" id="geen-account">Nog geen account?</h2>
        <p class="utrecht-paragraph">Vraag uw beheerder om een uitnodiging. Hebt u een sleutel van de balie? Daarmee logt u in bij ${link('/beheer/inloggen', 'Beheer')}.</p>
      </section>
    </div>`;
  return layout({ municipality, title: 'Inloggen', main, editor: { isAtDoor: true }, script: 'passkey' });
}
