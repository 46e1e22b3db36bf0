import { createSecretKey } from 'node:crypto';
import type { Queryable } from '../store/database.ts';
import { append, chainKey, type Facts } from './chain.ts';
import { seal, unseal } from './content.ts';

/** What is recorded of a turn after its end: what the asker said of the answer, what staff judged of it, and what somebody had put right in it (AVG, article 16). */
export type NoteKind = 'turn.feedback' | 'turn.judged' | 'turn.corrected';

/** A turn whose content is there, held until the end of the caller's transaction: nobody else adds a note, or erases it. */
export interface HeldTurn {
  readonly id: string;
  readonly assistant: string;
  readonly conversationId: string;
  /** The employee whose it is; null: of who asks without an account, or of a program. */
  readonly personId: string | null;
  readonly receivedAt: Date;
  /** Null while it runs. */
  readonly outcome: string | null;
  readonly wrapped: Buffer;
}

interface Note {
  readonly kind: NoteKind;
  readonly at: Date;
  readonly facts: Facts;
  /** Encrypted with the key of the turn, and erased with it; undefined for nothing. */
  readonly said: unknown;
}

export interface TurnNotes {
  /** @returns undefined when there is no such turn, or it was erased. */
  hold(tx: Queryable, turnId: string): Promise<HeldTurn | undefined>;
  /** Puts a note into the chain, in the caller's transaction, as the last thing in it. @returns the number of the entry, in advance of the commit. */
  add(tx: Queryable, turn: HeldTurn, note: Note): Promise<number>;
}

export function createTurnNotes(masterKey: Buffer): TurnNotes {
  const key = chainKey(masterKey);
  const master = createSecretKey(masterKey);
  return {
    async hold(tx, turnId) {
      const [turn] = await tx.query<HeldTurn>(
        `SELECT t.id, t.assistant, t.conversation_id AS "conversationId", t.person_id AS "personId", t.received_at AS "receivedAt", t.outcome, k.wrapped
           FROM turns t JOIN turn_keys k ON k.turn_id = t.id WHERE t.id = $1 FOR UPDATE OF k`,
        [turnId],
      );
      return turn;
    },
    add(tx, { id, wrapped }, { kind, at, facts, said }) {
      const content = said === undefined ? undefined : seal(unseal(master, wrapped, id), Buffer.from(JSON.stringify(said)), noteContext(id, kind));
      return append(tx, key, { kind, turnId: id, at, facts, content });
    },
  };
}

/** What a note is bound to: it opens in no other place. */
export function noteContext(turnId: string, kind: NoteKind): string {
  return `${turnId} ${kind}`;
}
