import type { Queryable } from '../store/database.ts';

/** Which conversations were passed on, by the ids of the handovers. */
export async function conversationsOf(db: Queryable, handovers: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; conversation: string }>('SELECT id, conversation_id AS conversation FROM handovers WHERE id = ANY($1::uuid[])', [handovers]);
  return new Map(rows.map(({ id, conversation }) => [id, conversation]));
}
