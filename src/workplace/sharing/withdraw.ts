import type { Queryable } from '../../store/database.ts';

/**
 * Takes a share back, whoever's it is: for who knows that its owner did, in the caller's transaction.
 * @param isStopped false: it goes on without files. @returns the conversation; undefined where it is so already, or there is none.
 */
export async function takeBackShare(tx: Queryable, share: string, isStopped: boolean): Promise<string | undefined> {
  const sql = isStopped ? 'DELETE FROM conversation_shares WHERE id = $1' : 'UPDATE conversation_shares SET with_files = false WHERE id = $1 AND with_files';
  const [row] = await tx.query<{ conversation: string }>(`${sql} RETURNING conversation_id AS conversation`, [share]);
  return row?.conversation;
}
