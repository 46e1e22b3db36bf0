/** Who is logged in by name: their groups, and what they may by them. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { right } from './own-key.ts';
import { back } from './parts.ts';
import type { AccountView } from './views.ts';
import { roleWords } from './words.ts';

export function accountPage(view: AccountView): Html {
  const { municipality, editor, email, roles, groups, collections, assistants, models, isReviewer, isAdmin } = view;
  const main = html`<div class="balie-manage">
      ${editor.work === undefined ? back('/beheer', 'Beheer') : back('/werk', 'Werkplek')}
      <h1 class="utrecht-heading-1">Uw account</h1>
      <dl class="balie-facts balie-facts--card">
        <div><dt>Naam</dt><dd>${editor.name}</dd></div>
        ${email === null ? '' : html`<div><dt>E-mail</dt><dd>${email}</dd></div>`}
        <div><dt>Groepen</dt><dd>${groups.length === 0 ? 'Geen groepen van de balie' : groups.join(', ')}</dd></div>
        <div><dt>U bent</dt><dd>${roles.length === 0 ? 'bezoeker' : roles.map((role) => roleWords[role]).join(', ')}</dd></div>
      </dl>
      <section class="balie-section" aria-labelledby="rechten">
        <h2 class="utrecht-heading-3" id="rechten">Wat u mag</h2>
        <dl class="balie-facts balie-facts--card">
          ${right('Documenten beheren', collections, 'Geen collecties')}
          ${right('Vragen stellen aan', assistants, 'De digitale balie voor inwoners')}
          ${models.length === 0 ? '' : right('Taalmodellen kiezen', models, '', 'Alle modellen')}
          ${isReviewer ? html`<div><dt>Beoordelen</dt><dd>Antwoorden lezen en beoordelen, en toetsvragen maken</dd></div>` : ''}
          ${isAdmin ? html`<div><dt>Beheren</dt><dd>De balie aan- en uitzetten, sleutels, modelservers en modellen</dd></div>` : ''}
        </dl>
        <p class="utrecht-paragraph">Wat u mag, volgt uit uw groepen. Klopt er iets niet? Vraag de beheerder van de balie. Een verandering geldt meteen.</p>
      </section>
    </div>`;
  return layout({ municipality, title: 'Uw account', main, editor });
}
