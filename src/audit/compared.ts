import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';

/** Somebody's own conversation. */
interface Place {
  readonly conversationId: string;
  readonly person: string;
}

/** The last question of a conversation, where it was put to two models. */
interface Pair {
  /** The turn that the conversation goes on with. */
  readonly current: string;
  readonly other: string;
  /** Whether the other was the one to take the place of this: what was chosen first by the asker. */
  readonly isOtherFirst: boolean;
}

/** What an answer took, as it was kept. */
export interface Took {
  /** Absent: no model was asked. */
  readonly model?: string;
  readonly durationMs: number;
  readonly promptTokens?: number;
  readonly answerTokens?: number;
}

/** Undefined where the last question was put to one model. What was chosen before that question stays chosen. */
export async function lastPair(db: Queryable, { conversationId, person }: Place): Promise<Pair | undefined> {
  const [found] = await db.query<Pair>(
    `SELECT c.id AS current, o.id AS other, o.beside IS NOT DISTINCT FROM c.id AS "isOtherFirst"
       FROM (SELECT id, beside FROM turns WHERE conversation_id = $1 AND person_id = $2 AND replaced_at IS NULL ORDER BY received_at DESC, id DESC LIMIT 1) c
       JOIN turns o ON o.conversation_id = $1 AND o.person_id = $2 AND o.replaced_at IS NOT NULL AND (o.id = c.beside OR o.beside = c.id)
      ORDER BY o.received_at DESC, o.id DESC LIMIT 1`,
    [conversationId, person],
  );
  return found;
}

/**
 * The conversation goes on with this answer of both. @returns the other; undefined where it was this one already.
 * @throws BalieError `comparison-over` when it is not one of both, or something else was asked since.
 */
export function goOnWith(db: Database, place: Place & { readonly turnId: string }, now: Date): Promise<string | undefined> {
  return db.transaction(async (tx) => {
    const pair = await lastPair(tx, place);
    if (pair?.current === place.turnId) return undefined;
    if (pair?.other !== place.turnId) throw new BalieError('comparison-over');
    await tx.query('UPDATE turns SET replaced_at = CASE id WHEN $1::uuid THEN NULL ELSE $3::timestamptz END WHERE id IN ($1, $2)', [pair.other, pair.current, now]);
    return pair.current;
  });
}

/** What turns took, by their ids; without those that still run. */
export async function tookOf(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, Took>> {
  const rows = await db.query<{ id: string; facts: string }>(
    `SELECT turn_id AS id, (body::jsonb -> 'facts')::text AS facts FROM audit_entries WHERE turn_id = ANY($1::uuid[]) AND kind = 'turn.ended'`,
    [ids],
  );
  return new Map(rows.map(({ id, facts }) => [id, JSON.parse(facts) as Took]));
}
