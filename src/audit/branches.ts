import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';

/** A question of a conversation that is put otherwise, or to another model. */
interface Replaced {
  readonly conversationId: string;
  readonly person: string;
  readonly turnId: string;
}

interface By {
  /** The turn that takes its place. */
  readonly id: string;
  /** Whether that asks the same of another model: the conversation may still go on with either. */
  readonly isBeside: boolean;
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

/** The conversation goes on without a turn and what came after it: they stay in the log, and are no history of it any more. @returns which they are. */
export function replaceFrom(db: Database, { conversationId, person, turnId }: Replaced, by: By, now: Date): Promise<string[]> {
  return db.transaction(async (tx) => {
    const rows = await tx.query<{ id: string }>(
      `UPDATE turns SET replaced_at = $5 WHERE ${OWN} AND id <> $4 AND (received_at, id) >= (SELECT received_at, id FROM turns WHERE id = $3) RETURNING id`,
      [conversationId, person, turnId, by.id, now],
    );
    if (by.isBeside) await tx.query('UPDATE turns SET beside = $2 WHERE id = $1', [by.id, turnId]);
    return rows.map(({ id }) => id);
  });
}

/** Whether the conversation went on without a turn, also while that still ran. */
export async function isReplaced(db: Queryable, turnId: string): Promise<boolean> {
  return (await db.query('SELECT 1 FROM turns WHERE id = $1 AND replaced_at IS NOT NULL', [turnId])).length > 0;
}
