import { hash } from 'node:crypto';
import type { Queryable } from '../store/database.ts';
import type { Facts } from './chain.ts';

/** So that the digest is of use for nothing else. */
const PREFIX = 'balie conversation ';
const NAMES = ['conversation', 'conversationId'];

/**
 * How a conversation is named in the chain. Who knows the number of a resident's conversation can read it, and have it erased: it is the
 * code that they were given. The chain is shown, exported and sent to others, so that it holds a digest: SHA-256 of the number (122 bits
 * that were drawn), of which nobody makes the number again. In the shape of a number of the desk, the first 16 bytes.
 */
export function conversationMark(conversationId: string): string {
  const hex = hash('sha256', PREFIX + conversationId.toLowerCase(), 'hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** The same in SQL, as text. @param column of a uuid. */
export function markIn(column: string): string {
  return `encode(substring(sha256(convert_to('${PREFIX}' || ${column}::text, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid::text`;
}

/** Where conversations are known that may have a mark. */
const KNOWN = 'SELECT conversation_id AS id FROM turns UNION SELECT id FROM conversations UNION SELECT conversation_id FROM chat_folders UNION SELECT conversation_id FROM handovers';

/** The conversations that the chain means by some marks, as far as the database has them. */
export async function conversationsMarked(db: Queryable, marks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (marks.length === 0) return new Map();
  const rows = await db.query<{ mark: string; id: string }>(`SELECT ${markIn('k.id')} AS mark, k.id FROM (${KNOWN}) k WHERE ${markIn('k.id')} = ANY ($1)`, [marks]);
  return new Map(rows.map(({ mark, id }) => [mark, id]));
}

/** What an entry says, as it stands in the chain. */
export function marked(facts: Facts): Facts {
  const marks = NAMES.flatMap((name) => {
    const id = facts[name];
    return typeof id === 'string' ? [[name, conversationMark(id)]] : [];
  });
  return marks.length === 0 ? facts : { ...facts, ...(Object.fromEntries(marks) as Facts) };
}
