/** What differs between two texts. */
import { html } from 'hono/html';
import type { DiffLine } from '../../../settings/text-diff.ts';
import type { Html } from '../html.ts';

export function diffBox(lines: readonly DiffLine[]): Html {
  if (lines.length === 0) return html`<p class="utrecht-paragraph">Er is niets anders.</p>`;
  return html`<ol class="balie-diff">${lines.map(line)}</ol>`;
}

function line({ kind, text }: DiffLine): Html {
  switch (kind) {
    case 'gap':
      return html`<li class="balie-diff__line balie-diff__line--gap"><span aria-hidden="true">…</span><span class="balie-hidden">Regels die hetzelfde zijn</span></li>`;
    case 'added':
      return html`<li class="balie-diff__line balie-diff__line--added"><span class="balie-hidden">Erbij: </span><ins>${text}</ins></li>`;
    case 'removed':
      return html`<li class="balie-diff__line balie-diff__line--removed"><span class="balie-hidden">Eraf: </span><del>${text}</del></li>`;
    default:
      return html`<li class="balie-diff__line">${text}</li>`;
  }
}
