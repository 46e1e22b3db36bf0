/** What somebody had put right in an answer, under it (AVG, article 16). Only the server's pages have it: an answer that streams was just made. */
import { html } from 'hono/html';
import { momentWords } from '../../dutch-time.ts';
import type { TurnView } from '../turn-views.ts';
import type { Html } from './html.ts';

export function corrections({ corrections: notes = [] }: Pick<TurnView, 'corrections'>): Html {
  if (notes.length === 0) return html``;
  return html`<div class="balie-notice" lang="nl" dir="ltr">${notes.map(({ at, text }) => html`<p class="utrecht-paragraph"><strong>Aanvulling op verzoek</strong>, ${momentWords(at)}</p><p class="utrecht-paragraph balie-lines" dir="auto">${text}</p>`)}</div>`;
}
