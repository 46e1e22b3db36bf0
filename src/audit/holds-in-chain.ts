import type { Queryable } from '../store/database.ts';
import type { ChainKey } from './chain.ts';
import { conversationMark } from './conversation-mark.ts';
import { isIntact } from './intact.ts';

/** What the chain says of what must be kept: `hold.made`, and `hold.ended` of the same. */
export const HOLD_MADE = 'hold.made';
export const HOLD_ENDED = 'hold.ended';

interface OfTurn {
  readonly receivedAt: Date | null;
  readonly assistant: string | null;
  readonly conversationId: string | null;
  readonly personId: string | null;
}

/** Something that had to be kept, as the chain says. */
export interface ChainHold {
  /** Whether it kept the content of a turn at the time of an erasure. */
  keeps(turn: OfTurn, erasure: { readonly number: number; readonly at: Date }): boolean;
}

interface Facts {
  readonly hold: string;
  readonly conversation?: string;
  readonly person?: string;
  readonly assistant?: string;
  readonly saidFrom?: string;
  readonly saidUntil?: string;
  readonly endsAt?: string;
}

interface Entry {
  readonly number: number;
  readonly kind: string;
  readonly facts: Facts;
}

export async function holdsIn(db: Queryable, key: ChainKey): Promise<ChainHold[]> {
  const rows = await db.query<{ number: number; body: string; hash: Buffer }>('SELECT number, body, hash FROM audit_entries WHERE kind = ANY($1)', [[HOLD_MADE, HOLD_ENDED]]);
  const entries = rows.filter((row) => isIntact(key, row)).map(({ body }) => JSON.parse(body) as Entry);
  const ended = new Map(entries.filter(({ kind }) => kind === HOLD_ENDED).map(({ number, facts }) => [facts.hold, number]));
  return entries
    .filter(({ kind }) => kind === HOLD_MADE)
    .map(({ number, facts }) => ({
      keeps(turn, erasure) {
        const isInForce = erasure.number > number && erasure.number < (ended.get(facts.hold) ?? Infinity) && (facts.endsAt === undefined || erasure.at < new Date(facts.endsAt));
        return isInForce && isOf(facts, turn);
      },
    }));
}

function isOf({ conversation, person, assistant, saidFrom, saidUntil }: Facts, turn: OfTurn): boolean {
  if (conversation !== undefined) return turn.conversationId !== null && conversationMark(turn.conversationId) === conversation;
  if (person !== undefined) return turn.personId === person;
  const isInTime = turn.receivedAt !== null && (saidFrom === undefined || turn.receivedAt >= new Date(saidFrom)) && (saidUntil === undefined || turn.receivedAt < new Date(saidUntil));
  return assistant !== undefined && turn.assistant === assistant && isInTime;
}
