import type { KeyObject } from 'node:crypto';
import type { Database } from '../store/database.ts';
import type { Conversation } from './conversations.ts';
import { openTitle } from './titles.ts';
import type { WordKey } from './word-keys.ts';
import { soughtDigests, stemsOf } from './words.ts';

interface Options {
  readonly db: Database;
  readonly master: KeyObject;
  readonly wordKey: WordKey;
}

interface Page {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

interface Found {
  readonly total: number;
  readonly conversations: readonly Conversation[];
}

type Row = Omit<Conversation, 'title'> & { readonly wrapped: Buffer | null; readonly title: Buffer | null };

const COLUMNS = 'c.id, c.assistant, c.wrapped, c.title, c.pinned, c.model, c.created_at AS "createdAt", c.used_at AS "usedAt", (SELECT count(*) FROM conversation_shares s WHERE s.conversation_id = c.id) AS shares';
const ORDER = 'c.pinned DESC, c.used_at DESC, c.id DESC';

/** Finds the conversations of one person, and of nobody else. */
export function createFinder({ db, master, wordKey }: Options) {
  const opened = ({ wrapped, ...row }: Row): Conversation => ({ ...row, title: openTitle(master, { id: row.id, wrapped, title: row.title }) });

  /** @param words of which one must have them all; `$1` is the person. */
  async function pageOf(person: string, { page, pageSize }: Page, words: readonly string[] = []): Promise<Found> {
    const has = words.map((_, index) => ` AND c.id IN (SELECT conversation_id FROM conversation_words WHERE words @> ARRAY[$${index + 2}::bigint])`).join('');
    const params = [person, ...words];
    const [[counted], rows] = await Promise.all([
      db.query<{ total: number }>(`SELECT count(*) AS total FROM conversations c WHERE c.person_id = $1${has}`, params),
      db.query<Row>(
        // What is left out is not counted in how many it is shared with.
        `SELECT ${COLUMNS} FROM (
           SELECT * FROM conversations c WHERE c.person_id = $1${has} ORDER BY ${ORDER} LIMIT $${params.length + 1} OFFSET $${params.length + 2}
         ) c ORDER BY ${ORDER}`,
        [...params, pageSize, (page - 1) * pageSize],
      ),
    ]);
    return { total: counted?.total ?? 0, conversations: rows.map(opened) };
  }

  return {
    /** The pinned first, then what was last used. */
    list: (person: string, page: Page): Promise<Found> => pageOf(person, page),

    /** Those in which all words of a text were said, or stand in the title; in any form of the word. */
    async search(person: string, text: string, page: Page): Promise<Found> {
      const [key, stems] = await Promise.all([wordKey(db, person), stemsOf(db, text)]);
      const words = soughtDigests(key, stems);
      return words.length === 0 ? { total: 0, conversations: [] } : pageOf(person, page, words);
    },

    /** Undefined for one that is not there, or is somebody else's. */
    async find(person: string, id: string): Promise<Conversation | undefined> {
      const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM conversations c WHERE c.person_id = $1 AND c.id = $2`, [person, id]);
      return row && opened(row);
    },
  };
}
