/** Makes the forms of the workplace stream their answers. Without this module they post and load a page, and everything works. */
import { DUTCH } from '../markup/page/spoken.ts';
import { chooseCarriedTree, chooseKeptTree, goesOnTree } from '../markup/work-compare.ts';
import { workEditTree } from '../markup/work-edit.ts';
import { announcer, watchConnection } from './aids.ts';
import { ask } from './ask.ts';
import { type Comparison, compare, type Ended } from './compare.ts';
import { openComposer } from './composer.ts';
import { need, nodeOf } from './dom.ts';
import { sendInPlace } from './feedback-form.ts';
import { openWorkFiles } from './files/work-files.ts';
import { listenToKeys } from './shortcuts.ts';
import { openTalk, type Done } from './talk.ts';
import { openForm, shownWith } from './work-form.ts';
import { placeOf, showWhatCanBeDone } from './work-place.ts';

const TURNS = '/api/v1/work/turns';

const desk = need('balie', HTMLDivElement);
const form = need('vraagformulier', HTMLFormElement);
const { valueOf, modelIn, wantsConfidential, choose, hide } = openForm(form);
const field = need('vraag', HTMLTextAreaElement);
const section = need('gesprek', HTMLElement);
const { turns = '0', website = '' } = desk.dataset;

const numbers = shownWith(form, { website, speaker: desk.dataset['speaker'] });
const announce = announcer();
const composer = openComposer({ form, field, announce, page: DUTCH });
// One that has files is there before its first question.
let conversationId = desk.dataset['conversation'] ?? valueOf('gesprek');
let instead = valueOf('aanpassen');
let carried = valueOf('gezegd');
let isConfidential = false;
let comparison: Comparison | undefined;
/** Name of the assistant's own model. */
let ownModel = '';
/** What was asked last. */
let asked = '';

// Before the listeners below: a question about a file that is still on its way waits for it.
openWorkFiles({
  form,
  announce,
  conversation: () => conversationId,
  refusal,
  begun: endConfidential,
  taken(id) {
    conversationId = id;
    placeAt(id);
  },
});
// Before the listener of the talk: a question for two models is not also one for it.
form.addEventListener('submit', (event) => {
  if (comparison === undefined && (valueOf('ook') ?? '') === '') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void compareBoth(field.value.trim());
});

const talk = openTalk({
  form,
  composer,
  section,
  page: DUTCH,
  phone: numbers,
  turns: Number(turns),
  announce,
  send(question, signal, key) {
    return ask({ path: TURNS, body: bodyOf(question, valueOf('model')), key }, signal);
  },
  begun,
  known,
  done: settle,
  asksFeedback: () => !isConfidential,
});

watchConnection(form, DUTCH.words);
sendInPlace(section, announce, DUTCH);
listenToKeys({ form, field, stop });

function stop(): void {
  talk.stop();
  comparison?.stop();
}

/** @param beside the turn that asks the same of another model. */
function bodyOf(question: string, model: string | undefined, beside?: string): Readonly<Record<string, unknown>> {
  asked = question;
  const place = { ...(conversationId && { conversationId }), ...(beside ? { beside } : instead && { instead }) };
  return { assistant: valueOf('assistent') ?? '', question, ...(model && { model }), ...(isConfidential ? { confidential: true, ...(carried && { carried }) } : place) };
}

function begun(): void {
  for (const old of section.querySelectorAll('.balie-versus__choose, .balie-versus__current')) old.remove();
  // As it was chosen for the first question.
  isConfidential ||= conversationId === undefined && wantsConfidential();
  for (const before of ['begroeting', 'beginnen']) document.getElementById(before)?.setAttribute('hidden', '');
  document.querySelector('.balie-work__aside[aria-labelledby=laatste]')?.setAttribute('hidden', '');
  need('nieuw-gesprek', HTMLParagraphElement).hidden = false;
  need('helpt-uitleg', HTMLParagraphElement).hidden = isConfidential;
  if (isConfidential) need('vertrouwelijk-melding', HTMLParagraphElement).hidden = false;
  if (desk.dataset['conversation'] === undefined) need('titel', HTMLHeadingElement).textContent = isConfidential ? 'Vertrouwelijk gesprek' : 'Uw gesprek';
}

