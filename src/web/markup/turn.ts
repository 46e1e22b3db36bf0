/** One question with its answer, its sources and, when it went wrong, its fault. */
import { closedForNow } from '../answer-markup.ts';
import { phoneHref } from '../links.ts';
import type { TermView, TurnView } from '../turn-views.ts';
import type { MunicipalityView } from '../views.ts';
import { aiMarkTrees, CREATIVE_WORK } from './microdata.ts';
import { actionsTree } from './actions.ts';
import { answerTrees } from './answer.ts';
import { faultTree } from './fault.ts';
import { feedbackTree } from './feedback.ts';
import { maskedWords } from './masked-words.ts';
import { sourceId, sourcesTree } from './sources.ts';
import { el } from './tree.ts';
import { type LinkOptions, withLinks } from './text-links.ts';
import type { Tree } from './tree.ts';
import { checkOfUntranslated } from './untranslated.ts';
import { words, wordsFor } from './words.ts';
import { dutchIn, inLanguage, wordsIn } from './words-in.ts';

/** What stands in answers: of the municipality, where an empty telephone number is not offered, and who answers, where that is not the desk of residents. */
export type PhoneView = Pick<MunicipalityView, 'phone' | 'phoneHours' | 'website'> & { readonly speaker?: string | undefined };

/**
 * @param turnNumber 1-based place in the conversation; ids in the page are made from it, never from data.
 * @param id of the answer, when the page has to jump to it.
 */
export function turnTree(turn: TurnView, turnNumber: number, phone: PhoneView, id = answerId(turnNumber)): Tree {
  return el('article', 'balie-turn', questionTree(turn.question, turnNumber, turn.language), answerTree(turn, turnNumber, phone, id));
}

/** They turn the direction of the text behind them, which is nobody's question. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** @param language what the question is in, once that is known. */
export function questionTree(question: string, turnNumber: number, language?: string): Tree {
  return el(
    'div',
    'balie-question',
    el('h3', { class: 'balie-question__label', ...inLanguage(language) }, wordsIn(language).question, el('span', 'balie-hidden', ` ${turnNumber}`)),
    el('p', { class: 'balie-question__text balie-lines', ...inLanguage(language), dir: 'auto' }, question.replaceAll(TURNING, '')),
  );
}

export function answerTree(turn: TurnView, turnNumber: number, phone: PhoneView, id = answerId(turnNumber)): Tree {
  const { language } = turn;
  const { mark, note, person, ...by } = wordsFor(turn.outcome, language);
  const isByAi = by.isByAi && !isFixed(turn);
  // What was broken off was being written by AI: quotations and fixed texts are given in one piece.
  const isMarked = isByAi || (turn.outcome === 'interrupted' && turn.answer !== '');
  const said = wordsIn(language);
  const links = { website: phone.website, language, isOurs: isWrittenByUs(turn) };
  const untranslated = checkOfUntranslated(turn);
  const known = new Set(turn.sources.map((source) => source.number));
  const text = turn.outcome === 'interrupted' ? closedForNow(turn.answer) : turn.answer;
  const anchor = (number: number) => (known.has(number) ? sourceId(turnNumber, number) : undefined);
  return el(
    'div',
    { class: `balie-answer balie-answer--${isByAi ? 'ai' : isFixed(turn) ? 'fixed' : 'other'}`, id, tabindex: '-1', ...inLanguage(language), ...(isMarked && CREATIVE_WORK) },
    ...(isMarked ? aiMarkTrees(turn.generatedBy) : []),
    el('h3', 'balie-answer__by', bylineOf(phone, language, isByAi), !isByAi && !isFixed(turn) && el('span', 'balie-mark', mark)),
    turn.masked !== undefined && turn.masked.length > 0 && maskedTree(turn.masked, language),
    note !== undefined && el('p', 'utrecht-paragraph utrecht-paragraph--small balie-answer__note', note),
    text !== '' && el('div', { class: 'balie-answer__text', ...(isMarked && { itemprop: 'text' }) }, ...answerTrees(text, anchor, language, turn.dutch).map((tree) => withLinks(tree, links))),
    turn.terms !== undefined && turn.terms.length > 0 && termsTree(turn.terms),
    // What could not be translated stands in Dutch already.
    turn.dutch !== undefined && untranslated === undefined && dutchTree(turn.dutch, said.dutch, anchor, links),
    turn.fault && faultTree(turn.fault, dutchIn(language)),
    WITH_ACTIONS.has(turn.outcome) && actionsTree(turn.sources, language),
    turn.sources.length > 0 && sourcesTree(turn.sources, turnNumber, links),
    isByAi && el('p', 'utrecht-paragraph utrecht-paragraph--small balie-answer__check', untranslated ?? said.check),
    // An assistant's own reply may name the telephone number already.
    person && phone.phone !== '' && !turn.answer.includes(phone.phone) && personTree(phone, said.person, dutchIn(language)),
    // Who was sent to a person, perhaps in need, is not asked for a mark; nor who only said hello.
    turn.outcome !== 'handed-over' && !isFixed(turn) && turn.feedback && feedbackTree(turn.id, turn.feedback, turnNumber, language),
  );
}

