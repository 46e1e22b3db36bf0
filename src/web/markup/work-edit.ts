/** Under a question of an employee: the way to put it otherwise. Drawn by the server and by the browser. */
import { el } from './tree.ts';
import type { Tree } from './tree.ts';

/** @param number of the turn in its conversation. */
export function workEditTree(conversationId: string, turnId: string, number: number): Tree {
  const href = `/werk/gesprekken/${encodeURIComponent(conversationId)}?tot=${number}&aanpassen=${encodeURIComponent(turnId)}#vraag`;
  return el('p', 'balie-work__edit', el('a', { class: 'balie-button-link', href }, 'Vraag aanpassen', el('span', 'balie-hidden', ` (vraag ${number})`)));
}
