/** How the page looks: larger letters, light or dark. The stylesheet follows the choice itself, so that it takes no script and is stored nowhere. */
import { html } from 'hono/html';
import type { PageWords } from '../markup/page/spoken.ts';
import type { Looks } from '../views.ts';
import type { Html } from './html.ts';

const LETTERS = [['gewoon', 'lettersNormal'], ['groot', 'lettersLarge'], ['groter', 'lettersLarger']] as const;
const COLOURS = [['apparaat', 'coloursDevice'], ['licht', 'coloursLight'], ['donker', 'coloursDark']] as const;

/** @param form that takes the choice along to the next page; absent: there is none. */
export function settings(words: PageWords, { letters, colours }: Looks = {}, form?: string): Html {
  const group = (name: string, title: string, choices: typeof LETTERS | typeof COLOURS, chosen: string | undefined) => {
    const known = choices.find(([value]) => value === chosen)?.[0] ?? choices[0][0];
    return html`<fieldset class="balie-settings__group">
          <legend>${title}</legend>
          ${choices.map(([value, text]) => html`<label class="balie-settings__choice"><input class="balie-check" type="radio" id="${name}-${value}" name="${name}" value="${value}" ${form === undefined ? '' : html`form="${form}"`} ${value === known ? 'checked' : ''}>${words[text]}</label>`)}
        </fieldset>`;
  };
  return html`<details class="balie-settings" id="weergave">
        <summary class="balie-settings__open"><span class="balie-settings__text">${words.display}</span></summary>
        <div class="balie-settings__panel">
        ${group('letters', words.letterSize, LETTERS, letters)}
        ${group('kleuren', words.colours, COLOURS, colours)}
        <p class="balie-settings__hint">${words.displayHint}</p>
        </div>
      </details>`;
}
