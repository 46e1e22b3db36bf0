import { createSecretKey } from 'node:crypto';
import type { Queryable } from '../store/database.ts';
import { ENTRY_COLUMNS, type EntryRow, type KeptTurn, openTurn } from './kept-turn.ts';

/** A conversation of somebody who was logged in. */
export interface PersonConversation {
  readonly assistant: string;
  /** Oldest first, without those that were asked otherwise or of which the other answer was chosen. */
  readonly turns: readonly KeptTurn[];
}

/** More than anybody reads at once: the last ones. */
const MOST_TURNS = 200;

/** The last ones: what somebody may want to open once more, or erase. */
const LAST = 50;

/** The last conversations of somebody with assistants whose names begin so, newest first; without those of which nothing is kept. */
export function lastConversations(db: Queryable, person: string, prefix: string): Promise<{ assistant: string; conversationId: string; at: Date }[]> {
  return db.query(
    `SELECT t.assistant, t.conversation_id AS "conversationId", t.received_at AS at FROM turns t JOIN turn_keys k ON k.turn_id = t.id
      WHERE t.person_id = $1 AND starts_with(t.assistant, $2) ORDER BY t.received_at DESC LIMIT ${LAST}`,
    [person, prefix],
  );
}

/** Reads conversations for the one whose they are. @returns undefined for one that is not there and for one of somebody else, alike. */
export function createPersonConversations({ db, masterKey }: { readonly db: Queryable; readonly masterKey: Buffer }) {
  const master = createSecretKey(masterKey);
  return async (conversationId: string, person: string): Promise<PersonConversation | undefined> => {
    const rows = await db.query<EntryRow & { readonly assistant: string }>(
      `SELECT ${ENTRY_COLUMNS}, t.assistant
         FROM (SELECT id, received_at, outcome, assistant FROM turns WHERE conversation_id = $1 AND person_id = $2 AND replaced_at IS NULL ORDER BY received_at DESC, id DESC LIMIT ${MOST_TURNS}) t
         JOIN audit_entries e ON e.turn_id = t.id LEFT JOIN turn_keys k ON k.turn_id = t.id
        ORDER BY t.received_at, t.id, e.number`,
      [conversationId, person],
    );
    const [first] = rows;
    return first && { assistant: first.assistant, turns: [...Map.groupBy(rows, ({ id }) => id).values()].map((entries) => openTurn(entries, master)) };
  };
}
