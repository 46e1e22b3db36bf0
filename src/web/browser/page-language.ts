/** The language of the page: its words, and taking a conversation along into another one. */
import { DUTCH, type SpokenPage } from '../markup/page/spoken.ts';

/** What the server drew the page in. */
export function readPage({ dataset }: HTMLElement): SpokenPage {
  const { page } = dataset;
  // Of the server itself, which checked that it is whole.
  return page === undefined ? DUTCH : (JSON.parse(page) as SpokenPage);
}

/** A conversation lives in this page alone: who chooses another language goes there with it, by a form. */
export function keepConversation(conversationId: () => string | undefined): void {
  const choice = document.getElementById('talen');
  choice?.addEventListener('click', (event) => {
    const language = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-language]')?.dataset['language'] : undefined;
    const id = conversationId();
    if (language === undefined || id === undefined) return;
    event.preventDefault();
    post({ taal: language, conversationId: id });
  });
  // Buttons, where it is a form already: the conversation may have begun since.
  const form = choice?.querySelector('form');
  form?.addEventListener('submit', () => {
    const token = form.querySelector<HTMLInputElement>('[name=token]');
    if (token !== null) token.value = document.getElementById('balie')?.dataset['token'] ?? token.value;
    const id = conversationId();
    if (id !== undefined && form.querySelector('[name=conversationId]') === null) form.append(hidden('conversationId', id));
  });
}

function post(fields: Readonly<Record<string, string>>): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/#antwoord';
  form.append(...Object.entries(fields).map(([name, value]) => hidden(name, value)));
  document.body.append(form);
  form.submit();
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement('input');
  Object.assign(input, { type: 'hidden', name, value });
  return input;
}
