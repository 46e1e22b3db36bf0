/**
 * Makes the desk's forms stream their answers. Without this module they post and load a page, and everything works.
 * The conversation's id lives in this module's memory only: nothing is stored, nothing stands in an address.
 */
import { maskedWords } from '../markup/masked-words.ts';
import { waitingWords } from '../markup/page/waiting.ts';
import { saidFault } from '../markup/page/spoken.ts';
import { isOfTheLine, wordsFor } from '../markup/words.ts';
import { showAfter, showNewConversation, wipeInPlace } from './after.ts';
import { announcer, closeSettings, preparePrint, sendByEnter, watchConnection, watchLength } from './aids.ts';
import { ask } from './ask.ts';
import { need } from './dom.ts';
import { showEmpty } from './empty.ts';
import { sendInPlace } from './feedback-form.ts';
import { ReadOut } from './answer/read-out.ts';
import { answerTools, offerRetry } from './answer/tools.ts';
import { keepConversation, readPage } from './page-language.ts';
import { PendingTurn } from './turn-view.ts';

/** What is there before the first question only. */
const OPENING = ['voorbeelden', 'begroeting'];
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
/** What is told while a question is on its way. */
const steps: Readonly<Record<string, string>> = { proving: words.proving, writing: words.writing };
const announce = announcer();
const readOut = new ReadOut();
const giveTools = answerTools(talk, announce);
const showLength = watchLength(field, announce, words);
let turnCount = Number(turns);
let conversationId = form.querySelector<HTMLInputElement>('input[name=conversationId]')?.value;
let busy = false;
let running: AbortController | undefined;
let saidAt = 0;

watchConnection(form, words);
sendInPlace(talk, announce, page);
keepConversation(() => conversationId);
wipeInPlace(form, announce, beginAnew);
preparePrint();
closeSettings();
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void submit(field.value, true);
});
sendByEnter(form, field);
document.getElementById('voorbeelden')?.addEventListener('submit', (event) => {
  event.preventDefault();
  if (event.submitter instanceof HTMLButtonElement) void submit(event.submitter.value, false);
});

/** @param instead a turn that went wrong, of which this is the same question. */
async function submit(text: string, typed: boolean, instead?: PendingTurn): Promise<void> {
  if (busy) return;
  const question = text.trim();
  showEmpty({ form, field, announce, page }, question === '');
  if (question === '') return;
  setBusy(true);
  if (typed) setDraft('');
  const stop = (running = new AbortController());
  const turn = new PendingTurn(question, instead?.number ?? turnCount + 1, { phone, phoneHours, website }, page);
  turn.stop.addEventListener('click', () => stop.abort());
  begin(turn, instead?.element);
  const slow = setTimeout(() => turn.text === '' && !turn.isWaiting && tell(turn, words.slow), slowMs);
  try {
    await follow(turn, question, stop.signal);
  } catch {
    // A conversation that was erased takes the question that was under way with it.
    if (turn.element.isConnected) {
      turn.finish({ outcome: 'interrupted', answer: turn.text, sources: turn.sources });
      announce(words.stopped);
      endBadly(turn, question, true);
    }
  } finally {
    clearTimeout(slow);
    setBusy(false);
    giveTools(turn.element);
  }
}

function endBadly(turn: PendingTurn, question: string, canRetry: boolean): void {
  giveBack(question);
  if (!canRetry) return;
  offerRetry(turn.element, () => void submit(question, field.value.trim() === question, turn));
}

async function follow(turn: PendingTurn, question: string, signal: AbortSignal): Promise<void> {
  const known = conversationId === undefined ? {} : { conversationId };
  for await (const happening of ask({ path: `/api/v1/assistants/${encodeURIComponent(assistant)}/turns`, token: desk.dataset['token'] }, { question, ...known }, signal)) {
    if (happening.type === 'status') {
      // Known before the answer is: who stops it can still go on in the same conversation.
      conversationId = happening.conversationId ?? conversationId;
      if (happening.phase === 'waiting') wait(turn, waitingWords(happening.position, happening.expectedSeconds, words));
      else tell(turn, steps[happening.phase] ?? words.searching);
    }
    if (happening.type === 'delta') {
      turn.append(happening.text);
      readOut.grow(turn.text);
    }
    if (happening.type === 'sources') turn.sources = happening.sources;
    if (happening.type === 'done') {
      conversationId = happening.conversationId;
      if (happening.masked.length > 0) turn.ask(happening.question);
      turn.finish(happening);
      showAfter(form, conversationId, happening.language, page);
      const { note = '' } = wordsFor(happening.outcome, happening.language);
      const masked = happening.masked.length > 0 ? maskedWords(happening.masked, happening.language).text : '';
      readOut.end(happening.answer, happening.language === 'nl' ? undefined : happening.language);
      announce([words.ready, masked, note].filter((part) => part !== '').join('\n'));
    }
    if (happening.type === 'error') {
      const fault = saidFault(happening.fault, page);
      conversationId = fault.code === 'conversation-unknown' ? undefined : (happening.conversationId ?? conversationId);
      if (isOfTheLine(fault)) turn.breakOff(fault);
      else turn.fail(fault);
      announce(`${fault.message}\n${fault.action}`);
      endBadly(turn, question, fault.canRetry ?? isOfTheLine(fault));
    }
  }
}

function begin(turn: PendingTurn, instead: HTMLElement | undefined): void {
  for (const id of OPENING) document.getElementById(id)?.setAttribute('hidden', '');
  for (const old of document.querySelectorAll('.balie-wiped, .balie-retry')) old.remove();
  document.querySelector('h1')?.classList.replace('utrecht-heading-1', 'utrecht-heading-2');
  setLabel(words.askMore);
  talk.hidden = false;
  if (instead === undefined) talk.append(turn.element);
  else instead.replaceWith(turn.element);
  turnCount = turn.number;
  showNewConversation(form, page);
  readOut.begin();
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

/** The page as it was before the first question. */
function beginAnew(): void {
  running?.abort();
  conversationId = undefined;
  turnCount = 0;
  form.querySelector('input[name=conversationId]')?.remove();
  for (const turn of talk.querySelectorAll('.balie-turn')) turn.remove();
  talk.hidden = true;
  for (const id of OPENING) document.getElementById(id)?.removeAttribute('hidden');
  document.querySelector('h1')?.classList.replace('utrecht-heading-2', 'utrecht-heading-1');
  setLabel(words.ask);
  setDraft('');
}

function setLabel(text: string): void {
  const label = form.querySelector('label');
  if (label) label.textContent = text;
}
