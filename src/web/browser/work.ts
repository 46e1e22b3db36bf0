/** Makes the forms of the workplace stream their answers. Without this module they post and load a page, and everything works. */
import { DUTCH } from '../markup/page/spoken.ts';
import { el } from '../markup/tree.ts';
import { workEditTree } from '../markup/work-edit.ts';
import { announcer, watchConnection } from './aids.ts';
import { ask } from './ask.ts';
import { need, nodeOf } from './dom.ts';
import { listenToKeys } from './shortcuts.ts';
import { openTalk, type Done } from './talk.ts';

const desk = need('balie', HTMLDivElement);
const form = need('vraagformulier', HTMLFormElement);
const field = need('vraag', HTMLTextAreaElement);
const section = need('gesprek', HTMLElement);
const { turns = '0', website = '' } = desk.dataset;

const announce = announcer();
// One that has files is there before its first question.
let conversationId = desk.dataset['conversation'] ?? valueOf('gesprek');
let instead = valueOf('aanpassen');
let carried = valueOf('gezegd');
let isConfidential = false;

const talk = openTalk({
  form,
  field,
  section,
  page: DUTCH,
  phone: {
    phone: '',
    phoneHours: '',
    website,
    get speaker() {
      const choice = form.querySelector<HTMLSelectElement>('select[name=assistent]');
      return choice?.selectedOptions[0]?.text ?? desk.dataset['speaker'];
    },
  },
  turns: Number(turns),
  announce,
  send(question, signal) {
    const body = {
      assistant: valueOf('assistent') ?? '',
      question,
      ...(valueOf('model') && { model: valueOf('model') }),
      ...(isConfidential ? { confidential: true, ...(carried && { carried }) } : { ...(conversationId && { conversationId }), ...(instead && { instead }) }),
    };
    return ask({ path: '/api/v1/work/turns', body }, signal);
  },
  begun() {
    const box = form.querySelector<HTMLInputElement>('[name=vertrouwelijk]');
    // As it was chosen for the first question.
    isConfidential ||= conversationId === undefined && box !== null && (box.type === 'hidden' || box.checked);
    for (const before of ['begroeting', 'beginnen']) document.getElementById(before)?.setAttribute('hidden', '');
    document.querySelector('.balie-work__aside[aria-labelledby=laatste]')?.setAttribute('hidden', '');
    need('nieuw-gesprek', HTMLParagraphElement).hidden = false;
    if (isConfidential) need('vertrouwelijk-melding', HTMLParagraphElement).hidden = false;
    if (desk.dataset['conversation'] === undefined) need('titel', HTMLHeadingElement).textContent = isConfidential ? 'Vertrouwelijk gesprek' : 'Uw gesprek';
  },
  known(id) {
    if (isConfidential) return;
    conversationId = id;
    if (id === undefined) return;
    // It was taken: from here on the conversation goes on from it, also where no answer comes.
    instead = undefined;
    document.querySelector('[name=aanpassen]')?.remove();
    // From now on it is there: opened anew it is the same page.
    history.replaceState(null, '', placeOf(id));
  },
  done: settle,
  asksFeedback: false,
});

watchConnection(form, DUTCH.words);
listenToKeys({ form, field, stop: talk.stop });

/** What was chosen for the first question stands; and the page says what can be done now. */
function settle(turn: Done): void {
  choose('assistent', valueOf('assistent') ?? '');
  const help = need('vraag-uitleg', HTMLSpanElement);
  if (isConfidential) {
    carried = turn.carried;
    choose('vertrouwelijk', 'ja');
    hidden('gezegd', carried ?? '');
    help.textContent = 'Vertrouwelijk: dit gesprek staat alleen op deze pagina.';
    return;
  }
  document.getElementById('keuze-vertrouwelijk')?.remove();
  form.action = `${placeOf(turn.conversationId)}#antwoord`;
  section.querySelector('.balie-turn:last-of-type')?.append(nodeOf(workEditTree(turn.conversationId, turn.id, talk.count())));
  if (desk.dataset['conversation'] !== undefined || document.querySelector('.balie-work__done')) return;
  const link = el('a', { class: 'balie-button-link', href: placeOf(turn.conversationId) }, 'Naam geven, documenten erbij, bewaren of wissen');
  need('nieuw-gesprek', HTMLParagraphElement).before(nodeOf(el('p', 'balie-new balie-work__done', link)));
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

function valueOf(name: string): string | undefined {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : undefined;
}

function placeOf(id: string): string {
  return `/werk/gesprekken/${encodeURIComponent(id)}`;
}
