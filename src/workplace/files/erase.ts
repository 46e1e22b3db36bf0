import { BalieError } from '../../errors.ts';
import type { Queryable } from '../../store/database.ts';
import type { Place } from './file.ts';

/** Until the end of the transaction: of a file that comes in and an erasure at the same moment, the second sees what the first did. Before any row. */
export async function holdConversation(tx: Queryable, conversationId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('balie.chat-files ' || $1, 0))`, [conversationId]);
}

/** Of a conversation in which something was asked: when it was erased its turns are left, and nothing else. @throws BalieError `conversation-unknown`. */
export async function requireUnerased(tx: Queryable, { conversationId, personId }: Place): Promise<void> {
  const kept = await tx.query('SELECT 1 FROM conversations WHERE id = $1 AND person_id = $2', [conversationId, personId]);
  if (kept.length === 0) throw new BalieError('conversation-unknown');
}

const PAST = 'chat_files f JOIN chat_folders d USING (conversation_id) WHERE f.created_at < $1';
const HELD = 'is_conversation_held(conversation_id, d.person_id)';

/** What came in before a moment; and the keys of conversations that have no file any more. */
export const agedFiles = {
  past: PAST,
  held: HELD,
  erase: [
    { from: 'chat_files f', where: 'created_at < $1 AND EXISTS (SELECT FROM chat_folders d WHERE d.conversation_id = f.conversation_id AND NOT is_conversation_held(d.conversation_id, d.person_id))' },
    { from: 'chat_folders d', where: 'created_at < $1 AND NOT EXISTS (SELECT FROM chat_files f WHERE f.conversation_id = d.conversation_id)' },
  ],
};
