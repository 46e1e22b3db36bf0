import type { Queryable } from '../store/database.ts';

/** How many of each went. */
export interface ErasedAtWork {
  readonly titles: number;
  readonly shares: number;
  readonly files: number;
}

/** Takes titles, words to find them by, shares and files of conversations, in the caller's transaction. */
export async function eraseAtWork(tx: Queryable, conversationIds: readonly string[]): Promise<ErasedAtWork> {
  const of = [conversationIds];
  const files = await tx.query('DELETE FROM chat_files WHERE conversation_id = ANY($1::uuid[]) RETURNING id', of);
  await tx.query('DELETE FROM chat_folders WHERE conversation_id = ANY($1::uuid[])', of);
  const shares = await tx.query('DELETE FROM conversation_shares WHERE conversation_id = ANY($1::uuid[]) RETURNING id', of);
  // Its words go with it.
  const titles = await tx.query('DELETE FROM conversations WHERE id = ANY($1::uuid[]) RETURNING id', of);
  return { titles: titles.length, shares: shares.length, files: files.length };
}

/** The conversations of somebody, also those with files alone. */
export async function conversationsOf(tx: Queryable, personId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>('SELECT id FROM conversations WHERE person_id = $1 UNION SELECT conversation_id FROM chat_folders WHERE person_id = $1', [personId]);
  return rows.map(({ id }) => id);
}

/** Takes what somebody kept and reported, in the caller's transaction. */
export async function eraseOwnThings(tx: Queryable, personId: string): Promise<{ readonly prompts: number; readonly reports: number; readonly sharedWith: number }> {
  const prompts = await tx.query('DELETE FROM kept_prompts WHERE person_id = $1 RETURNING id', [personId]);
  const reports = await tx.query('DELETE FROM source_reports WHERE person_id = $1 RETURNING id', [personId]);
  // What others shared with them is named by their address.
  const sharedWith = await tx.query('DELETE FROM conversation_shares WHERE reader_id = $1 RETURNING id', [personId]);
  await tx.query('DELETE FROM word_keys WHERE person_id = $1', [personId]);
  await tx.query('DELETE FROM person_energy WHERE person_id = $1', [personId]);
  return { prompts: prompts.length, reports: reports.length, sharedWith: sharedWith.length };
}
