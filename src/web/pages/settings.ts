/** How the page looks: larger letters, light or dark. The stylesheet follows the choice itself, so that it takes no script and is stored nowhere. */
import { html } from 'hono/html';
import type { Looks } from '../views.ts';
import type { Html } from './html.ts';

const LETTERS = [['gewoon', 'Gewoon'], ['groot', 'Groot'], ['groter', 'Nog groter']] as const;
const COLOURS = [['apparaat', 'Zoals uw apparaat'], ['licht', 'Licht'], ['donker', 'Donker']] as const;

/** @param form that takes the choice along to the next page; absent: there is none. */
export function settings({ letters, colours }: Looks = {}, form?: string): Html {
  const group = (name: string, title: string, choices: typeof LETTERS | typeof COLOURS, chosen: string | undefined) => {
    const known = choices.find(([value]) => value === chosen)?.[0] ?? choices[0][0];
    return html`<fieldset class="balie-settings__group">
          <legend>${title}</legend>
          ${choices.map(([value, text]) => html`<label class="balie-settings__choice"><input class="balie-check" type="radio" id="${name}-${value}" name="${name}" value="${value}" ${form === undefined ? '' : html`form="${form}"`} ${value === known ? 'checked' : ''}>${text}</label>`)}
        </fieldset>`;
  };
  return html`<details class="balie-settings" id="weergave">
        <summary class="balie-settings__open"><span class="balie-settings__text">Weergave</span></summary>
        <div class="balie-settings__panel">
        ${group('letters', 'Grootte van de letters', LETTERS, letters)}
        ${group('kleuren', 'Kleuren', COLOURS, colours)}
        <p class="balie-settings__hint">Dit geldt voor deze pagina. Wij onthouden niets.</p>
        </div>
      </details>`;
}
