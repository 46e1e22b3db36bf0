/** Pieces that more than one page about openings has. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { Html } from '../html.ts';
import { link } from '../link.ts';
import type { OpeningView, PageOf, ProvenOpening } from './opening-views.ts';
import { roleWords, stateWords } from './words.ts';

export function fact(label: string, value: string | Html, look = ''): Html {
  return html`<div class="${look}"><dt>${label}</dt><dd class="balie-lines">${value}</dd></div>`;
}

export function said(text: string): Html {
  return html`<div class="utrecht-alert utrecht-alert--info balie-told" role="status">
      <div class="utrecht-alert__message balie-alert balie-alert--calm"><p class="utrecht-paragraph">${text}</p></div>
    </div>`;
}

/** The way to the other pages of a list. @param place its path, with the name of the page's number. */
export function pager({ page, pageSize, total }: PageOf, place: string): Html | string {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1) return '';
  const to = (number: number, text: string) => link(`${place}${number}`, text);
  return html`<nav class="balie-pages" aria-label="Bladeren">${page > 1 ? to(page - 1, 'Vorige') : ''} <span>Pagina ${page} van ${pages}</span> ${page < pages ? to(page + 1, 'Volgende') : ''}</nav>`;
}

/** Who decided, in which role and when. */
export function decidedWords({ decision, decider }: Pick<OpeningView, 'decision' | 'decider'>): string {
  return decision === undefined ? 'nog niemand' : `${decider} (${roleWords(decision.as)}), op ${momentWords(decision.at)}`;
}

/** How it stands, and until when. */
export function standWords({ state, validUntil, ended, ender }: Pick<OpeningView, 'state' | 'validUntil' | 'ended' | 'ender'>): string {
  if (ended !== undefined) return `${stateWords[state]}, door ${ender} op ${momentWords(ended.at)}`;
  if (validUntil === undefined) return stateWords[state];
  return state === 'open' ? `${stateWords[state]}, tot ${momentWords(validUntil)}` : `${stateWords[state]}, sinds ${momentWords(validUntil)}`;
}

export function looksWords({ looks, ofEmployees }: ProvenOpening['proof']): string {
  if (looks === 0) return 'nog niets gelezen';
  return `${looks.toLocaleString('nl-NL')} keer een vraag gelezen${ofEmployees === 0 ? ', niet van medewerkers' : `, waarvan ${ofEmployees} van medewerkers`}`;
}

/** Where in the audit log it stands. */
export function entriesWords({ entries: { asked, decided, ended, firstLook, lastLook } }: ProvenOpening['proof']): string {
  const lines = [
    ...(asked === undefined ? [] : [`gevraagd ${asked}`]),
    ...(decided === undefined ? [] : [`besluit ${decided}`]),
    ...(ended === undefined ? [] : [`ingetrokken ${ended}`]),
    ...(firstLook === undefined ? [] : [firstLook === lastLook ? `gelezen ${firstLook}` : `gelezen ${firstLook} tot en met ${lastLook}`]),
  ];
  return lines.length === 0 ? 'geen' : lines.join(', ');
}
