import type { Database, Queryable } from '../store/database.ts';
import { append, type ChainKey } from './chain.ts';
import { ERASED, type ErasedOf } from './erased-by-age.ts';

interface Context {
  readonly db: Database;
  readonly key: ChainKey;
  readonly now: () => Date;
  /** Hears of each part that went: of a fault after it, that is all that is known. */
  readonly onGone?: ((count: number) => void) | undefined;
}

/** What is past its retention: what is from before a moment, of turns only with these assistants. */
interface Past {
  readonly before: Date;
  readonly assistants: readonly string[];
}

/** So many are erased in one transaction: a desk that was off for a month has many at once. */
const ERASED_AT_ONCE = 5_000;

/** Nobody makes or ends a hold until the transaction is over: what is erased was not held at that moment, also in the order of the chain. */
export const NO_HOLDS_MEANWHILE = 'LOCK TABLE legal_holds IN SHARE MODE';

const HELD_TURN = 'is_held(t.conversation_id, t.person_id, t.assistant, t.received_at)';
const PAST_TURNS = 'FROM turns t JOIN turn_keys k ON k.turn_id = t.id WHERE t.received_at < $1 AND t.assistant = ANY($2) AND t.ended_at IS NOT NULL';
const PAST_CALLS = 'FROM calls WHERE received_at < $1 AND ended_at IS NOT NULL AND wrapped IS NOT NULL';
/** Of an answer that is still there; a number stays: that somebody said it did not help. */
const PAST_FEEDBACK = `FROM turn_feedback f JOIN turn_keys k ON k.turn_id = f.turn_id JOIN turns t ON t.id = f.turn_id
    JOIN audit_entries e ON e.turn_id = f.turn_id AND e.kind = 'turn.feedback' AND e.content IS NOT NULL
   WHERE t.assistant = ANY($2) AND e.body::jsonb ->> 'at' < $1`;

/** The keys go, and with them the content that they open. */
const ERASE_TURNS = `
  WITH past AS (SELECT t.id ${PAST_TURNS} AND NOT ${HELD_TURN} LIMIT $3),
  gone AS (DELETE FROM turn_keys k USING past WHERE k.turn_id = past.id RETURNING k.turn_id),
  emptied AS (UPDATE audit_entries e SET content = NULL FROM gone WHERE e.turn_id = gone.turn_id)
  SELECT count(*) AS erased, now() AS "asOf" FROM gone`;
const ERASE_CALLS = `
  WITH past AS (SELECT id ${PAST_CALLS} LIMIT $2),
  gone AS (UPDATE calls c SET wrapped = NULL FROM past WHERE c.id = past.id RETURNING c.received_number, c.ended_number),
  emptied AS (UPDATE audit_entries e SET content = NULL FROM (SELECT unnest(ARRAY[received_number, ended_number]) AS number FROM gone) g WHERE e.number = g.number)
  SELECT count(*) AS erased, now() AS "asOf" FROM gone`;
const ERASE_FEEDBACK = `
  WITH past AS (SELECT e.number ${PAST_FEEDBACK} AND NOT ${HELD_TURN} LIMIT $3),
  gone AS (UPDATE audit_entries e SET content = NULL FROM past WHERE e.number = past.number RETURNING e.number)
  SELECT count(*) AS erased, now() AS "asOf" FROM gone`;

/**
 * Erases what was said in turns that are past their retention, and not held: their keys and their content. The chain stays whole, and says
 * that this was done, of which assistants, and up to when. @param atOnce how many in one transaction. @returns how many were erased.
 */
export const eraseTurns = (context: Context, { before, assistants }: Past, atOnce = ERASED_AT_ONCE): Promise<number> =>
  inSteps(context, { sql: ERASE_TURNS, params: [before, assistants, atOnce], of: 'turns', facts: { assistants, receivedBefore: before.toISOString() } });

/** The same of the words with which somebody said that an answer did not help. */
export const eraseFeedback = (context: Context, { before, assistants }: Past, atOnce = ERASED_AT_ONCE): Promise<number> =>
  inSteps(context, { sql: ERASE_FEEDBACK, params: [before.toISOString(), assistants, atOnce], of: 'feedback', facts: { assistants, receivedBefore: before.toISOString() } });

/** The same of calls of programs to a model. */
export const eraseCalls = (context: Context, { before }: Pick<Past, 'before'>, atOnce = ERASED_AT_ONCE): Promise<number> =>
  inSteps(context, { sql: ERASE_CALLS, params: [before, atOnce], of: 'calls', facts: { receivedBefore: before.toISOString() } });

interface Step {
  readonly sql: string;
  readonly params: readonly unknown[];
  readonly of: ErasedOf;
  readonly facts: { readonly assistants?: readonly string[]; readonly receivedBefore: string };
}

async function inSteps({ db, key, now, onGone }: Context, { sql, params, of, facts }: Step): Promise<number> {
  let erased = 0;
  for (;;) {
    const count = await db.transaction(async (tx) => {
      await tx.query(NO_HOLDS_MEANWHILE);
      const [gone] = await tx.query<{ erased: number; asOf: Date }>(sql, params);
      if (gone === undefined || gone.erased === 0) return 0;
      // What holds until a moment does so by the clock of the database: by one behind that, what went would have been held still.
      const at = new Date(Math.max(now().getTime(), gone.asOf.getTime()));
      await append(tx, key, { kind: ERASED, at, facts: { of, [of]: gone.erased, ...facts } });
      return gone.erased;
    });
    if (count === 0) return erased;
    onGone?.(count);
    erased += count;
  }
}

interface Counted {
  /** Would go. */
  readonly due: number;
  /** Is as old, and held. */
  readonly held: number;
}

export const countTurns = (db: Queryable, { before, assistants }: Past): Promise<Counted> => count(db, PAST_TURNS, HELD_TURN, [before, assistants]);
export const countFeedback = (db: Queryable, { before, assistants }: Past): Promise<Counted> => count(db, PAST_FEEDBACK, HELD_TURN, [before.toISOString(), assistants]);
export const countCalls = (db: Queryable, { before }: Pick<Past, 'before'>): Promise<Counted> => count(db, PAST_CALLS, 'false', [before]);

async function count(db: Queryable, past: string, held: string, params: readonly unknown[]): Promise<Counted> {
  const [counted] = await db.query<Counted>(`SELECT count(*) FILTER (WHERE NOT ${held}) AS due, count(*) FILTER (WHERE ${held}) AS held ${past}`, params);
  return counted ?? { due: 0, held: 0 };
}

/** The assistants of which something that was said is kept; `isOfPeople`: by who was logged in. */
export function assistantsWithTurns(db: Queryable): Promise<{ readonly name: string; readonly isOfPeople: boolean }[]> {
  return db.query(`SELECT t.assistant AS name, bool_or(t.person_id IS NOT NULL) AS "isOfPeople" FROM turn_keys k JOIN turns t ON t.id = k.turn_id GROUP BY t.assistant`);
}
