import { BalieError } from '../errors.ts';
import type { Queryable } from '../store/database.ts';

/** A question of a conversation that is put otherwise. */
interface Replaced {
  readonly conversationId: string;
  readonly person: string;
  readonly turnId: string;
}

const OWN = 'conversation_id = $1 AND person_id = $2 AND replaced_at IS NULL';

/** How many turns a conversation has, without those that were asked otherwise. */
export async function countTurns(db: Queryable, conversationId: string, person: string): Promise<number> {
  const [row] = await db.query<{ total: number }>(`SELECT count(*) AS total FROM turns WHERE ${OWN}`, [conversationId, person]);
  return row?.total ?? 0;
}

/** Before a question is put otherwise. @throws BalieError `question-replaced` when it stands in no conversation of theirs, or no longer. */
export async function requireTurn(db: Queryable, { conversationId, person, turnId }: Replaced): Promise<void> {
  const found = await db.query(`SELECT 1 FROM turns WHERE ${OWN} AND id = $3`, [conversationId, person, turnId]);
  if (found.length === 0) throw new BalieError('question-replaced');
}

/**
 * The conversation goes on without a turn and what came after it: they stay in the log, and are no history of it any more.
 * @param by the turn that takes its place. @returns which they are.
 */
export async function replaceFrom(db: Queryable, { conversationId, person, turnId }: Replaced, by: string, now: Date): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `UPDATE turns SET replaced_at = $5 WHERE ${OWN} AND id <> $4 AND (received_at, id) >= (SELECT received_at, id FROM turns WHERE id = $3) RETURNING id`,
    [conversationId, person, turnId, by, now],
  );
  return rows.map(({ id }) => id);
}
