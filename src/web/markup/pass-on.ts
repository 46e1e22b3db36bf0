/** The button that leads to the page with the summary, also without JavaScript. */
import { el } from './tree.ts';
import type { Tree } from './tree.ts';
import { inLanguage, wordsIn } from './words-in.ts';

/** @param language of the page: all that stands under a conversation is in it, whatever the last answer is in. */
export function passOnTree(conversationId: string, language: string): Tree {
  return el(
    'form',
    { class: 'balie-passon', method: 'post', action: '/doorgeven', ...inLanguage(language) },
    el('input', { type: 'hidden', name: 'conversationId', value: conversationId }),
    language !== 'nl' && el('input', { type: 'hidden', name: 'taal', value: language }),
    el('button', { class: 'utrecht-button utrecht-button--secondary-action', type: 'submit' }, wordsIn(language).passOn),
  );
}
