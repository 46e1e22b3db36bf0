/** Links in page templates: an address that may not be a link becomes plain text. */
import { html } from 'hono/html';
import { mailHref, phoneHref, safeHref } from '../links.ts';
import { words } from '../markup/words.ts';
import type { Html } from './html.ts';

const linkClass = 'utrecht-link utrecht-link--html-a';

export function link(address: string, text: string): Html {
  return anchor(safeHref(address), text);
}

/** For pages that hold a conversation, which leaving would lose. */
export function linkInNewTab(address: string, text: string, newTab: string = words.newTab): Html {
  const href = safeHref(address);
  if (href === undefined) return html`${text}`;
  return html`<a class="${linkClass}" href="${href}" target="_blank" rel="noopener">${text}<span class="balie-hidden">${newTab}</span></a>`;
}

export function phoneLink(phone: string): Html {
  return anchor(phoneHref(phone), phone);
}

export function mailLink(email: string): Html {
  return anchor(mailHref(email), email);
}

function anchor(href: string | undefined, text: string): Html {
  return href === undefined ? html`${text}` : html`<a class="${linkClass}" href="${href}">${text}</a>`;
}
