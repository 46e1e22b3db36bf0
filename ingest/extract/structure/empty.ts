import { cut } from '../../../src/cut.ts';
import { BalieError } from '../../../src/errors.ts';
import type { HiddenText } from '../types.ts';
import { tidy } from './tidy.ts';

const maxShown = 300;

/**
 * The fault of a document that shows no text: `document-empty`. It says what the document hides, for its editor to judge.
 * @param otherwise the detail when it hides nothing either.
 */
export function emptyDocument(hidden: readonly HiddenText[] = [], otherwise?: string): BalieError {
  const detail = hiddenIn(hidden) ?? otherwise;
  return new BalieError('document-empty', detail === undefined ? {} : { detail });
}

function hiddenIn(hidden: readonly HiddenText[]): string | undefined {
  let all = '';
  for (const { text } of hidden) {
    if (all.length > maxShown) break;
    // No more is made tidy than may be shown, with room for what goes.
    const words = tidy(cut(text, 2 * maxShown)).replace(/\s+/g, ' ').trim();
    if (words !== '') all += all === '' ? words : ` / ${words}`;
  }
  if (all === '') return undefined;
  return `alle tekst is verborgen: ${all.length > maxShown ? `${tidy(cut(all, maxShown)).trim()}…` : all}`;
}
