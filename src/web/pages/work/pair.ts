/** The last question of a conversation with the answers of two models. */
import { html } from 'hono/html';
import { type answerTree, questionTree } from '../../markup/turn.ts';
import { keptAnswerTree, UNFINISHED } from '../../markup/unfinished.ts';
import { el, type Tree } from '../../markup/tree.ts';
import { chooseCarriedTree, chooseKeptTree, goesOnTree, otherPlace, sideTitle, tookTree, type TookView } from '../../markup/work-compare.ts';
import { workEditTree } from '../../markup/work-edit.ts';
import type { TurnView } from '../../turn-views.ts';
import { corrections } from '../corrections.ts';
import type { Html } from '../html.ts';
import { render } from '../render.ts';
import type { ComparedView, TalkView } from './views.ts';

interface Pair {
  readonly turn: TurnView;
  readonly number: number;
  readonly compared: ComparedView;
  /** The answer to which the page jumps. */
  readonly isNewest: boolean;
  /** What the answers are shown with. */
  readonly about: Parameters<typeof answerTree>[2];
}

export function pair({ turn, number, compared, isNewest, about }: Pair, { held, chosen }: TalkView): Html {
  const model = compared.took?.model;
  const choice = held === undefined
    ? chooseCarriedTree({ assistant: chosen.assistant, model: model ?? '', carried: compared.carried ?? '' }, model)
    : chooseKeptTree(held.id, compared.turn.id, model);
  const current = side({ took: compared.besideTook, answer: keptAnswerTree(turn, number, about, isNewest ? 'antwoord' : undefined), last: isEmpty(turn) ? undefined : goesOnTree() });
  const other = side({ took: compared.took, answer: keptAnswerTree(compared.turn, otherPlace(number), about), last: isEmpty(compared.turn) ? undefined : choice });
  return html`<div class="balie-versus">${render(questionTree(turn.question, number, turn.language))}
      <div class="balie-versus__sides">${(compared.isFirst ? [other, current] : [current, other]).map(render)}</div>
      ${corrections(turn)}${held ? render(workEditTree(held.id, turn.id, number)) : ''}</div>`;
}

/** Nothing to go on with. */
function isEmpty({ outcome, answer }: TurnView): boolean {
  return outcome === 'failed' || outcome === UNFINISHED || (outcome === 'interrupted' && answer === '');
}

function side({ took, answer, last }: { readonly took: TookView | undefined; readonly answer: Tree; readonly last: Tree | undefined }): Tree {
  return el('article', 'balie-turn balie-versus__side', sideTitle(took?.model), answer, took && tookTree(took), last);
}
