import { el } from '../markup/tree.ts';
import { need, nodeOf } from './dom.ts';

/** Where a conversation of an employee is. */
export function placeOf(id: string): string {
  return `/werk/gesprekken/${encodeURIComponent(id)}`;
}

/** Under a conversation that was begun on this page, once: what its own page has. */
export function showWhatCanBeDone(id: string): void {
  if (document.querySelector('.balie-work__done')) return;
  const link = el('a', { class: 'balie-button-link', href: placeOf(id) }, 'Naam geven, documenten erbij, bewaren of wissen');
  need('nieuw-gesprek', HTMLParagraphElement).before(nodeOf(el('p', 'balie-new balie-work__done', link)));
}
