/** Makes the forms of the workplace stream their answers. Without this module they post and load a page, and everything works. */
import { DUTCH } from '../markup/page/spoken.ts';
import { announcer, watchConnection } from './aids.ts';
import { ask } from './ask.ts';
import { need } from './dom.ts';
import { listenToKeys } from './shortcuts.ts';
import { openTalk, type Done } from './talk.ts';

const desk = need('balie', HTMLDivElement);
const form = need('vraagformulier', HTMLFormElement);
const field = need('vraag', HTMLTextAreaElement);
const section = need('gesprek', HTMLElement);
const { turns = '0', phone = '', phoneHours = '', website = '' } = desk.dataset;

const announce = announcer();
let conversationId = desk.dataset['conversation'];
let instead = valueOf('aanpassen');
let carried = valueOf('gezegd');
let isConfidential = false;

const talk = openTalk({
  form,
  field,
  section,
  page: DUTCH,
  phone: { phone, phoneHours, website },
  turns: Number(turns),
  announce,
  send(question, signal) {
    const box = form.querySelector<HTMLInputElement>('[name=vertrouwelijk]');
    isConfidential ||= box !== null && (box.type === 'hidden' || box.checked);
    const body = {
      assistant: valueOf('assistent') ?? '',
      question,
      ...(valueOf('model') && { model: valueOf('model') }),
      ...(isConfidential ? { confidential: true, ...(carried && { carried }) } : { ...(conversationId && { conversationId }), ...(instead && { instead }) }),
    };
    return ask({ path: '/api/v1/work/turns', body }, signal);
  },
  begun() {
    document.getElementById('begroeting')?.setAttribute('hidden', '');
    document.querySelector('.balie-work__aside[aria-labelledby=laatste]')?.setAttribute('hidden', '');
  },
  known(id) {
    if (isConfidential) return;
    conversationId = id;
    // From now on it is there: opened anew it is the same page.
    if (id !== undefined) history.replaceState(null, '', placeOf(id));
  },
  done: settle,
  asksFeedback: false,
});

watchConnection(form, DUTCH.words);
listenToKeys({ form, field, stop: talk.stop });

/** What was chosen for the first question stands; and the page says what can be done now. */
function settle(turn: Done): void {
  instead = undefined;
  form.querySelector('[name=aanpassen]')?.remove();
  carried = turn.carried;
  choose('assistent', valueOf('assistent') ?? '');
  if (isConfidential) {
    choose('vertrouwelijk', 'ja');
    hidden('gezegd', carried ?? '');
    return say('Vertrouwelijk: dit gesprek staat alleen op deze pagina.');
  }
  document.getElementById('keuze-vertrouwelijk')?.remove();
  form.action = `${placeOf(turn.conversationId)}#antwoord`;
  if (document.querySelector('.balie-work__done')) return;
  const line = document.createElement('p');
  const link = document.createElement('a');
  line.className = 'balie-new balie-work__done';
  link.className = 'balie-button-link';
  link.href = placeOf(turn.conversationId);
  link.textContent = 'Naam geven, vraag aanpassen of wissen';
  line.append(link);
  need('toetsen', HTMLDetailsElement).after(line);
}

/** A choice that was made becomes a part of the form. */
function choose(name: string, value: string): void {
  document.getElementById(`keuze-${name}`)?.remove();
  hidden(name, value);
}

function hidden(name: string, value: string): void {
  const there = form.querySelector<HTMLInputElement>(`input[type=hidden][name=${name}]`);
  const input = there ?? document.createElement('input');
  Object.assign(input, { type: 'hidden', name, value });
  if (there === null) form.prepend(input);
}

function say(text: string): void {
  const help = document.getElementById('vraag-uitleg');
  if (help?.firstChild) help.firstChild.textContent = text;
}

function valueOf(name: string): string | undefined {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : undefined;
}

function placeOf(id: string): string {
  return `/werk/gesprekken/${encodeURIComponent(id)}`;
}
