import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import type { Place } from './files/file.ts';

/** Work on whole files, as it stands. */
export interface WorkState {
  /** Also of the turn that it is recorded as. */
  readonly id: string;
  readonly startedAt: Date;
  readonly isRunning: boolean;
  readonly done: number;
  readonly total: number;
}

/** A process that is silent for so long is gone, and its work with it. */
const GONE_MS = 60_000;
/** Of one person, in all conversations. */
const MOST_AT_ONCE = 3;
const MAX_LISTED = 50;

/** How far work on whole files is, for any process that is asked, and whether it is to stop. */
export function createWorks({ db, now }: { readonly db: Database; readonly now: () => Date }) {
  const alive = () => new Date(now().getTime() - GONE_MS);
  return {
    /** @throws BalieError `document-work-running` where there is some in this conversation; `turns-at-once`; `conversation-unknown`. */
    async begin(id: string, { conversationId, personId }: Place, total: number): Promise<void> {
      await db.transaction(async (tx) => {
        // All of one person are counted one after the other.
        const folders = await tx.query<{ id: string }>('SELECT conversation_id AS id FROM chat_folders WHERE person_id = $1 ORDER BY conversation_id FOR UPDATE', [personId]);
        if (!folders.some((folder) => folder.id === conversationId)) throw new BalieError('conversation-unknown');
        const running = await tx.query<{ id: string }>(
          'SELECT conversation_id AS id FROM chat_works JOIN chat_folders USING (conversation_id) WHERE person_id = $1 AND ended_at IS NULL AND seen_at > $2',
          [personId, alive()],
        );
        if (running.some((work) => work.id === conversationId)) throw new BalieError('document-work-running');
        if (running.length >= MOST_AT_ONCE) throw new BalieError('turns-at-once');
        await tx.query('INSERT INTO chat_works (id, conversation_id, started_at, seen_at, total) VALUES ($1, $2, $3, $3, $4)', [id, conversationId, now(), total]);
      });
    },

    /** Says how far it is. @returns whether it is to go on: false when its person wants it to stop or was shut out, or the conversation was erased. */
    async report(id: string, done: number, total: number): Promise<boolean> {
      const [row] = await db.query<{ stop: boolean }>(
        `UPDATE chat_works w SET done = $2, total = $3, seen_at = $4 FROM chat_folders d JOIN people p ON p.id = d.person_id
          WHERE w.id = $1 AND d.conversation_id = w.conversation_id RETURNING w.stop_asked OR p.disabled_at IS NOT NULL AS stop`,
        [id, done, total, now()],
      );
      return row?.stop === false;
    },

    async end(id: string): Promise<void> {
      await db.query('UPDATE chat_works SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [id, now()]);
    },

    /** Takes back what `begin` began, where nothing was recorded of it. */
    async unbegin(id: string): Promise<void> {
      await db.query('DELETE FROM chat_works WHERE id = $1', [id]);
    },

    /** Has it stop. @returns whether there is such work, running or not. */
    async stop({ conversationId, personId }: Place, id: string): Promise<boolean> {
      const rows = await db.query('UPDATE chat_works w SET stop_asked = true FROM chat_folders d WHERE w.id = $3 AND d.conversation_id = w.conversation_id AND d.conversation_id = $1 AND d.person_id = $2 RETURNING w.id', [conversationId, personId, id]);
      return rows.length > 0;
    },

    /** The work in a conversation, the last first. */
    list({ conversationId, personId }: Place): Promise<WorkState[]> {
      return db.query<WorkState>(
        `SELECT w.id, started_at AS "startedAt", ended_at IS NULL AND seen_at > $3 AS "isRunning", done, total
           FROM chat_works w JOIN chat_folders d USING (conversation_id) WHERE d.conversation_id = $1 AND d.person_id = $2 ORDER BY started_at DESC, w.id LIMIT $4`,
        [conversationId, personId, alive(), MAX_LISTED],
      );
    },
  };
}

/** Which of these turns are work on whole files. */
export async function worksAmong(db: Queryable, turnIds: readonly string[]): Promise<string[]> {
  if (turnIds.length === 0) return [];
  return (await db.query<{ id: string }>('SELECT id FROM chat_works WHERE id = ANY($1::uuid[])', [turnIds])).map(({ id }) => id);
}

export type Works = ReturnType<typeof createWorks>;
