/** On the first page of Beheer: whether the desk is on, and the way to its stop button. */
import { html } from 'hono/html';
import { tag } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { SWITCH_PATH } from './paths.ts';

export function switchCard(off: readonly string[]): Html {
  const isOff = off.includes('*');
  const state = isOff ? tag('staat uit', 'bad') : off.length > 0 ? tag(`uit: ${off.join(', ')}`, 'warning') : tag('staat aan', 'good');
  return html`<section class="balie-card balie-card--wide" aria-labelledby="aan-uit">
      <h2 class="utrecht-heading-3 balie-card__title" id="aan-uit">${link(SWITCH_PATH, 'De digitale balie aan of uit')}</h2>
      <p class="utrecht-paragraph balie-switch__state">${state} ${isOff ? 'Niemand kan nu vragen stellen.' : 'Gaat er iets mis? Hier zet u de balie uit, binnen een seconde.'}</p>
    </section>`;
}
