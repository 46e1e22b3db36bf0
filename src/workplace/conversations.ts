import { createSecretKey } from 'node:crypto';
import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import { createFinder } from './finding.ts';
import { sealTitle, titleOf } from './titles.ts';
import { createWordKeys } from './word-keys.ts';
import { digestsOf, stemsOf } from './words.ts';

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
}

/** A conversation as its owner finds it again. */
export interface Conversation {
  readonly id: string;
  readonly assistant: string;
  /** Undefined once the question that it was made of is erased. */
  readonly title: string | undefined;
  readonly pinned: boolean;
  /** Which model wrote last. */
  readonly model: string | null;
  /** With how many it is shared: groups, and colleagues. */
  readonly shares: number;
  readonly createdAt: Date;
  readonly usedAt: Date;
}

/** A turn of a conversation, as it begins. */
interface Opened {
  readonly conversationId: string;
  readonly isNew: boolean;
  readonly person: string;
  readonly assistant: string;
  readonly question: string;
  /** Whether it is work on a file: its name is in the question. */
  readonly isOfFile?: boolean;
}

/** A turn that ended: what was said in it can be found from now on. */
interface Said extends Pick<Opened, 'conversationId' | 'person' | 'question'> {
  readonly turnId: string;
  readonly answer: string;
  readonly model: string | undefined;
}

export type Conversations = ReturnType<typeof createConversations>;

/** The conversations of employees: each is its owner's alone, also by its id. */
export function createConversations({ db, masterKey, now }: Options) {
  const master = createSecretKey(masterKey);
  const wordKey = createWordKeys(master);
  const finder = createFinder({ db, master, wordKey });

  async function keepWords(tx: Queryable, { part, conversationId, person, text }: { part: string; conversationId: string; person: string; text: string }): Promise<void> {
    const words = digestsOf(await wordKey(tx, person), await stemsOf(tx, text));
    // One that was deleted meanwhile keeps no words.
    await tx.query(
      `INSERT INTO conversation_words (part, conversation_id, words, said_at)
       SELECT $1::uuid, id, $3::bigint[], $4::timestamptz FROM conversations WHERE id = $2 AND person_id = $5
       ON CONFLICT (part) DO UPDATE SET words = excluded.words, said_at = excluded.said_at`,
      [part, conversationId, words, now(), person],
    );
  }

  return {
    ...finder,

    /** Before a turn is kept. @throws BalieError `conversation-unknown` for one that is not there, was deleted, or is somebody else's. */
    async open({ conversationId, isNew, person, assistant, question, isOfFile = false }: Opened): Promise<void> {
      if (!isNew) {
        const known = await db.query('UPDATE conversations SET used_at = $3 WHERE id = $1 AND person_id = $2 AND assistant = $4 RETURNING id', [conversationId, person, now(), assistant]);
        if (known.length === 0) throw new BalieError('conversation-unknown');
        return;
      }
      const { wrapped, sealed } = sealTitle(master, conversationId, titleOf(question));
      // Of two first questions at once, as a conversation with files may get, the second goes on with what the first began.
      const made = await db.query(
        `INSERT INTO conversations AS c (id, person_id, assistant, wrapped, title, created_at, used_at, is_of_file) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
         ON CONFLICT (id) DO UPDATE SET used_at = excluded.used_at WHERE c.person_id = excluded.person_id AND c.assistant = excluded.assistant RETURNING id`,
        [conversationId, person, assistant, wrapped, sealed, now(), isOfFile],
      );
      if (made.length === 0) throw new BalieError('conversation-unknown');
    },

    /** Takes back what `open` began, where nothing was asked in it after all. */
    async unopen({ conversationId, person }: Pick<Opened, 'conversationId' | 'person'>): Promise<void> {
      await db.query('DELETE FROM conversations c WHERE id = $1 AND person_id = $2 AND NOT EXISTS (SELECT 1 FROM turns t WHERE t.conversation_id = c.id)', [conversationId, person]);
    },

    said({ turnId, conversationId, person, question, answer, model }: Said): Promise<void> {
      return db.transaction(async (tx) => {
        await tx.query('UPDATE conversations SET model = coalesce($3, model) WHERE id = $1 AND person_id = $2', [conversationId, person, model]);
        await keepWords(tx, { part: turnId, conversationId, person, text: `${question}\n${answer}` });
      });
    },

    /** The first question was put otherwise: a title that was made of it goes with it. One that somebody gave stays. */
    async retitle({ conversationId, person, question }: Pick<Opened, 'conversationId' | 'person' | 'question'>): Promise<void> {
      const { wrapped, sealed } = sealTitle(master, conversationId, titleOf(question));
      await db.query('UPDATE conversations SET wrapped = $3, title = $4, is_of_file = false WHERE id = $1 AND person_id = $2 AND NOT is_named', [conversationId, person, wrapped, sealed]);
    },

    /** From now on these turns are not found: they were asked otherwise. */
    async forget(turnIds: readonly string[]): Promise<void> {
      await db.query('DELETE FROM conversation_words WHERE part = ANY($1::uuid[])', [turnIds]);
    },

    /** @returns false when there is no such conversation of theirs. @throws BalieError `title-empty`. */
    rename(person: string, id: string, text: string): Promise<boolean> {
      const title = titleOf(text);
      if (title === '') throw new BalieError('title-empty');
      const { wrapped, sealed } = sealTitle(master, id, title);
      return db.transaction(async (tx) => {
        const known = await tx.query('UPDATE conversations SET wrapped = $3, title = $4, is_named = true WHERE id = $1 AND person_id = $2 RETURNING id', [id, person, wrapped, sealed]);
        if (known.length > 0) await keepWords(tx, { part: id, conversationId: id, person, text: title });
        return known.length > 0;
      });
    },

    /** @returns false when there is no such conversation of theirs. */
    async pin(person: string, id: string, pinned: boolean): Promise<boolean> {
      return (await db.query('UPDATE conversations SET pinned = $3 WHERE id = $1 AND person_id = $2 RETURNING id', [id, person, pinned])).length > 0;
    },
  };
}

const PAST = 'used_at < $1 AND assistant = ANY($2)';
const HELD = 'is_conversation_held(id, person_id)';

/** What is left of what was said before a moment: conversations that nobody went on with; of others words, and titles. */
export const agedConversations = {
  past: `conversations WHERE ${PAST}`,
  held: HELD,
  hanging: [
    {
      from: 'conversation_words w',
      where: `said_at < $1 AND part <> conversation_id
        AND EXISTS (SELECT FROM conversations c WHERE c.id = w.conversation_id AND c.assistant = ANY($2) AND NOT is_conversation_held(c.id, c.person_id))`,
    },
  ],
  erase: [
    { from: 'conversations', where: `${PAST} AND NOT ${HELD}` },
    { from: 'conversations', set: 'wrapped = NULL, title = NULL', where: `created_at < $1 AND title IS NOT NULL AND NOT is_named AND assistant = ANY($2) AND NOT ${HELD}` },
  ],
};

/** The assistants with which there are conversations. */
export async function conversedWith(db: Queryable): Promise<string[]> {
  return (await db.query<{ assistant: string }>('SELECT DISTINCT assistant FROM conversations')).map(({ assistant }) => assistant);
}
