import type { Queryable } from '../store/database.ts';
import { append, chainKey, type Facts } from './chain.ts';

interface Options {
  readonly masterKey: Buffer;
  readonly now: () => Date;
}

/** Something that was changed by who manages the desk. */
interface ManagementAct {
  readonly kind: string;
  readonly facts: Facts;
}

/** Puts an act into the chain, in the transaction that does it. */
export type RecordAct = (tx: Queryable, act: ManagementAct) => Promise<void>;

/**
 * The record of what is managed. @returns what puts an act into the chain, in the transaction of the change itself: both are there, or
 * neither is. The chain is locked until that ends, so that it should be the last thing in it.
 */
export function createManagementLog({ masterKey, now }: Options): RecordAct {
  const key = chainKey(masterKey);
  return async (tx, { kind, facts }) => void (await append(tx, key, { kind, at: now(), facts }));
}

/** An act as it stands in the chain. */
export interface RecordedAct {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly kind: string;
  readonly facts: Facts;
}

/** `changes`: what was changed, judgements of answers too. `readings`: who opened what people said, and who made a file of it. `logins`: who logged in and out, or did not get in. */
export type ActsOf = 'changes' | 'readings' | 'logins';

const KINDS: Readonly<Record<ActsOf, string>> = {
  changes: `kind = 'turn.judged' OR (kind !~ '^(turn|call|content|conversation|review|replay|handover|login)[.]' AND kind NOT IN ('opening.looked', 'avg.handed-out'))`,
  readings: `kind ~ '^(review|replay)[.]' OR kind IN ('opening.looked', 'avg.handed-out')`,
  logins: `kind ~ '^login[.]'`,
};

/** What was managed, the last act first. Whether the log is as it was written is for `verify` to say. @param limit at most so many. */
export async function readActs(db: Queryable, limit: number, of: ActsOf = 'changes'): Promise<RecordedAct[]> {
  const rows = await db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE ${KINDS[of]} ORDER BY number DESC LIMIT $1`, [limit]);
  return rows.map(({ body }) => {
    const { number, at, kind, facts, turnId } = JSON.parse(body) as RecordedAct & { readonly turnId?: string };
    return { number, at, kind, facts: turnId === undefined ? facts : { turn: turnId, ...facts } };
  });
}

/** The last act of a kind. */
export async function lastAct(db: Queryable, kind: string): Promise<RecordedAct | undefined> {
  const [row] = await db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE kind = $1 AND kind !~ '^(turn|call)[.]' ORDER BY number DESC LIMIT 1`, [kind]);
  return row && (JSON.parse(row.body) as RecordedAct);
}

/** The acts of some kinds behind an entry, the first first. */
export async function actsBehind(db: Queryable, number: number, kinds: readonly string[]): Promise<RecordedAct[]> {
  const rows = await db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE number > $1 AND kind = ANY ($2) AND kind !~ '^(turn|call)[.]' ORDER BY number`, [number, kinds]);
  return rows.map(({ body }) => JSON.parse(body) as RecordedAct);
}

/** When an act of a kind was last done (ISO 8601); undefined: never, as far as the log goes back. */
export async function lastActAt(db: Queryable, kind: string): Promise<string | undefined> {
  // The second condition is that of the index over acts.
  const [row] = await db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE kind = $1 AND kind !~ '^(turn|call)[.]' ORDER BY number DESC LIMIT 1`, [kind]);
  return row && (JSON.parse(row.body) as RecordedAct).at;
}