function known(id: string | undefined): void {
  if (isConfidential) return;
  if (id === undefined) return beginClean();
  conversationId = id;
  // It was taken: from here on the conversation goes on from it, also where no answer comes.
  instead = undefined;
  document.querySelector('[name=aanpassen]')?.remove();
  endConfidential();
  placeAt(id);
}

/** It was deleted elsewhere: nothing is asked on under answers that are gone. The desk gives a clean page that says so, with what was asked and typed in it. */
function beginClean(): void {
  if (conversationId === undefined) return;
  conversationId = undefined;
  const typed = field.value.trim();
  composer.setDraft([...new Set([asked, typed])].filter((part) => part !== '').join('\n\n'));
  form.submit();
}

/** What is kept can be confidential no more. */
function endConfidential(): void {
  document.getElementById('keuze-vertrouwelijk')?.remove();
}

/** From now on it is there: opened anew, or sent without this module, it is the same conversation. */
function placeAt(id: string): void {
  history.replaceState(null, '', placeOf(id));
  form.action = `${placeOf(id)}#antwoord`;
}

/** Why no file can be added now. */
function refusal(): string | undefined {
  if (isConfidential || wantsConfidential()) return 'In een vertrouwelijk gesprek kunt u geen bestanden zetten. Begin daarvoor een gewoon gesprek.';
  // Until the desk has given the conversation its number, it would go into another.
  return conversationId === undefined && composer.isBusy ? 'Uw vraag wordt net gesteld. Voeg het bestand toe als het antwoord begint.' : undefined;
}

/** What was typed comes back when neither answers. */
async function compareBoth(question: string): Promise<void> {
  if (comparison !== undefined || composer.isBusy || !composer.accepts(question)) return;
  ownModel = modelIn('model', '') ?? modelIn('assistent', valueOf('assistent') ?? '') ?? ownModel;
  const [model, other] = [valueOf('model') || ownModel, valueOf('ook') ?? ''];
  // The desk says what is wrong with that, as it does without this module.
  if (model === other) return form.submit();
  composer.setBusy(true);
  composer.setDraft('');
  talk.open();
  begun();
  comparison = compare({
    question,
    models: [model, other],
    number: talk.count(1),
    phone: numbers,
    announce,
    send: ({ isOther, beside }, signal) => ask({ path: TURNS, body: bodyOf(question, isOther ? other : valueOf('model'), beside) }, signal),
    known,
  });
  section.append(comparison.element);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  comparison.element.scrollIntoView({ block: 'start', behavior: calm ? 'instant' : 'smooth' });
  const both = await comparison.run();
  comparison = undefined;
  composer.setBusy(false);
  settleBoth(...both);
  if (both.every(({ done }) => done === undefined)) composer.giveBack(question);
}

/** The conversation goes on with the first, where that was taken, until the other is chosen. */
function settleBoth(main: Ended, second: Ended): void {
  const isFirst = isConfidential ? main.done !== undefined : main.turnId !== undefined;
  const [current, other] = isFirst ? [main, second] : [second, main];
  const done = current.done ?? other.done;
  if (done === undefined) return;
  settle({ ...done, id: current.turnId ?? done.id });
  const none = form.querySelector<HTMLSelectElement>('select[name=ook]');
  if (none !== null) none.value = '';
  if (current.done !== undefined) current.under(goesOnTree());
  if (other.done === undefined) return;
  const { id, conversationId: place, carried: kept = '' } = other.done;
  other.under(isConfidential ? chooseCarriedTree({ assistant: valueOf('assistent') ?? '', model: other.model, carried: kept }, other.model) : chooseKeptTree(place, id, other.model));
}

/** What was chosen for the first question stands; and the page says what can be done now. */
function settle(turn: Done): void {
  choose('assistent', valueOf('assistent') ?? '');
  const help = need('vraag-uitleg', HTMLSpanElement);
  if (isConfidential) {
    carried = turn.carried;
    choose('vertrouwelijk', 'ja');
    hide('gezegd', carried ?? '');
    help.textContent = 'Vertrouwelijk: dit gesprek staat alleen op deze pagina.';
    return;
  }
  section.lastElementChild?.append(nodeOf(workEditTree(turn.conversationId, turn.id, talk.count())));
  if (desk.dataset['conversation'] === undefined) showWhatCanBeDone(turn.conversationId);
}