/** Whose answer it is. An assistant has a Dutch name alone. */
export function bylineOf({ speaker }: PhoneView, language?: string, isByAi = false): string {
  const { byline, bylineAi } = wordsIn(language);
  if (speaker !== undefined && byline === words.byline) return `Antwoord van ${speaker}${isByAi ? ' (AI)' : ''}`;
  return isByAi ? bylineAi : byline;
}

/** Pages that only come near to a question are no next step. */
const WITH_ACTIONS = new Set(['answered', 'quoted']);

function maskedTree(masked: readonly string[], language: string | undefined): Tree {
  const { text, isDutch } = maskedWords(masked, language);
  return el('p', { class: 'utrecht-paragraph utrecht-paragraph--small balie-answer__masked', ...(isDutch && dutchIn(language)) }, text);
}

/** Only under Dutch answers. */
function termsTree(terms: readonly TermView[]): Tree {
  return el(
    'div',
    'balie-terms',
    el('h4', 'balie-terms__title', words.terms),
    el('dl', 'balie-terms__list', ...terms.map(({ term, meaning }) => el('div', {}, el('dt', {}, term), el('dd', {}, meaning)))),
  );
}

/** The text that counts, under its translation. */
function dutchTree(dutch: string, title: string, anchor: (number: number) => string | undefined, links: LinkOptions): Tree {
  return el(
    'details',
    'balie-dutch',
    el('summary', 'balie-source__summary', title),
    el('div', { class: 'balie-dutch__text', lang: 'nl', dir: 'ltr' }, ...answerTrees(dutch, anchor).map((tree) => withLinks(tree, { ...links, language: 'nl' }))),
  );
}

/** Neither by the AI nor by who wrote a document. */
function isWrittenByUs(turn: TurnView): boolean {
  return ['abstained', 'out-of-scope', 'blocked', 'handed-over'].includes(turn.outcome) || isFixed(turn);
}

/** What the AI wrote always has sources: without one it is a fixed text, such as a greeting. */
function isFixed({ outcome, sources, answer }: TurnView): boolean {
  return outcome === 'answered' && sources.length === 0 && answer !== '';
}

export function answerId(turnNumber: number): string {
  return `antwoord-${turnNumber}`;
}

function personTree(phone: PhoneView, before: string, dutch: ReturnType<typeof dutchIn>): Tree {
  const href = phoneHref(phone.phone);
  const number = href === undefined ? phone.phone : el('a', { class: 'utrecht-link utrecht-link--html-a', href, ...dutch }, phone.phone);
  const hours = ` (${phone.phoneHours}).`;
  return el('p', 'utrecht-paragraph balie-answer__person', `${before} `, number, dutch.lang === undefined ? hours : el('span', dutch, hours));
}
