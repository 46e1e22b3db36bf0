/** A form that came too late: what was filled in stands here still, to be sent once its sender is logged in. */
import { html } from 'hono/html';
import type { MunicipalityView } from '../../views.ts';
import { button } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';

interface HeldFormView {
  readonly municipality: MunicipalityView;
  /** Whether they are logged in, and must show anew who they are. */
  readonly isConfirming: boolean;
  /** Where they do. */
  readonly login: string;
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
}

export function heldFormPage({ municipality, isConfirming, login, action, fields }: HeldFormView): Html {
  const title = isConfirming ? 'Bevestig eerst dat u het bent' : 'U bent niet meer ingelogd';
  const why = isConfirming ? 'Hiervoor moet u kort geleden hebben laten zien wie u bent.' : 'U was te lang niet bezig, of u bent uitgelogd.';
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">${title}</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">${why} Er is nog niets gedaan met wat u verstuurde. Het staat nog op deze pagina: laat die open.</p>
      <ol class="balie-asked">
        <li><a class="balie-button-link" href="${login}" target="_blank" rel="noopener">${isConfirming ? 'Bevestig dat u het bent' : 'Log in'} (in een nieuw tabblad)</a></li>
        <li>Kom terug naar dit tabblad.</li>
        <li>Verstuur opnieuw wat u had ingevuld.</li>
      </ol>
      <form method="post" action="${action}">
        ${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <div class="balie-buttons">${button('Opnieuw versturen', 'primary-action')}</div>
      </form>
    </div>`;
  return layout({ municipality, title, main, editor: { isEntrance: true } });
}
