/** The shortcuts of the workplace: shown where a script can do them. Those of one character can be turned off (WCAG 2.1.4). */
import { html } from 'hono/html';
import type { Html } from '../html.ts';

const KEYS: readonly (readonly [key: string, does: string])[] = [
  ['/', 'naar het vak voor uw vraag'],
  ['Ctrl + Enter', 'uw vraag versturen'],
  ['Esc', 'het antwoord stoppen'],
  ['?', 'deze lijst tonen'],
];

export function shortcuts(): Html {
  return html`<details class="balie-keys" id="toetsen" hidden>
      <summary class="balie-keys__summary">Sneltoetsen</summary>
      <dl class="balie-keys__list">${KEYS.map(([key, does]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>
      <p class="balie-keys__switch"><input class="balie-work__check" type="checkbox" id="toetsen-aan" checked>
        <label for="toetsen-aan">Sneltoetsen van één teken (/ en ?) aan. Deze keuze blijft in deze browser.</label></p>
    </details>`;
}
