/** Where employees log in with the municipality's own provider, and show anew who they are. */
import { html } from 'hono/html';
import { button, faultBox } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { passkeySection } from './passkey.ts';
import { type AccountLoginView, type GoingOnView, LOGIN_NOTICES, type LoginNotice } from './views.ts';

export function accountLoginPage({ municipality, provider, notice, fault, wished, current }: AccountLoginView): Html {
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">Inloggen</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">Voor medewerkers van ${municipality.name}.</p>
      ${told(notice)}
      ${faultBox(fault)}
      ${current === undefined ? '' : html`<p class="utrecht-paragraph">U bent nu ingelogd als <strong>${current}</strong>. Logt u in met een ander account, dan gaat u daarmee verder.</p>`}
      ${provider === undefined ? '' : start(`Inloggen met ${provider}`, wished, 'U logt in met uw account van de gemeente. De balie krijgt uw naam, uw e-mailadres en uw groepen, niet uw wachtwoord.', current === undefined ? '' : ANEW)}
      ${passkeySection(wished)}
      <section class="balie-aside" aria-labelledby="anders">
        <h2 class="utrecht-heading-4" id="anders">Niet de pagina die u zoekt?</h2>
        <p class="utrecht-paragraph">Werkt u met een sleutel aan documenten? ${link('/beheer/inloggen', 'Log in bij Beheer met uw sleutel')}.</p>
        <p class="utrecht-paragraph">Hebt u een vraag als inwoner? ${link('/', 'Ga naar de digitale balie')}.</p>
      </section>
    </div>`;
  return layout({ municipality, title: 'Inloggen', main, editor: { isEntrance: true }, script: 'passkey' });
}

/** @param fault why it did not work just now. */
export function confirmPage({ municipality, provider, fault, wished }: Omit<AccountLoginView, 'notice'>): Html {
  const isOwn = wished?.startsWith('/werk') === true;
  const why = isOwn ? 'Uw account veranderen kan alleen wie kort geleden heeft laten zien wie zij of hij is. Zo kan niemand anders dat op een computer die open bleef staan.' : 'Beheer is alleen voor wie kort geleden heeft laten zien wie zij of hij is. Zo kan niemand anders verder op een computer die open bleef staan.';
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">Bevestig dat u het bent</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">${why}</p>
      ${faultBox(fault)}
      ${provider === undefined ? '' : start(`Bevestigen met ${provider}`, wished, 'Daarna gaat u verder op de pagina die u opende. Was u een formulier aan het versturen? Dat staat nog in het andere tabblad, of u vult het opnieuw in.', confirming(fault?.code === 'step-up-weak' ? 'opnieuw' : 'ja'))}
      ${passkeySection(wished)}
      <div class="balie-aside"><p class="utrecht-paragraph">${link('/werk', 'Terug naar de werkplek')}</p></div>
    </div>`;
  return layout({ municipality, title: 'Bevestig dat u het bent', main, editor: { isEntrance: true }, script: 'passkey' });
}

/** A page between two others, with a way on for who is not taken along. */
export function goingOnPage({ municipality, title, text, link: { path, text: linkText } }: GoingOnView): Html {
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">${title}</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">${text}</p>
      <p class="utrecht-paragraph"><a class="balie-button-link" href="${path}">${linkText}</a></p>
    </div>`;
  return layout({ municipality, title, main, editor: { isEntrance: true } });
}

const ANEW = html`<input type="hidden" name="anders" value="ja">`;

/** @param how `opnieuw` where the provider checked nothing by itself. */
function confirming(how: 'ja' | 'opnieuw'): Html {
  return html`<input type="hidden" name="bevestigen" value="${how}">`;
}

function start(text: string, wished: string | undefined, hint: string, more: Html | string): Html {
  return html`<form class="balie-panel" method="post" action="/inloggen">
        ${wished === undefined ? '' : html`<input type="hidden" name="naar" value="${wished}">`}
        ${more}
        <p class="utrecht-paragraph">${hint}</p>
        <div class="balie-buttons">${button(text, 'primary-action')}</div>
      </form>`;
}

function told(notice: LoginNotice | undefined): Html {
  if (notice === undefined) return html``;
  return html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status">
      <div class="utrecht-alert__message balie-alert balie-alert--calm"><p class="utrecht-paragraph">${LOGIN_NOTICES[notice]}</p></div>
    </div>`;
}
