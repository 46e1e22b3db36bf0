/** The button that leads to the page with the summary, also without JavaScript. */
import { el } from './tree.ts';
import type { Tree } from './tree.ts';
import { inLanguage, wordsIn } from './words-in.ts';

/** @param language of the last answer. @param page what the page is in: Dutch is what nobody chose. */
export function passOnTree(conversationId: string, language?: string, page = 'nl'): Tree {
  const shown = page === 'nl' ? language : page;
  return el(
    'form',
    { class: 'balie-passon', method: 'post', action: '/doorgeven', ...inLanguage(shown) },
    el('input', { type: 'hidden', name: 'conversationId', value: conversationId }),
    page !== 'nl' && el('input', { type: 'hidden', name: 'taal', value: page }),
    el('button', { class: 'utrecht-button utrecht-button--secondary-action', type: 'submit' }, wordsIn(shown).passOn),
  );
}
