/**
 * Makes the result of a task stream under its form, with a way to stop and to copy. Without this module the form posts and loads a page,
 * and everything works.
 */
import { closedForNow } from '../answer-markup.ts';
import { faultTree } from '../markup/fault.ts';
import { waitingWords } from '../markup/page/waiting.ts';
import { resultText, resultTrees, type TaskResultView } from '../markup/task-result.ts';
import { el } from '../markup/tree.ts';
import { words } from '../markup/words.ts';
import { DUTCH } from '../markup/page/spoken.ts';
import { announcer } from './aids.ts';
import { wordsOf, partsOf } from './answer/answer-text.ts';
import { ask } from './ask.ts';
import { need, nodeOf } from './dom.ts';
import { patchChildren } from './patch.ts';

const saidMs = 3_000;

const form = need('taakformulier', HTMLFormElement);
const section = need('resultaat', HTMLElement);
const content = need('resultaat-inhoud', HTMLDivElement);
const announce = announcer();
const path = `/api/v1/work/tasks/${encodeURIComponent(form.dataset['task'] ?? '')}/runs`;
let running: AbortController | undefined;

offerCopy();
form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (running === undefined) void run();
});

async function run(): Promise<void> {
  const stop = (running = new AbortController());
  const given = Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  const send = form.querySelector('button[type=submit]');
  send?.setAttribute('aria-disabled', 'true');
  const status = begin(stop);
  let text = '';
  try {
    for await (const happening of ask({ path, body: { given } }, stop.signal)) {
      if (happening.type === 'status') {
        const said = happening.phase === 'waiting' ? waitingWords(happening.position, happening.expectedSeconds, DUTCH.words) : words.writing;
        status.textContent = said;
        announce(said);
      }
      if (happening.type === 'delta') draw((text += happening.text));
      if (happening.type === 'done') {
        show(happening);
        announce('Het resultaat is klaar.');
      }
      if (happening.type === 'error') {
        // What is wrong with a field is told beside it, on the page that the server makes.
        if (happening.fault.code === 'input-invalid') return form.submit();
        content.replaceChildren(nodeOf(faultTree(happening.fault)));
        announce(`${happening.fault.message}\n${happening.fault.action}`);
      }
    }
  } catch {
    show({ conversationId: '', outcome: 'interrupted', answer: text, masked: [], screened: false });
    announce('U hebt de taak gestopt.');
  } finally {
    running = undefined;
    send?.removeAttribute('aria-disabled');
    if (send !== null) send.textContent = 'Voer opnieuw uit';
  }
}

/** @returns where it is told how far it is. */
function begin(stop: AbortController): HTMLElement {
  for (const old of document.querySelectorAll('#melding')) old.remove();
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'utrecht-button utrecht-button--secondary-action balie-stop';
  button.textContent = DUTCH.words.stop;
  button.addEventListener('click', () => stop.abort());
  const status = nodeOf(el('p', 'balie-status__text', words.writing));
  const bar = nodeOf(el('div', 'balie-status', el('span', { class: 'balie-status__dots', 'aria-hidden': 'true' })));
  bar.append(status, button);
  content.replaceChildren(nodeOf(el('div', { class: 'balie-answer__text', id: 'resultaat-tekst', dir: 'auto' })), bar);
  section.hidden = false;
  section.focus({ preventScroll: true });
  section.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
  return status;
}

function draw(text: string): void {
  const place = document.getElementById('resultaat-tekst');
  if (place !== null) patchChildren(place, resultText(closedForNow(text)));
}

function show(result: TaskResultView): void {
  content.replaceChildren(...resultTrees(result).map(nodeOf));
  offerCopy();
}

/** An older browser, or a page without TLS, has no clipboard. */
function offerCopy(): void {
  const text = document.getElementById('resultaat-tekst');
  if (text === null || text.childElementCount === 0 || !('clipboard' in navigator)) return;
  const button = nodeOf(el('button', { class: 'utrecht-button utrecht-button--secondary-action balie-press', type: 'button' }, 'Kopieer de tekst'));
  button.addEventListener('click', () => void copy(text, button));
  const row = nodeOf(el('div', 'balie-buttons'));
  row.append(button);
  text.after(row);
}

async function copy(text: HTMLElement, button: HTMLElement): Promise<void> {
  const plain = partsOf(text).map((part) => wordsOf(part, true).trim()).join('\n\n');
  const isDone = await navigator.clipboard.writeText(plain).then(() => true, () => false);
  const said = isDone ? 'Gekopieerd' : 'Kopiëren is niet gelukt';
  announce(said);
  button.textContent = said;
  setTimeout(() => (button.textContent = 'Kopieer de tekst'), saidMs);
}
