import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { Database, Queryable } from '../store/database.ts';

/** What was said in a conversation of a program. */
export interface SaidByProgram {
  /** Number of its key: no other goes on with it. */
  readonly key: string;
  readonly assistant: string;
  readonly said: readonly { readonly role: string; readonly content: string }[];
}

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
}

/** Knows a conversation again by what was said in it. */
export interface SaidBefore {
  /** The conversation that went here in the very same words; undefined where there is none. @throws BalieError `database-unavailable`. */
  find(said: SaidByProgram): Promise<string | undefined>;
  /** @throws BalieError `database-unavailable`. */
  keep(said: SaidByProgram, conversationId: string): Promise<void>;
}

/**
 * Programs that speak OpenAI's words send all that was said before along, not a conversation's number. What they send is not believed: only a
 * conversation that went here in the very same words is gone on with. In the database, so that it may have gone through any process: as a keyed
 * digest, of which nobody without the key finds out what was said by trying.
 */
export function createSaidBefore({ db, masterKey }: Options): SaidBefore {
  const secret = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'balie conversations of programs', 32)));

  /** Undefined when nothing was said yet. An assistant has instructions of its own: those of a program do not count. */
  function digestOf({ key, assistant, said }: SaidByProgram): Buffer | undefined {
    const words = said.filter(({ role }) => role === 'user' || role === 'assistant').map(({ role, content }) => [role, content.trim()]);
    return words.length === 0 ? undefined : createHmac('sha256', secret).update(JSON.stringify([key, assistant, words])).digest();
  }

  return {
    async find(said) {
      const digest = digestOf(said);
      if (digest === undefined) return undefined;
      const [found] = await db.query<{ id: string }>('SELECT conversation_id AS id FROM program_conversations WHERE digest = $1', [digest], { isKept: true });
      return found?.id;
    },
    async keep(said, conversationId) {
      // The same words may be said in two conversations: the last one is gone on with.
      await db.query(
        `INSERT INTO program_conversations (digest, conversation_id, kept_at) VALUES ($1, $2, now())
         ON CONFLICT (digest) DO UPDATE SET conversation_id = excluded.conversation_id, kept_at = excluded.kept_at`,
        [digestOf(said), conversationId],
        { isKept: true },
      );
    },
  };
}

/** Takes what conversations are known by, in the caller's transaction. */
export async function takeSaidBefore(tx: Queryable, conversationIds: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM program_conversations WHERE conversation_id = ANY($1::uuid[])', [conversationIds]);
}

/** Takes it of those of which nothing that was said is left: a part of a rule, with the moment as `$1`. */
export const UNSAID = { from: 'program_conversations c', where: 'c.kept_at < $1 AND NOT EXISTS (SELECT FROM turns t JOIN turn_keys k ON k.turn_id = t.id WHERE t.conversation_id = c.conversation_id)' };
