import type { Queryable } from '../store/database.ts';

/** Whose turns there are in a conversation: `free` when there are none, `theirs` when all are this person's, `others` when any is not. */
export async function turnsOf(db: Queryable, { conversationId, personId }: { readonly conversationId: string; readonly personId: string }): Promise<'free' | 'theirs' | 'others'> {
  const [found] = await db.query<{ mine: boolean | null }>('SELECT bool_and(person_id IS NOT DISTINCT FROM $2::uuid) AS mine FROM turns WHERE conversation_id = $1', [conversationId, personId]);
  if (found?.mine == null) return 'free';
  return found.mine ? 'theirs' : 'others';
}

/** Whether anything was asked in a conversation. */
export async function isConversation(db: Queryable, id: string): Promise<boolean> {
  return (await db.query('SELECT 1 FROM turns WHERE conversation_id = $1 LIMIT 1', [id])).length > 0;
}
