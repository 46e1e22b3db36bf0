import { goOnWith, lastPair, tookOf } from '../../audit/compared.ts';
import type { KeptTurn } from '../../audit/kept-turn.ts';
import type { ComparedTurn, WorkplaceDeps } from '../../http/work-deps.ts';
import type { Database } from '../../store/database.ts';
import { withoutClosed } from '../desk/closed-sources.ts';
import type { Desk } from '../desk/desk.ts';

type Needs = Pick<Desk, 'conversations' | 'log'>;
interface Place {
  readonly conversationId: string;
  readonly person: string;
}

/** The other answer to the last question of a conversation, where two models were asked, and what both took. */
export async function comparedIn(db: Database, { log }: Pick<Needs, 'log'>, place: Place, readers: readonly string[]): Promise<(Omit<ComparedTurn, 'turn'> & { readonly turn: KeptTurn }) | undefined> {
  const pair = await lastPair(db, place);
  if (pair === undefined) return undefined;
  const [turns, took] = await Promise.all([log.find([pair.other]), tookOf(db, [pair.current, pair.other])]);
  const [turn] = await withoutClosed(db, turns, readers);
  // What was said in it may have been erased before that of the other.
  return turn?.question === undefined ? undefined : { turn, isFirst: pair.isOtherFirst, took: took.get(pair.other), besideTook: took.get(pair.current) };
}

/** From now on the conversation goes on with another answer of both, and is found by its words. */
export function chooser(db: Database, { conversations, log }: Needs): WorkplaceDeps['choose'] {
  return async (person, { id: conversationId }, turnId) => {
    const passed = await goOnWith(db, { conversationId, person, turnId }, new Date());
    if (passed === undefined) return;
    await conversations.forget([passed]);
    const [[turn], took] = await Promise.all([log.find([turnId]), tookOf(db, [turnId])]);
    if (turn?.question === undefined || turn.end === undefined) return;
    await conversations.said({ turnId, conversationId, person, question: turn.question, answer: turn.end.answer, model: took.get(turnId)?.model });
  };
}
