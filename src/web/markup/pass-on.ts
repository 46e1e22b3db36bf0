/** The button that leads to the page with the summary, also without JavaScript. */
import { el } from './tree.ts';
import type { Tree } from './tree.ts';
import { inLanguage, wordsIn } from './words-in.ts';

/** @param language of the last answer. */
export function passOnTree(conversationId: string, language?: string): Tree {
  return el(
    'form',
    { class: 'balie-passon', method: 'post', action: '/doorgeven', ...inLanguage(language) },
    el('input', { type: 'hidden', name: 'conversationId', value: conversationId }),
    el('button', { class: 'utrecht-button utrecht-button--secondary-action', type: 'submit' }, wordsIn(language).passOn),
  );
}
