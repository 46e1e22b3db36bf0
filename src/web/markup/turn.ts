/** One question with its answer, its sources and, when it went wrong, its fault. */
import { closedForNow } from '../answer-markup.ts';
import { phoneHref } from '../links.ts';
import type { FaultView, MunicipalityView, TurnView } from '../views.ts';
import { answerTrees } from './answer.ts';
import { sourceId, sourcesTree } from './sources.ts';
import { el } from './tree.ts';
import type { Tree } from './tree.ts';
import { maskedWords, words, wordsFor } from './words.ts';

export type PhoneView = Pick<MunicipalityView, 'phone' | 'phoneHours'>;

/**
 * @param turnNumber 1-based place in the conversation; ids in the page are made from it, never from data.
 * @param id of the answer, when the page has to jump to it.
 */
export function turnTree(turn: TurnView, turnNumber: number, phone: PhoneView, id = answerId(turnNumber)): Tree {
  return el('article', 'balie-turn', questionTree(turn.question, turnNumber), answerTree(turn, turnNumber, phone, id));
}

export function questionTree(question: string, turnNumber: number): Tree {
  return el(
    'div',
    'balie-question',
    el('h3', 'balie-question__label', words.question, el('span', 'balie-hidden', ` ${turnNumber}`)),
    el('p', 'balie-question__text balie-lines', question),
  );
}

export function answerTree(turn: TurnView, turnNumber: number, phone: PhoneView, id = answerId(turnNumber)): Tree {
  const { mark, note, person } = wordsFor(turn.outcome);
  const byAi = mark === 'AI';
  const known = new Set(turn.sources.map((source) => source.number));
  const text = turn.outcome === 'interrupted' ? closedForNow(turn.answer) : turn.answer;
  const anchor = (number: number) => (known.has(number) ? sourceId(turnNumber, number) : undefined);
  return el(
    'div',
    { class: `balie-answer balie-answer--${byAi ? 'ai' : 'other'}`, id, tabindex: '-1' },
    el('h3', 'balie-answer__by', byAi ? words.bylineAi : words.byline, !byAi && el('span', 'balie-mark', mark)),
    turn.masked !== undefined && turn.masked.length > 0 && el('p', 'utrecht-paragraph utrecht-paragraph--small balie-answer__masked', maskedWords(turn.masked)),
    note !== undefined && el('p', 'utrecht-paragraph utrecht-paragraph--small balie-answer__note', note),
    text !== '' && el('div', 'balie-answer__text', ...answerTrees(text, anchor)),
    turn.fault && faultTree(turn.fault),
    turn.sources.length > 0 && sourcesTree(turn.sources, turnNumber),
    byAi && el('p', 'utrecht-paragraph utrecht-paragraph--small balie-answer__check', words.check),
    // An assistant's own reply may name the telephone number already.
    person && !turn.answer.includes(phone.phone) && personTree(phone),
  );
}

export function answerId(turnNumber: number): string {
  return `antwoord-${turnNumber}`;
}

export function faultTree(fault: FaultView): Tree {
  return el(
    'div',
    'utrecht-alert utrecht-alert--error',
    el(
      'div',
      'utrecht-alert__message balie-alert',
      el('p', 'utrecht-paragraph', el('strong', {}, fault.message)),
      el('p', 'utrecht-paragraph', fault.action),
      fault.requestId !== '' &&
        el('p', 'utrecht-paragraph utrecht-paragraph--small', 'Nummer van deze melding: ', el('code', 'balie-code', fault.requestId)),
    ),
  );
}

function personTree(phone: PhoneView): Tree {
  const href = phoneHref(phone.phone);
  return el(
    'p',
    'utrecht-paragraph balie-answer__person',
    'Een medewerker helpt u graag verder. Bel ',
    href === undefined ? phone.phone : el('a', { class: 'utrecht-link utrecht-link--html-a', href }, phone.phone),
    ` (${phone.phoneHours}).`,
  );
}
