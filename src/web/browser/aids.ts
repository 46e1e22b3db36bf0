/** Small helps around the conversation: what is said aloud, being offline, the length of a question, print. */
import { dateWords, dutchDay } from '../../dutch-time.ts';
import { counted, type PageWords } from '../markup/page/spoken.ts';
import { el } from '../markup/tree.ts';
import { need, nodeOf } from './dom.ts';

/** Says a text through a screen reader without moving the focus, and clears it so that nobody reads it twice. */
export function announcer(): (text: string) => void {
  const region = nodeOf(el('div', { class: 'balie-hidden balie-lines', role: 'status' }));
  document.body.append(region);
  let timer = 0;
  return (text) => {
    region.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => region.replaceChildren(), 20_000);
  };
}

/**
 * A banner above the form for as long as the device says it has no connection. Sending is not held back:
 * a desk on the same machine or network can be reached all the same.
 */
export function watchConnection(form: HTMLElement, words: PageWords): void {
  const banner = nodeOf(el('p', { class: 'balie-offline', role: 'status' }));
  form.before(banner);
  const show = () => {
    banner.textContent = navigator.onLine ? '' : words.noConnection;
  };
  addEventListener('online', show);
  addEventListener('offline', show);
  show();
}

/** Near the limit the browser cuts a text off without a word: say how much room is left before that. */
export function watchLength(field: HTMLTextAreaElement, announce: (text: string) => void, words: PageWords): () => void {
  const counter = need('vraag-teller', HTMLSpanElement);
  const show = () => {
    const left = Number(field.dataset['maximum']) - field.value.length;
    counter.textContent = left > 200 ? '' : left >= 0 ? counted(words.left, left) : counted(words.tooLong, -left);
    if (left === -1) announce(words.tooLongSaid);
  };
  field.addEventListener('input', show);
  return show;
}

/** On paper the quotes are open, each source carries its full address, and the date is that of today. */
export function preparePrint(): void {
  addEventListener('beforeprint', () => {
    const date = document.getElementById('afdrukdatum');
    if (date !== null) date.textContent = dateWords(dutchDay(new Date()));
    for (const details of document.querySelectorAll<HTMLDetailsElement>('#gesprek details')) details.open = true;
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a.balie-source__title')) link.dataset['address'] = link.href;
  });
}

/** The choices of how the page looks close as any menu does: by Escape, and by a press beside them. */
export function closeSettings(): void {
  const settings = document.getElementById('weergave');
  if (!(settings instanceof HTMLDetailsElement)) return;
  settings.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !settings.open) return;
    // In a frame it would close the desk with it.
    event.preventDefault();
    settings.open = false;
    settings.querySelector('summary')?.focus();
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Node && !settings.contains(target)) settings.open = false;
  });
}

/** Only with this module does Enter send: without it the field is a plain one, and says nothing of keys. */
export function sendByEnter(form: HTMLFormElement, field: HTMLTextAreaElement): void {
  field.enterKeyHint = 'send';
  // A phone shows it on the key itself, and has no Shift to go with it.
  if (matchMedia('(hover: hover) and (pointer: fine)').matches) {
    need('vraag-toetsen', HTMLSpanElement).hidden = false;
    field.setAttribute('aria-describedby', 'vraag-uitleg vraag-toetsen');
  }
  field.addEventListener('keydown', (event) => {
    // A keyboard that composes characters (IME) uses Enter for its own ends.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
}
