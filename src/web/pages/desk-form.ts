/** What each form of the desk takes along: nothing of a conversation is kept elsewhere. */
import { html } from 'hono/html';
import { DUTCH } from '../markup/page/spoken.ts';
import type { DeskView } from '../views.ts';
import type { Html } from './html.ts';

export function deskAction({ assistant, framed }: DeskView): string {
  return `/${framed ? `widget/${encodeURIComponent(assistant.name)}` : ''}#antwoord`;
}

/** The token of a frame and the number of the conversation. */
export function deskFields({ framed, conversationId }: DeskView): Html {
  return html`${framed ? html`<input type="hidden" name="token" value="${framed.token}">` : ''}${conversationId === undefined ? '' : html`<input type="hidden" name="conversationId" value="${conversationId}">`}`;
}

/** The language of the page, where it is not Dutch. */
export function languageField({ page = DUTCH }: DeskView): Html {
  return page.language === DUTCH.language ? html`` : html`<input type="hidden" name="taal" value="${page.language}">`;
}
