/** What the review room needs of others, in its own words: `cli` fits together what delivers it. */
import type { Queryable } from '../store/database.ts';

/** A turn whose content is there, held until the end of the transaction. */
export interface HeldTurn {
  readonly id: string;
  readonly assistant: string;
  readonly conversationId: string;
  readonly receivedAt: Date;
  /** Null while it runs. */
  readonly outcome: string | null;
}

type Fact = string | number | boolean | readonly string[];

/** The record of what is said of turns after their end. */
export interface TurnNotes<Held extends HeldTurn = HeldTurn> {
  /** @returns undefined when there is no such turn, or it was erased. */
  hold(tx: Queryable, turnId: string): Promise<Held | undefined>;
  /** Records a note, in the transaction; what is `said` is erased with the turn. @returns the number of its entry. */
  add(
    tx: Queryable,
    turn: Held,
    note: { readonly kind: 'turn.feedback' | 'turn.judged'; readonly at: Date; readonly facts: Readonly<Record<string, Fact>>; readonly said: unknown },
  ): Promise<number>;
}

/** Records what staff did, in the transaction that does it. */
export type RecordAct = (tx: Queryable, act: { readonly kind: string; readonly facts: Readonly<Record<string, Fact>> }) => Promise<void>;

/** A text without the personal data that was found in it, and which kinds these were. */
export type Mask = (text: string) => { readonly text: string; readonly masked: readonly string[] };

/** What was asked in turns, by their ids; without those that were erased. */
export type ReadQuestions = (turnIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
