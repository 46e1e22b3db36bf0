/** A page of staff that could not be shown. */
import { html } from 'hono/html';
import { faultTree } from '../../markup/fault.ts';
import type { FaultPageView } from '../../views.ts';
import type { Html } from '../html.ts';
import { type EditorView, layout } from '../layout.ts';
import { link } from '../link.ts';
import { render } from '../render.ts';

interface StaffFault {
  /** Who is logged in, as far as that was known when it went wrong. */
  readonly editor: EditorView;
  /** Back to their work. */
  readonly way: { readonly path: string; readonly text: string };
  /** Where somebody who may not logs in as somebody who may. */
  readonly otherAccount?: string;
}

export function staffFaultPage({ municipality, fault, status }: FaultPageView, { editor, way, otherAccount }: StaffFault): Html {
  const title = status === 403 ? 'Geen toegang' : status === 404 ? 'Niet gevonden' : status >= 500 ? 'Dit lukt nu niet' : 'Dit verzoek klopt niet';
  const main = html`<div class="balie-narrow">
      <h1 class="utrecht-heading-1">${title}</h1>
      ${render(faultTree(fault))}
      <p class="utrecht-paragraph"><a class="balie-button-link" href="${way.path}">${way.text}</a></p>
      ${otherAccount === undefined ? '' : html`<div class="balie-aside"><p class="utrecht-paragraph">Hebt u een ander account, dat dit wel mag? ${link(otherAccount, 'Log daarmee in')}.</p></div>`}
    </div>`;
  const place = editor.work !== undefined ? 'Werkplek' : editor.isEntrance === true ? 'Medewerkers' : 'Beheer';
  return layout({ municipality, title: `${title} - ${place}`, main, editor });
}
