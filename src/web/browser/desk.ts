/**
 * Makes the desk's forms stream their answers. Without this module they post and load a page, and everything works.
 * The conversation's id lives in this module's memory only: nothing is stored, nothing stands in an address.
 */
import { openBeside, showAfter, showNewConversation, wipeInPlace } from './after.ts';
import { announcer, closeSettings, preparePrint, sendByEnter, watchConnection } from './aids.ts';
import { ask } from './ask.ts';
import { openComposer } from './composer.ts';
import { need } from './dom.ts';
import { sendInPlace } from './feedback-form.ts';
import { keepConversation, readPage } from './page-language.ts';
import { openTalk } from './talk.ts';

/** What is there before the first question only. */
const OPENING = ['voorbeelden', 'begroeting'];

const desk = need('balie', HTMLDivElement);
const form = need('vraagformulier', HTMLFormElement);
const field = need('vraag', HTMLTextAreaElement);
const section = need('gesprek', HTMLElement);
const { assistant = '', turns = '0', phone = '', phoneHours = '', website = '' } = desk.dataset;

const page = readPage(desk);
const { words } = page;
const announce = announcer();
const composer = openComposer({ form, field, announce, page });
let conversationId = form.querySelector<HTMLInputElement>('input[name=conversationId]')?.value;

const talk = openTalk({
  form,
  composer,
  section,
  page,
  phone: { phone, phoneHours, website },
  turns: Number(turns),
  announce,
  send(question, signal, key) {
    const body = { question, ...(conversationId !== undefined && { conversationId }) };
    return ask({ path: `/api/v1/assistants/${encodeURIComponent(assistant)}/turns`, token: desk.dataset['token'], body, key }, signal);
  },
  begun() {
    for (const id of OPENING) document.getElementById(id)?.setAttribute('hidden', '');
    document.querySelector('.balie-wiped')?.remove();
    showNewConversation(form, page);
    openBeside(page);
  },
  known: (id) => (conversationId = id),
  done: (turn) => showAfter(form, turn.conversationId, page),
  asksFeedback: () => true,
});

watchConnection(form, words);
sendInPlace(section, announce, page);
keepConversation(form, field, () => conversationId);
wipeInPlace(form, page, announce, beginAnew);
preparePrint();
closeSettings();
sendByEnter(form, field);
document.getElementById('voorbeelden')?.addEventListener('submit', (event) => {
  event.preventDefault();
  if (event.submitter instanceof HTMLButtonElement) void talk.submit(event.submitter.value, false);
});

/** The page as it was before the first question. */
function beginAnew(): void {
  talk.clear();
  conversationId = undefined;
  form.querySelector('input[name=conversationId]')?.remove();
  for (const id of OPENING) document.getElementById(id)?.removeAttribute('hidden');
  composer.setLabel(words.ask);
  composer.setDraft('');
}
