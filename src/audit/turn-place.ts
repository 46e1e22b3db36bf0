import type { Queryable } from '../store/database.ts';

/** Where and when a turn was asked, which stays known after what was said in it is erased. */
export interface TurnPlace {
  readonly assistant: string;
  readonly conversationId: string;
  readonly receivedAt: Date;
}

/** @returns undefined when there is no such turn. */
export async function turnPlace(db: Queryable, turnId: string): Promise<TurnPlace | undefined> {
  const [found] = await db.query<TurnPlace>(
    `SELECT assistant, conversation_id AS "conversationId", received_at AS "receivedAt" FROM turns WHERE id = $1`,
    [turnId],
  );
  return found;
}
