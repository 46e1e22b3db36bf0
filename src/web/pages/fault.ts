/** A page that could not be shown: what happened, what to do, and the number to name. */
import { html } from 'hono/html';
import { faultTree } from '../markup/fault.ts';
import type { FaultPageView } from '../views.ts';
import { contactCard } from './contact.ts';
import { layout } from './layout.ts';
import type { Html } from './html.ts';
import { render } from './render.ts';

export function faultPage({ municipality, fault, status }: FaultPageView): Html {
  const title = status === 404 ? 'Pagina niet gevonden' : status >= 500 ? 'Dit lukt nu niet' : 'Dit verzoek klopt niet';
  const main = html`<div class="balie-desk">
      <div class="balie-desk__talk">
        <h1 class="utrecht-heading-1">${title}</h1>
        ${render(faultTree(fault))}
        <p class="utrecht-paragraph"><a class="balie-button-link" href="/">Naar de digitale balie</a></p>
      </div>
      <aside class="balie-desk__aside" aria-label="Contact met de gemeente">${contactCard(municipality)}</aside>
    </div>`;
  return layout({ municipality, title, main });
}
