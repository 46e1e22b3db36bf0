/** Under each answer: whether it helps, and if not, why. A form for who has no script; with one it is sent in place. */
import type { FeedbackView } from '../turn-views.ts';
import { faultTree } from './fault.ts';
import { el } from './tree.ts';
import type { Tree } from './tree.ts';
import { DUTCH, feedbackWordsIn, type FeedbackWords } from './feedback-words.ts';
import { dutchIn } from './words-in.ts';

/** Where the form is posted; the page that comes back opens at the same answer. */
const FEEDBACK_PATH = '/reactie';

/**
 * @param turnNumber 1-based place in the conversation; ids in the page are made from it, never from data.
 * @param language what the answer is in; where that has no words here, Dutch is used and said to be.
 */
export function feedbackTree(turnId: string, view: FeedbackView, turnNumber: number, language?: string): Tree {
  const { given, fault } = view;
  const words = feedbackWordsIn(language) ?? DUTCH;
  const name = `reactie-${turnNumber}`;
  const thumb = (value: 'ja' | 'nee', text: string) => {
    // What was not kept is not chosen either, although what was typed stays.
    const isChosen = fault === undefined && given !== undefined && given.helpful === (value === 'ja');
    return el(
      'button',
      { class: `balie-thumb${isChosen ? ' balie-thumb--chosen' : ''}`, type: 'submit', name: 'helpt', value, 'aria-pressed': String(isChosen) },
      el('span', { class: `balie-thumb__icon balie-thumb__icon--${value}`, 'aria-hidden': 'true' }),
      text,
      el('span', 'balie-hidden', ` (${words.answer} ${turnNumber})`),
    );
  };
  return el(
    'div',
    { class: 'balie-feedback', id: name, role: 'group', 'aria-labelledby': `${name}-vraag`, tabindex: '-1', ...(words === DUTCH && dutchIn(language)) },
    el(
      'form',
      { class: 'balie-feedback__form', method: 'post', action: `${view.path ?? FEEDBACK_PATH}#${name}` },
      el('input', { type: 'hidden', name: 'antwoord', value: turnId }),
      el('input', { type: 'hidden', name: 'conversationId', value: view.conversationId }),
      view.page !== undefined && el('input', { type: 'hidden', name: 'taal', value: view.page }),
      el('p', { class: 'balie-feedback__ask', id: `${name}-vraag` }, words.ask),
      el('div', 'balie-feedback__thumbs', thumb('ja', words.helps), thumb('nee', words.helpsNot)),
      fault && faultTree(fault, dutchIn(language)),
      given !== undefined && fault === undefined && el('p', 'balie-feedback__thanks', saidOf(view, words)),
      given?.helpful === false && moreTree(given, name, words),
    ),
  );
}

/** What is said of what was kept; read out loud too. Nobody is thanked for what was not. */
export function saidOf({ given, masked = [], fault }: FeedbackView, words: FeedbackWords): string {
  const isMasked = masked.length > 0;
  if (given === undefined || fault !== undefined) return '';
  const thanks = given.helpful ? words.thanks : given.reasons.length > 0 || given.text !== '' ? words.thanksMore : words.thanksNot;
  return isMasked ? `${thanks} ${words.masked}` : thanks;
}

function moreTree({ reasons, text }: NonNullable<FeedbackView['given']>, name: string, words: FeedbackWords): Tree {
  return el(
    'div',
    'balie-feedback__more',
    el(
      'fieldset',
      'balie-feedback__reasons',
      el('legend', 'balie-feedback__legend', words.why),
      ...Object.entries(words.reasons).map(([reason, label]) =>
        el(
          'label',
          'balie-feedback__reason',
          el('input', { class: 'balie-check', type: 'checkbox', name: 'reden', value: reason, ...(reasons.includes(reason) && { checked: 'checked' }) }),
          el('span', {}, label),
        ),
      ),
    ),
    el('label', { class: 'utrecht-form-label balie-feedback__label', for: `${name}-tekst` }, words.text),
    el('p', { class: 'balie-feedback__hint', id: `${name}-uitleg` }, words.hint),
    el('textarea', { class: 'utrecht-textarea utrecht-textarea--html-textarea balie-feedback__text', id: `${name}-tekst`, name: 'tekst', rows: '2', 'aria-describedby': `${name}-uitleg` }, text),
    el('button', { class: 'utrecht-button utrecht-button--secondary-action balie-feedback__send', type: 'submit', name: 'helpt', value: 'nee' }, words.send),
  );
}
