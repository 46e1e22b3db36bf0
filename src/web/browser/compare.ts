/** Puts one question to two models: both answers grow side by side, each can be stopped, and one is chosen to go on with. */
import { DUTCH } from '../markup/page/spoken.ts';
import { waitingWords } from '../markup/page/waiting.ts';
import { el, type Tree } from '../markup/tree.ts';
import { type PhoneView, questionTree } from '../markup/turn.ts';
import { isOfTheLine } from '../markup/words.ts';
import { otherPlace, sideTitle, tookTree } from '../markup/work-compare.ts';
import { nodeOf } from './dom.ts';
import type { Happening } from './happening.ts';
import { PendingTurn } from './turn-view.ts';

const { words } = DUTCH;

type Done = Extract<Happening, { type: 'done' }>;

/** How one of both ended; without `done` it was stopped, or went wrong. */
export interface Ended {
  readonly done: Done | undefined;
  /** Once it is in the log. */
  readonly turnId: string | undefined;
  readonly model: string;
  /** Puts something under the answer. */
  under(tree: Tree): void;
}

interface Ask {
  readonly question: string;
  readonly isOther: boolean;
  /** The turn that asks the same of the other model. */
  readonly beside: string | undefined;
}

interface Parts {
  readonly question: string;
  /** As they are called on the page; the first is the one that the conversation goes on with. */
  readonly models: readonly [main: string, other: string];
  readonly number: number;
  readonly phone: PhoneView;
  readonly announce: (text: string) => void;
  send(asked: Ask, signal: AbortSignal): AsyncIterable<Happening>;
  /** The conversation, once it is there; undefined: it is there no more. */
  known(conversationId: string | undefined): void;
}

export interface Comparison {
  readonly element: HTMLElement;
  stop(): void;
  /** @returns how both ended, in the order of `models`. */
  run(): Promise<readonly [main: Ended, other: Ended]>;
}

export function compare({ question, models, number, phone, announce, send, known }: Parts): Comparison {
  const element = nodeOf(el('div', 'balie-versus'));
  let asked = nodeOf(questionTree(question, number));
  const sides = nodeOf(el('div', 'balie-versus__sides'));
  const stops = [new AbortController(), new AbortController()] as const;
  const turns = [sideOf(models[0], number, stops[0]), sideOf(models[1], otherPlace(number), stops[1])] as const;
  sides.append(turns[0].element, turns[1].element);
  element.append(asked, sides);
  return {
    element,
    stop: () => stops.forEach((stop) => stop.abort()),
    async run() {
      turns.forEach((turn) => turn.status(words.searching));
      announce('Twee taalmodellen beantwoorden uw vraag.');
      const begun = Promise.withResolvers<string | undefined>();
      const other = follow(turns[1], { isOther: true, beside: undefined }, stops[1].signal, begun.resolve).then((ended) => {
        begun.resolve(ended.turnId);
        return ended;
      });
      // The other one is in the log before this one takes its place.
      const beside = await begun.promise;
      return Promise.all([follow(turns[0], { isOther: false, beside }, stops[0].signal, () => undefined), other]);
    },
  };

  function sideOf(model: string, place: number, stop: AbortController): PendingTurn {
    const turn = new PendingTurn(question, place, phone, DUTCH);
    turn.element.classList.add('balie-versus__side');
    // It stands above both.
    turn.element.querySelector('.balie-question')?.replaceWith(nodeOf(sideTitle(model)));
    turn.stop.append(nodeOf(el('span', 'balie-hidden', ` (${model})`)));
    turn.stop.addEventListener('click', () => stop.abort());
    return turn;
  }

  async function follow(turn: PendingTurn, { isOther, beside }: Omit<Ask, 'question'>, signal: AbortSignal, begun: (turnId: string) => void): Promise<Ended> {
    const model = models[isOther ? 1 : 0];
    let done: Done | undefined;
    let turnId: string | undefined;
    try {
      signal.throwIfAborted();
      for await (const happening of send({ question, isOther, beside }, signal)) {
        if (happening.type === 'status') {
          if (happening.turnId !== undefined) {
            turnId = happening.turnId;
            if (happening.conversationId !== undefined) known(happening.conversationId);
            begun(turnId);
          }
          turn.status(happening.phase === 'waiting' ? waitingWords(happening.position, happening.expectedSeconds, words) : happening.phase === 'writing' ? words.writing : words.searching);
        }
        if (happening.type === 'delta') turn.append(happening.text);
        if (happening.type === 'sources') turn.sources = happening.sources;
        if (happening.type === 'done') {
          done = happening;
          finish(turn, done);
          announce(`Het antwoord van ${model} is klaar.`);
        }
        if (happening.type === 'error') {
          const { fault } = happening;
          if (fault.code === 'conversation-unknown') known(undefined);
          if (isOfTheLine(fault)) turn.breakOff(fault);
          else turn.fail(fault);
          announce(`${model}: ${fault.message}\n${fault.action}`);
        }
      }
    } catch {
      turn.finish({ outcome: 'interrupted', answer: turn.text, sources: turn.sources });
      announce(`${model}: ${words.stopped}`);
    }
    return { done, turnId: done?.id ?? turnId, model, under: (tree) => turn.element.append(nodeOf(tree)) };
  }

  function finish(turn: PendingTurn, done: Done): void {
    // It is not asked here whether the answer helps.
    const { conversationId: _conversation, ...shown } = done;
    if (shown.masked.length > 0 && shown.question !== '') {
      const kept = nodeOf(questionTree(shown.question, number));
      asked.replaceWith(kept);
      asked = kept;
    }
    turn.finish(shown);
    const took = tookIn(shown.took);
    if (took !== undefined) turn.element.append(nodeOf(tookTree(took)));
  }
}

function tookIn(value: unknown): Parameters<typeof tookTree>[0] | undefined {
  if (typeof value !== 'object' || value === null || !('durationMs' in value) || typeof value.durationMs !== 'number') return undefined;
  const { durationMs, promptTokens, answerTokens } = value as { durationMs: number; promptTokens?: unknown; answerTokens?: unknown };
  return { durationMs, ...(typeof promptTokens === 'number' && typeof answerTokens === 'number' && { promptTokens, answerTokens }) };
}
