import type { Made } from '../../answer/details.ts';
import type { Exchange } from '../../answer/ports.ts';
import type { KeptTurn } from '../../audit/kept-turn.ts';
import { type createTurnLog, EARLIER_QUESTIONS, turnPlace, type TurnPlace } from '../../audit/turn-log.ts';
import { BalieError } from '../../errors.ts';
import type { Queryable } from '../../store/database.ts';

/** A turn with all that was kept of it. */
export interface Kept extends TurnPlace {
  readonly id: string;
  /** Undefined while it runs. */
  readonly outcome: string | undefined;
  readonly question: string;
  /** Earlier questions and answers of its conversation that were shown to the model, as far as they are still there. */
  readonly history: readonly Exchange[];
  /** Also those that were not answered: the last ones. */
  readonly earlierQuestions: readonly string[];
  readonly end: KeptTurn['end'];
  /** Absent in turns of before this was recorded. */
  readonly made: Made | undefined;
}

type Log = Pick<ReturnType<typeof createTurnLog>, 'find' | 'conversation'>;

/** As the log gives them to a turn. */
const HISTORY_TURNS = 3;
const ANSWERED = ['answered', 'quoted'];

/** @returns `earlier`: ids of what came before it in its conversation. @throws BalieError `turn-unrecorded`; `turn-erased` when what was said is gone. */
export async function keptTurn(db: Queryable, log: Log, id: string): Promise<{ readonly kept: Kept; readonly earlier: readonly string[] }> {
  const place = await turnPlace(db, id);
  const [turn] = place === undefined ? [] : await log.find([id]);
  if (place === undefined || turn === undefined) throw new BalieError('turn-unrecorded', { detail: id });
  if (turn.question === undefined) throw new BalieError('turn-erased', { detail: id });
  const earlier = (await log.conversation(place.conversationId, place.assistant)).filter(({ receivedAt }) => receivedAt < place.receivedAt);
  const kept = {
    ...place,
    id,
    outcome: turn.outcome,
    question: turn.question,
    history: earlier.filter(({ outcome }) => ANSWERED.includes(outcome ?? '')).slice(-HISTORY_TURNS).flatMap(exchangeOf),
    earlierQuestions: earlier.flatMap(({ question }) => question ?? []).slice(-EARLIER_QUESTIONS),
    end: turn.end,
    made: turn.end?.details?.['made'] as Made | undefined,
  };
  return { kept, earlier: earlier.map((one) => one.id) };
}

function exchangeOf({ question, end }: KeptTurn): Exchange[] {
  return question === undefined || end === undefined ? [] : [{ question, answer: end.answer }];
}
