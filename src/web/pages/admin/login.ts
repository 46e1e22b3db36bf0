/** Where editors log in with their key. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { button, faultBox, noticeBox } from './parts.ts';
import type { LoginView } from './views.ts';

export function loginPage({ municipality, notice, fault, wished, provider }: LoginView): Html {
  const isInvalid = fault !== undefined;
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">Inloggen bij Beheer</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Hier houden medewerkers de documenten bij waar de digitale balie uit antwoordt.</p>
      ${noticeBox(notice)}
      ${faultBox(fault)}
      <p class="utrecht-paragraph">Werkt u met uw eigen account? <a class="balie-button-link" href="${withAccount(wished)}">${provider === undefined ? 'Inloggen met uw account' : `Inloggen met ${provider}`}</a></p>
      <form class="balie-panel" method="post" action="/beheer/inloggen">
        ${wished === undefined ? '' : html`<input type="hidden" name="naar" value="${wished}">`}
        <div class="utrecht-form-field">
          <label class="utrecht-form-label" for="sleutel">Uw sleutel</label>
          <p class="balie-hint" id="sleutel-uitleg">De sleutel begint met balie_. U kreeg hem van de beheerder van de balie.</p>
          <input class="utrecht-textbox utrecht-textbox--html-input balie-field ${isInvalid ? 'utrecht-textbox--invalid' : ''}" type="password" id="sleutel" name="sleutel"
            required maxlength="200" autocomplete="current-password" autocapitalize="none" spellcheck="false"
            aria-describedby="sleutel-uitleg${isInvalid ? ' melding' : ''}" aria-invalid="${isInvalid ? 'true' : 'false'}">
        </div>
        <div class="balie-buttons">${button('Inloggen', 'primary-action')}</div>
      </form>
      <section class="balie-aside" aria-labelledby="geen-sleutel">
        <h2 class="utrecht-heading-4" id="geen-sleutel">Nog geen sleutel?</h2>
        <p class="utrecht-paragraph">Vraag de beheerder van de balie om een sleutel voor uw collecties. Die maakt de beheerder in Beheer, bij Sleutels, of op de server met:</p>
        <p class="balie-command"><code class="balie-code">balie keys create --name "Uw team" --collections producten</code></p>
        <p class="utrecht-paragraph">Deel uw sleutel met niemand. Bent u hem kwijt? Laat hem dan intrekken en vraag een nieuwe.</p>
      </section>
    </div>`;
  return layout({ municipality, title: 'Inloggen bij Beheer', main, editor: {} });
}

/** By name, and then back to the page that was wished: the first of Beheer where none was. */
function withAccount(wished = '/beheer'): string {
  return `/inloggen?${new URLSearchParams({ naar: wished }).toString()}`;
}
