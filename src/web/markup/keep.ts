/** Under a conversation: keep it as a file, or have it erased. Forms, so that both work without JavaScript. */
import { el } from './tree.ts';
import type { Tree } from './tree.ts';
import { DUTCH_TOOLS, toolWordsIn } from './tool-words.ts';
import { dutchIn, inLanguage } from './words-in.ts';

const KEEP_PATH = '/gesprek/bewaren';
const WIPE_PATH = '/gesprek/wissen';

/** @param language of the page. */
export function keepTree(conversationId: string, language: string): Tree {
  const known = toolWordsIn(language);
  const words = known ?? DUTCH_TOOLS;
  const form = (name: string, action: string, text: string) =>
    el(
      'form',
      { class: name, method: 'post', action },
      el('input', { type: 'hidden', name: 'conversationId', value: conversationId }),
      language !== 'nl' && el('input', { type: 'hidden', name: 'taal', value: language }),
      el('button', { class: 'utrecht-button utrecht-button--secondary-action', type: 'submit', 'aria-describedby': 'gesprek-uitleg' }, text),
    );
  return el(
    'div',
    { class: 'balie-keep', ...(known === undefined ? dutchIn(language) : inLanguage(language)) },
    form('balie-keep__save', KEEP_PATH, words.keep),
    form('balie-keep__wipe', `${WIPE_PATH}#antwoord`, words.wipe),
    el('p', { class: 'balie-keep__about', id: 'gesprek-uitleg' }, words.about),
  );
}
