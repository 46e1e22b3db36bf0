/** Pieces that several of the pages for editors have. */
import { html } from 'hono/html';
import { type ErrorCode, errorCatalogue } from '../../../errors.ts';
import { faultTree } from '../../markup/fault.ts';
import type { FaultView } from '../../turn-views.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import { render } from '../render.ts';
import type { Notice } from './views.ts';
import { notices } from './words.ts';

/** The way back, one level up. */
export function back(path: string, text: string): Html {
  return html`<p class="balie-back">${link(path, text)}</p>`;
}

export function noticeBox(notice: Notice | undefined): Html {
  if (notice === undefined) return html``;
  return html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status">
      <div class="utrecht-alert__message balie-alert balie-alert--calm"><p class="utrecht-paragraph">${notices[notice]}</p></div>
    </div>`;
}

export function faultBox(fault: FaultView | undefined): Html {
  return fault === undefined ? html`` : html`<div class="balie-fault" id="melding" tabindex="-1" role="alert">${render(faultTree(fault))}</div>`;
}

/** A fault beside the thing that it is of: what happened, and what to do. */
export function faultText(code: ErrorCode, detail: string | null = null): Html {
  const { message, action } = errorCatalogue[code];
  return html`<p class="balie-cause"><strong>${message}</strong> ${action}${detail === null ? '' : html` <span class="balie-cause__detail">(${detail})</span>`}</p>`;
}

type Tone = 'calm' | 'warning' | 'bad' | 'good';

export function tag(text: string, tone: Tone): Html {
  return html`<span class="balie-tag balie-tag--${tone}">${text}</span>`;
}

export function button(text: string, kind: 'primary-action' | 'secondary-action' | 'danger' = 'secondary-action', more = ''): Html {
  const look = kind === 'danger' ? 'utrecht-button--primary-action utrecht-button--danger' : `utrecht-button--${kind}`;
  return html`<button class="utrecht-button ${look} balie-press" type="submit">${text}${more === '' ? '' : html`<span class="balie-hidden"> ${more}</span>`}</button>`;
}

/** The way to the other pages of a list; nothing where there is one page. */
export function pagesOf(label: string, { page, last }: { readonly page: number; readonly last: number }, pathTo: (page: number) => string): Html {
  if (last === 1 && page === 1) return html``;
  const to = (target: number, text: string) => html`<a class="balie-button-link" href="${pathTo(target)}">${text}</a>`;
  return html`<nav class="balie-pages" aria-label="${label}">
      ${page > 1 ? to(Math.min(page - 1, last), 'Vorige') : ''}<span>Pagina ${page} van ${last}</span>${page < last ? to(page + 1, 'Volgende') : ''}
    </nav>`;
}

/** A button that does something, without a script. */
export function actionForm(path: string, text: string, about: string): Html {
  return html`<form method="post" action="${path}">${button(text, 'secondary-action', about)}</form>`;
}
