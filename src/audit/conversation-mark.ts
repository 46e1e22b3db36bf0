import { hash } from 'node:crypto';
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

/** What an entry says, as it stands in the chain. */
export function marked(facts: Facts): Facts {
  const marks = NAMES.flatMap((name) => {
    const id = facts[name];
    return typeof id === 'string' ? [[name, conversationMark(id)]] : [];
  });
  return marks.length === 0 ? facts : { ...facts, ...(Object.fromEntries(marks) as Facts) };
}
