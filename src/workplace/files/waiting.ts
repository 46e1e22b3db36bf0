import type { Queryable } from '../../store/database.ts';

/** Numbers of the files that nobody has read yet. */
export async function waitingFiles(db: Queryable): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(`SELECT id FROM chat_files WHERE state = 'waiting' ORDER BY created_at`);
  return rows.map(({ id }) => id);
}
