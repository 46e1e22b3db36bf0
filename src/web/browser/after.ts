/** What stands under a conversation: passing it on, keeping it, having it erased, and beginning anew. */
import { faultTree } from '../markup/fault.ts';
import { keepTree } from '../markup/keep.ts';
import type { SpokenPage } from '../markup/page/spoken.ts';
import { passOnTree } from '../markup/pass-on.ts';
import { el, type Tree } from '../markup/tree.ts';
import { browserFaults } from '../markup/words.ts';
import { wordsIn } from '../markup/words-in.ts';
import type { FaultView } from '../turn-views.ts';
import { nodeOf } from './dom.ts';
import { faultOf } from './happening.ts';

export function showAfter(form: HTMLElement, conversationId: string, { language }: SpokenPage): void {
  for (const old of document.querySelectorAll('.balie-passon, .balie-keep')) old.remove();
  form.after(nodeOf(passOnTree(conversationId, language)), nodeOf(keepTree(conversationId, language)));
}

export function showNewConversation(form: HTMLElement, { language, words }: SpokenPage): void {
  if (document.querySelector('.balie-new')) return;
  const link = el('a', { class: 'balie-button-link', href: language === 'nl' ? '/' : `/?taal=${language}` }, words.newConversation);
  (document.querySelector('.balie-keep') ?? form).after(nodeOf(el('p', 'balie-new', link)));
}

/** Links around a conversation open beside it, for it lives in this page alone. */
export function openBeside({ language }: SpokenPage): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.balie-footer a:not([target])')) {
    if (!link.protocol.startsWith('http')) continue;
    link.target = '_blank';
    link.rel = 'noopener';
    link.append(nodeOf(el('span', 'balie-hidden', wordsIn(language).newTab)));
  }
}

/** Erases in place. Without this module the form is posted, and an empty desk comes back. @param page says so. @param wiped clears the page of it. */
export function wipeInPlace(form: HTMLElement, page: SpokenPage, announce: (text: string) => void, wiped: () => void): void {
  let isBusy = false;
  document.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement) || !event.target.matches('.balie-keep__wipe')) return;
    event.preventDefault();
    const id = new FormData(event.target).get('conversationId');
    if (!isBusy && typeof id === 'string') void press(id);
  });

  async function press(id: string): Promise<void> {
    isBusy = true;
    const answer = await wipe(id, page.language);
    isBusy = false;
    document.querySelector('.balie-fault')?.remove();
    if ('tag' in answer) {
      for (const old of document.querySelectorAll('.balie-passon, .balie-keep, .balie-new')) old.remove();
      wiped();
      showBefore(form, nodeOf(answer));
      announce(`${page.words.wiped} ${page.words.wipedMore}`);
    } else {
      showBefore(form, nodeOf(el('div', { class: 'balie-fault', tabindex: '-1' }, faultTree(answer))));
      announce(`${answer.message}\n${answer.action}`);
    }
  }
}

function showBefore(form: HTMLElement, box: HTMLElement): void {
  form.before(box);
  box.focus();
}

/** @returns what stands in the place of the conversation. */
async function wipe(id: string, taal: string): Promise<FaultView | Tree> {
  try {
    // The number goes in the body, as by the form: an address stands in logs of what is between.
    const response = await fetch('/gesprek/wissen', { method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams({ conversationId: id, taal }) });
    return response.ok ? ((await response.json()) as Tree) : faultOf(await response.json().catch(() => ({})));
  } catch {
    return { ...(navigator.onLine ? browserFaults.feedback : browserFaults.offline), action: 'Uw gesprek is niet gewist. Probeer het opnieuw.' };
  }
}
