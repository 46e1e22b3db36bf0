/** Sends what is said of an answer in place. Without this module the form is posted, and the page comes back. */
import { feedbackTree, saidOf } from '../markup/feedback.ts';
import { DUTCH, feedbackWordsIn } from '../markup/feedback-words.ts';
import { saidFault, type SpokenPage } from '../markup/page/spoken.ts';
import { browserFaults } from '../markup/words.ts';
import type { FeedbackView } from '../turn-views.ts';
import { nodeOf } from './dom.ts';
import { faultOf } from './happening.ts';

/** @param talk the section that holds the answers, also those that come later. */
export function sendInPlace(talk: HTMLElement, announce: (text: string) => void, page: SpokenPage): void {
  talk.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('.balie-feedback__form')) return;
    event.preventDefault();
    void send(form, event.submitter, announce, page);
  });
}

async function send(form: HTMLFormElement, pressed: HTMLElement | null, announce: (text: string) => void, page: SpokenPage): Promise<void> {
  const box = form.parentElement;
  if (box === null || form.dataset['busy'] === 'true') return;
  form.dataset['busy'] = 'true';
  const isSend = pressed?.matches('.balie-feedback__send') === true;
  const [id, conversationId, sent] = sentOf(form, pressed);
  const view = onPage(await put(id, { conversationId, ...sent }), page);
  const number = Number(box.id.split('-')[1]);
  const language = box.closest('.balie-answer')?.getAttribute('lang') ?? undefined;
  const next = nodeOf(feedbackTree(id, view, number, language));
  const hadFocus = box.contains(document.activeElement);
  box.replaceWith(next);
  announce(view.fault === undefined ? saidOf(view, feedbackWordsIn(language) ?? DUTCH) : `${view.fault.message}\n${view.fault.action}`);
  // The button that was pressed is another one now: who works by keyboard goes on from the same place.
  const same = next.querySelector<HTMLElement>(isSend ? '.balie-feedback__send' : `.balie-thumb[value=${sent.helpful ? 'ja' : 'nee'}]`);
  if (hadFocus) (same ?? next).focus();
}

function onPage(view: FeedbackView, page: SpokenPage): FeedbackView {
  return { ...view, ...(page.language !== 'nl' && { page: page.language }), ...(view.fault && { fault: saidFault(view.fault, page) }) };
}

type Sent = NonNullable<FeedbackView['given']>;

function sentOf(form: HTMLFormElement, pressed: HTMLElement | null): [string, string, Sent] {
  const fields = new FormData(form);
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  const helpful = pressed instanceof HTMLButtonElement ? pressed.value === 'ja' : false;
  // What was typed is for an answer that does not help.
  const sent = helpful ? { helpful, reasons: [], text: '' } : { helpful, reasons: fields.getAll('reden').map(String), text: text('tekst') };
  return [text('antwoord'), text('conversationId'), sent];
}

async function put(id: string, body: Sent & { readonly conversationId: string }): Promise<FeedbackView> {
  const { conversationId, ...given } = body;
  try {
    const response = await fetch(`/api/v1/turns/${encodeURIComponent(id)}/feedback`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json().catch(() => ({}));
    if (!response.ok) return { conversationId, given, fault: faultOf(answer) };
    const { text, masked } = answer as { text?: unknown; masked?: unknown };
    return { conversationId, given: { ...given, text: typeof text === 'string' ? text : '' }, masked: Array.isArray(masked) ? masked.map(String) : [] };
  } catch {
    return { conversationId, given, fault: navigator.onLine ? browserFaults.feedback : { ...browserFaults.offline, action: browserFaults.feedback.action } };
  }
}
