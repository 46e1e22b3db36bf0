/** The language of the page: its words, and taking a conversation along into another one. */
import { DUTCH, type SpokenPage } from '../markup/page/spoken.ts';

/** What the server drew the page in. */
export function readPage({ dataset }: HTMLElement): SpokenPage {
  const { page } = dataset;
  // Of the server itself, which checked that it is whole.
  return page === undefined ? DUTCH : (JSON.parse(page) as SpokenPage);
}

/** Of the buttons that choose a language. */
const CHOICE = 'naar';

/** Whether a form is sent to have the page in another language, and not to ask. */
export function choosesLanguage({ submitter }: SubmitEvent): boolean {
  return submitter?.getAttribute('name') === CHOICE;
}

/**
 * A conversation and what was typed live in this page alone: who chooses another language goes there with both, by the form of the
 * question. Where nothing is there yet, a link is enough.
 */
export function keepConversation(form: HTMLFormElement, field: HTMLTextAreaElement, conversationId: () => string | undefined): void {
  document.getElementById('talen')?.addEventListener('click', (event) => {
    const language = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-language]')?.dataset['language'] : undefined;
    if (language === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (conversationId() === undefined && field.value.trim() === '') return;
    event.preventDefault();
    const choice = document.createElement('button');
    Object.assign(choice, { type: 'submit', hidden: true, name: CHOICE, value: language });
    form.append(choice);
    form.requestSubmit(choice);
  });
  form.addEventListener('submit', (event) => {
    if (!choosesLanguage(event)) return;
    // The conversation may have begun since, and the token may be another one.
    const token = document.getElementById('balie')?.dataset['token'];
    if (token !== undefined) put(form, 'token', token);
    const id = conversationId();
    if (id !== undefined) put(form, 'conversationId', id);
  });
}

function put(form: HTMLFormElement, name: string, value: string): void {
  const there = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
  const input = there ?? document.createElement('input');
  Object.assign(input, { type: 'hidden', name, value });
  if (there === null) form.append(input);
}
