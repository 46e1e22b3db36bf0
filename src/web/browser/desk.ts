/**
 * Makes the desk's forms stream their answers. Without this module they post and load a page, and everything works.
 * The conversation's id lives in this module's memory only: nothing is stored, nothing stands in an address.
 */
import { parseAnswer, plainText } from '../answer-markup.ts';
import { faultTree } from '../markup/fault.ts';
import { maskedWords } from '../markup/masked-words.ts';
import { passOnTree } from '../markup/pass-on.ts';
import { waitingWords } from '../markup/page/waiting.ts';
import { saidFault } from '../markup/page/spoken.ts';
import { browserFaults, wordsFor } from '../markup/words.ts';
import { announcer, preparePrint, watchConnection, watchLength } from './aids.ts';
import { ask } from './ask.ts';
import { need, nodeOf } from './dom.ts';
import { sendInPlace } from './feedback-form.ts';
import { keepConversation, readPage } from './page-language.ts';
import { PendingTurn } from './turn-view.ts';

const slowMs = 10_000;
/** A screen reader that says each place in the queue says nothing else any more. */
const sayAgainMs = 15_000;

const desk = need('balie', HTMLDivElement);
const form = need('vraagformulier', HTMLFormElement);
const field = need('vraag', HTMLTextAreaElement);
const talk = need('gesprek', HTMLElement);
const send = form.querySelector('button[type=submit]');
const { assistant = '', turns = '0', phone = '', phoneHours = '', website = '' } = desk.dataset;

const page = readPage(desk);
const { words } = page;
const announce = announcer();
const showLength = watchLength(field, announce, words);
let turnCount = Number(turns);
let conversationId = form.querySelector<HTMLInputElement>('input[name=conversationId]')?.value;
let busy = false;
let saidAt = 0;

watchConnection(form, words);
sendInPlace(talk, announce, page);
keepConversation(() => conversationId);
preparePrint();
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void submit(field.value, true);
});
// Only with this module does Enter send: without it the field is a plain one, and says nothing of keys.
field.enterKeyHint = 'send';
need('vraag-toetsen', HTMLSpanElement).hidden = false;
field.setAttribute('aria-describedby', 'vraag-uitleg vraag-toetsen');
field.addEventListener('keydown', (event) => {
  // A keyboard that composes characters (IME) uses Enter for its own ends.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
document.getElementById('voorbeelden')?.addEventListener('submit', (event) => {
  event.preventDefault();
  if (event.submitter instanceof HTMLButtonElement) void submit(event.submitter.value, false);
});

async function submit(text: string, typed: boolean): Promise<void> {
  if (busy) return;
  const question = text.trim();
  showEmpty(question === '');
  if (question === '') return;
  setBusy(true);
  if (typed) setDraft('');
  const stop = new AbortController();
  const turn = new PendingTurn(question, turnCount + 1, { phone, phoneHours, website }, page);
  turn.stop.addEventListener('click', () => stop.abort());
  begin(turn);
  const slow = setTimeout(() => turn.text === '' && !turn.isWaiting && tell(turn, words.slow), slowMs);
  try {
    await follow(turn, question, stop.signal);
  } catch {
    turn.finish({ outcome: 'interrupted', answer: turn.text, sources: turn.sources });
    announce(words.stopped);
    giveBack(question);
  } finally {
    clearTimeout(slow);
    setBusy(false);
  }
}

async function follow(turn: PendingTurn, question: string, signal: AbortSignal): Promise<void> {
  const known = conversationId === undefined ? {} : { conversationId };
  for await (const happening of ask({ assistant, token: desk.dataset['token'] }, { question, ...known }, signal)) {
    if (happening.type === 'status') {
      // Known before the answer is: who stops it can still go on in the same conversation.
      conversationId = happening.conversationId ?? conversationId;
      if (happening.phase === 'waiting') wait(turn, waitingWords(happening.position, happening.expectedSeconds, words));
      else tell(turn, happening.phase === 'writing' ? words.writing : words.searching);
    }
    if (happening.type === 'delta') turn.append(happening.text);
    if (happening.type === 'sources') turn.sources = happening.sources;
    if (happening.type === 'done') {
      conversationId = happening.conversationId;
      if (happening.masked.length > 0) turn.ask(happening.question);
      turn.finish(happening);
      showPassOn(conversationId, happening.language);
      const { note = '' } = wordsFor(happening.outcome, happening.language);
      const masked = happening.masked.length > 0 ? maskedWords(happening.masked, happening.language).text : '';
      announce([words.ready, masked, note, plainText(parseAnswer(happening.answer))].filter((part) => part !== '').join('\n'));
    }
    if (happening.type === 'error') {
      const fault = saidFault(happening.fault, page);
      conversationId = fault.code === 'conversation-unknown' ? undefined : (happening.conversationId ?? conversationId);
      turn.fail(fault);
      announce(`${fault.message}\n${fault.action}`);
      giveBack(question);
    }
  }
}

function begin(turn: PendingTurn): void {
  for (const id of ['voorbeelden', 'begroeting']) document.getElementById(id)?.remove();
  document.querySelector('h1')?.classList.replace('utrecht-heading-1', 'utrecht-heading-2');
  const label = form.querySelector('label');
  if (label) label.textContent = words.askMore;
  turnCount += 1;
  talk.hidden = false;
  talk.append(turn.element);
  showNewConversation();
  tell(turn, words.searching);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  turn.element.scrollIntoView({ block: 'start', behavior: calm ? 'instant' : 'smooth' });
}

function tell(turn: PendingTurn, text: string): void {
  turn.isWaiting = false;
  turn.status(text);
  announce(text);
}

/** Where the question stands is shown each time that it changes, and said aloud only now and then. */
function wait(turn: PendingTurn, text: string): void {
  const now = performance.now();
  if (!turn.isWaiting || now - saidAt > sayAgainMs) {
    saidAt = now;
    announce(text);
  }
  turn.isWaiting = true;
  turn.status(text);
}

/** Nothing a person typed is lost; a next question that is being typed already is not overwritten. */
function giveBack(question: string): void {
  if (field.value.trim() === '') setDraft(question);
}

function setDraft(text: string): void {
  field.value = text;
  showLength();
}

function setBusy(value: boolean): void {
  busy = value;
  send?.setAttribute('aria-disabled', String(value));
}

function showEmpty(isEmpty: boolean): void {
  document.querySelector('.balie-fault')?.remove();
  field.setAttribute('aria-invalid', String(isEmpty));
  field.classList.toggle('utrecht-textarea--invalid', isEmpty);
  if (!isEmpty) return;
  const box = document.createElement('div');
  box.className = 'balie-fault';
  const fault = saidFault(browserFaults.empty, page);
  box.append(nodeOf(faultTree(fault)));
  form.before(box);
  announce(`${fault.message}\n${fault.action}`);
  field.focus();
}

function showPassOn(id: string, language: string | undefined): void {
  document.querySelector('.balie-passon')?.remove();
  form.after(nodeOf(passOnTree(id, language, page.language)));
}

function showNewConversation(): void {
  if (document.querySelector('.balie-new')) return;
  const line = document.createElement('p');
  line.className = 'balie-new';
  const link = document.createElement('a');
  link.className = 'balie-button-link';
  link.href = page.language === 'nl' ? '/' : `/?taal=${page.language}`;
  link.textContent = words.newConversation;
  line.append(link);
  form.after(line);
}
