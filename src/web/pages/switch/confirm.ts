/** Asks once more before all of the desk goes off, and shows what people will read then. */
import { html } from 'hono/html';
import { button } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { SWITCH_PATH } from './paths.ts';
import type { ConfirmOffView } from './views.ts';

export function confirmOffPage({ municipality, editor, all, message }: ConfirmOffView): Html {
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">De digitale balie uitzetten voor iedereen?</h1>
      <div class="balie-panel">
        <p class="utrecht-paragraph"><strong>Zij staat nu nog aan.</strong> Na uw bevestiging kan niemand meer vragen stellen, tot u haar weer aanzet. Mensen lezen dan:</p>
        <blockquote class="balie-switch__message balie-lines">${message}</blockquote>
        <form class="balie-buttons" method="post" action="${SWITCH_PATH}">
          <input type="hidden" name="assistent" value="${all.name}">
          <input type="hidden" name="zet" value="uit">
          <input type="hidden" name="zeker" value="ja">
          <input type="hidden" name="tekst" value="${message}">
          ${button('Ja, zet de balie nu uit', 'danger')}
          <a class="balie-button-link" href="${SWITCH_PATH}">Nee, laat haar aan</a>
        </form>
      </div>
    </div>`;
  return layout({ municipality, title: 'De balie uitzetten? - Beheer', main, editor });
}
