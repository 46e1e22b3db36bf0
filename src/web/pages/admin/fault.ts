/** A page for editors that could not be shown. */
import { html } from 'hono/html';
import { faultTree } from '../../markup/fault.ts';
import type { FaultPageView } from '../../views.ts';
import type { Html } from '../html.ts';
import { type EditorView, layout } from '../layout.ts';
import { render } from '../render.ts';

/** @param editor who is logged in, as far as that was known when it went wrong. */
export function editorFaultPage({ municipality, fault, status }: FaultPageView, editor: EditorView = {}): Html {
  const title = status === 403 ? 'Geen toegang' : status === 404 ? 'Niet gevonden' : status >= 500 ? 'Dit lukt nu niet' : 'Dit verzoek klopt niet';
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">${title}</h1>
      ${render(faultTree(fault))}
      <p class="utrecht-paragraph"><a class="balie-button-link" href="/beheer">Naar Beheer</a></p>
    </div>`;
  return layout({ municipality, title: `${title} - Beheer`, main, editor });
}
