import { html } from 'hono/html';
import type { MunicipalityView } from '../../views.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { ACCOUNT_PATH, DOCUMENTS_PATH, LIST_PATH, PROMPTS_PATH, REPORTS_PATH, TASKS_PATH, USE_PATH, WORK_PATH } from './paths.ts';

/** The pages of the workplace that its menu leads to, by their paths. */
const MENU = { [WORK_PATH]: 'Nieuwe vraag', [LIST_PATH]: 'Gesprekken', [TASKS_PATH]: 'Taken', [DOCUMENTS_PATH]: 'Documenten', [PROMPTS_PATH]: 'Prompts', [REPORTS_PATH]: 'Meldingen', [USE_PATH]: 'Mijn verbruik', [ACCOUNT_PATH]: 'Account' } as const;

/** Where somebody is in the workplace. */
export interface WorkPlace {
  /** The page of the menu that this is, or belongs to; absent: none. */
  readonly current?: keyof typeof MENU;
  /** Whether they may also work in Beheer. */
  readonly hasAdmin: boolean;
}

/** Who is at work, the way out, and the menu. @param brand of the municipality, as all pages have it. */
export function workHeader(municipality: MunicipalityView, { name, current, hasAdmin }: WorkPlace & { readonly name: string }, brand: Html): Html {
  const item = ([path, text]: [string, string]) => html`<li><a class="balie-menu__link" href="${path}"${path === current ? html` aria-current="page"` : ''}>${text}</a></li>`;
  return html`<header class="balie-header balie-header--editor">
      ${municipality.isSample ? html`<p class="balie-sample"><strong>Voorbeeld.</strong> Deze gemeente bestaat niet.</p>` : ''}
      <div class="balie-header__content">${brand}<form class="balie-account" method="post" action="/uitloggen">
          <p class="balie-account__name"><span class="balie-account__label">Ingelogd als</span> ${link('/beheer/account', name)}</p>
          <button class="utrecht-button utrecht-button--secondary-action" type="submit">Uitloggen</button>
        </form></div>
      <nav class="balie-menu" aria-label="Werkplek"><ul class="balie-menu__list">${Object.entries(MENU).map(item)}${hasAdmin ? item(['/beheer', 'Beheer']) : ''}</ul></nav>
    </header>`;
}
