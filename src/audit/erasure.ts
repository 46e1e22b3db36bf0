import type { Database } from '../store/database.ts';
import { appendAll, type ChainKey } from './chain.ts';

interface Context {
  readonly db: Database;
  readonly key: ChainKey;
  readonly now: () => Date;
}

/** Turns that still run lose their keys too: their end is kept without its content then. */
const TAKE_KEYS = `
  WITH gone AS (
    DELETE FROM turn_keys k USING turns t WHERE k.turn_id = t.id AND t.conversation_id = $1 AND t.assistant = ANY($2) RETURNING k.turn_id
  ), emptied AS (UPDATE audit_entries e SET content = NULL FROM gone WHERE e.turn_id = gone.turn_id)
  SELECT turn_id AS id FROM gone ORDER BY 1`;

/**
 * Erases what was said in one conversation, as who held it asked: keys and content. The chain stays whole, and says of each turn that
 * this was done.
 * @returns whether there is such a conversation, erased before or not.
 */
export function eraseConversation({ db, key, now }: Context, conversationId: string, assistants: readonly string[]): Promise<boolean> {
  return db.transaction(async (tx) => {
    const turns = await tx.query<{ id: string }>(TAKE_KEYS, [conversationId, assistants]);
    if (turns.length === 0) {
      const known = await tx.query('SELECT 1 FROM turns WHERE conversation_id = $1 AND assistant = ANY($2) LIMIT 1', [conversationId, assistants]);
      return known.length > 0;
    }
    await appendAll(tx, key, turns.map(({ id }) => ({ kind: 'turn.erased', turnId: id, at: now(), facts: { by: 'asker' } })));
    return true;
  });
}
