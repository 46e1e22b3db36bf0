import type { Queryable } from '../store/database.ts';
import { appendAll, type ChainKey, type Facts } from './chain.ts';

interface Context {
  readonly key: ChainKey;
  readonly now: () => Date;
}

/** Whose words: those of one conversation with any of these assistants, or (`assistants` absent) with any; or all of a person. */
export type Words = { readonly conversationId: string; readonly assistants?: readonly string[] | undefined } | { readonly personId: string };

/**
 * Whether something must stay for now, as for a lawsuit: then it is not erased (AVG, article 17, paragraph 3). Asked in the transaction of the
 * erasure, so that what is held meanwhile is held.
 */
export type HeldBy = (tx: Queryable, scope: { readonly conversationIds: readonly string[]; readonly personId?: string }) => Promise<boolean>;

/** Who had something erased: who held the conversation, a privacy officer on a request, or who put a backup back in which it still was. */
export type ErasedBy = { readonly by: 'restore' } | { readonly by: 'asker'; readonly byPerson?: string } | { readonly by: 'request'; readonly request: string; readonly byPerson: string };

/** What went of some words. */
export interface TakenTurns {
  readonly conversationIds: readonly string[];
  /** All of them, also of which nothing was kept any more. */
  readonly all: readonly string[];
  /** Those of which the key went now. */
  readonly taken: readonly string[];
}

const OF = 'CASE WHEN $1::uuid IS NULL THEN t.person_id = $3::uuid ELSE t.conversation_id = $1 AND ($2::text[] IS NULL OR t.assistant = ANY($2)) END';

const paramsOf = (words: Words) => ('personId' in words ? [null, null, words.personId] : [words.conversationId, words.assistants ?? null, null]);

/** The turns that are meant. They never go, so that what is found stays true. */
export async function turnsIn(tx: Queryable, words: Words): Promise<Omit<TakenTurns, 'taken'>> {
  const rows = await tx.query<{ id: string; conversationId: string }>(`SELECT t.id, t.conversation_id AS "conversationId" FROM turns t WHERE ${OF} ORDER BY t.id`, paramsOf(words));
  return { all: rows.map(({ id }) => id), conversationIds: [...new Set(rows.map(({ conversationId }) => conversationId))] };
}

/** Turns that still run lose their keys too: their end is kept without its content then. */
const TAKE_KEYS = `
  WITH gone AS (
    DELETE FROM turn_keys k USING turns t WHERE k.turn_id = t.id AND ${OF} RETURNING k.turn_id
  ), emptied AS (UPDATE audit_entries e SET content = NULL FROM gone WHERE e.turn_id = gone.turn_id)
  SELECT turn_id AS id FROM gone ORDER BY 1`;

/** Takes keys and content of turns, in the caller's transaction. The chain must say so in the same: `recordErasure`. */
export async function takeTurns(tx: Queryable, words: Words): Promise<TakenTurns> {
  const meant = await turnsIn(tx, words);
  const gone = await tx.query<{ id: string }>(TAKE_KEYS, paramsOf(words));
  return { ...meant, taken: gone.map(({ id }) => id) };
}

/** Where the last erasure on request stands in the chain; 0: there was none. */
export async function lastErasure(db: Queryable): Promise<number> {
  const [row] = await db.query<{ last: number | null }>('SELECT max(number) AS last FROM erasures');
  return row?.last ?? 0;
}

/** A turn of which nothing may be read any more needs a word of its own in the chain, or its content would be missed. */
const wordsOf = (taken: readonly string[], at: Date, by: ErasedBy) => taken.map((id) => ({ kind: 'turn.erased', turnId: id, at, facts: { ...by } }));

interface Erasure {
  readonly subject: { readonly conversation: string } | { readonly person: string };
  /** The employee whose conversation it was. */
  readonly personId?: string | undefined;
  readonly turns: TakenTurns;
  /** How many of what else went. */
  readonly erased: Facts;
  readonly by: ErasedBy;
}

/** Puts an erasure into the chain, in the caller's transaction, as the last thing in it. */
export async function recordErasure(tx: Queryable, { key, now }: Context, { subject, personId, turns: { taken }, erased, by }: Erasure): Promise<void> {
  const at = now();
  const [kind, id] = 'conversation' in subject ? ['conversation.erased', subject.conversation] : ['person.erased', subject.person];
  const number = await appendAll(tx, key, [...wordsOf(taken, at, by), { kind, at, facts: { ...subject, ...(personId !== undefined && { person: personId }), turns: taken.length, erased, ...by } }]);
  await tx.query('INSERT INTO erasures (number, subject, person_id) VALUES ($1, $2, $3)', [number, id, personId ?? null]);
}
