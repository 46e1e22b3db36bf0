/** Where employees begin. */
import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import type { MunicipalityView } from '../../views.ts';
import { WORK_PATH } from './header.ts';

interface WorkStartView {
  readonly municipality: MunicipalityView;
  /** Who is logged in. */
  readonly name: string;
  readonly hasAdmin: boolean;
  readonly assistants: readonly { readonly name: string; readonly title: string; readonly greeting: string }[];
}

export function workStartPage({ municipality, name, hasAdmin, assistants }: WorkStartView): Html {
  const main = html`<h1 class="utrecht-heading-1">Goedendag</h1>
      <ul>${assistants.map(({ title, greeting }) => html`<li><strong>${title}</strong>: ${greeting}</li>`)}</ul>`;
  return layout({ municipality, title: 'Werkplek', main, editor: { name, work: { current: WORK_PATH, hasAdmin } } });
}
