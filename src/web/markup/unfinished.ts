/** A kept question with its answer, or that it has none yet: another page asked it, or it is work on a document. Only the server makes pages of those. */
import type { TurnView } from '../turn-views.ts';
import { el, type Tree } from './tree.ts';
import { answerId, answerTree, bylineOf, type PhoneView, questionTree, turnTree } from './turn.ts';

/** The outcome of what has none. */
export const UNFINISHED = 'unfinished';
/** In a file, which stays as it was. */
export const UNFINISHED_THEN = 'Deze vraag werd nog beantwoord toen dit bestand werd gemaakt.';
const UNFINISHED_NOW = 'Wordt nog beantwoord. Ververs de pagina om te zien hoe het staat.';

/** As `turnTree`. @param said of what has no answer yet. */
export function keptTurnTree(turn: TurnView, turnNumber: number, phone: PhoneView, id?: string, said?: string): Tree {
  if (turn.outcome !== UNFINISHED) return turnTree(turn, turnNumber, phone, id);
  return el('article', 'balie-turn', questionTree(turn.question, turnNumber, turn.language), keptAnswerTree(turn, turnNumber, phone, id, said));
}

/** As `answerTree`. */
export function keptAnswerTree(turn: TurnView, turnNumber: number, phone: PhoneView, id = answerId(turnNumber), said = UNFINISHED_NOW): Tree {
  if (turn.outcome !== UNFINISHED) return answerTree(turn, turnNumber, phone, id);
  return el(
    'div',
    { class: 'balie-answer balie-answer--other', id, tabindex: '-1' },
    el('h3', 'balie-answer__by', bylineOf(phone), el('span', 'balie-mark', 'Nog bezig')),
    el('p', 'utrecht-paragraph', said),
    turn.followedAt !== undefined && el('p', 'utrecht-paragraph', el('a', { class: 'utrecht-link utrecht-link--html-a', href: turn.followedAt }, 'Bekijk hoever het werk aan het document is')),
  );
}
