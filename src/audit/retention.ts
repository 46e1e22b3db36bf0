import type { KeyObject } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { append, entryHash } from './chain.ts';

const KIND = 'content.erased';

interface Context {
  readonly db: Database;
  /** Key of the chain. */
  readonly key: KeyObject;
  readonly now: () => Date;
}

/**
 * Erases what was said in turns and calls received before a moment: their keys and their content. The chain stays whole, and says that
 * this was done. @returns how many were erased.
 */
export function erase({ db, key, now }: Context, before: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const turns = await tx.query<{ id: string }>(
      `DELETE FROM turn_keys k USING turns t
        WHERE t.id = k.turn_id AND t.received_at < $1 AND t.ended_at IS NOT NULL RETURNING t.id`,
      [before],
    );
    const calls = await tx.query<{ received: number; ended: number }>(
      `UPDATE calls SET wrapped = NULL WHERE received_at < $1 AND ended_at IS NOT NULL AND wrapped IS NOT NULL
       RETURNING received_number AS received, ended_number AS ended`,
      [before],
    );
    if (turns.length + calls.length === 0) return 0;
    await tx.query('UPDATE audit_entries SET content = NULL WHERE turn_id = ANY($1::uuid[])', [turns.map(({ id }) => id)]);
    await tx.query('UPDATE audit_entries SET content = NULL WHERE number = ANY($1::bigint[])', [calls.flatMap(({ received, ended }) => [received, ended])]);
    const facts = { turns: turns.length, ...(calls.length > 0 && { calls: calls.length }), receivedBefore: before.toISOString() };
    await append(tx, key, { kind: KIND, at: now(), facts });
    return turns.length + calls.length;
  });
}

/**
 * Tells whether the chain itself says that the content of an entry was erased: a later entry does, about turns received until after
 * this one's. Reads these entries when they are first needed, and again when they do not suffice: more may have come meanwhile.
 */
export function erasures(db: Database, key: KeyObject): (number: number, receivedAt: Date | null) => Promise<boolean> {
  let known: readonly Erasure[] = [];
  return async (number, receivedAt) => {
    if (receivedAt === null) return false;
    const isCovered = () => known.some((erasure) => erasure.number > number && receivedAt < erasure.before);
    if (isCovered()) return true;
    known = await readErasures(db, key);
    return isCovered();
  };
}

interface Erasure {
  readonly number: number;
  readonly before: Date;
}

/** The newest first, as it covers most. */
async function readErasures(db: Database, key: KeyObject): Promise<Erasure[]> {
  const rows = await db.query<{ body: string; hash: Buffer }>(
    'SELECT body, hash FROM audit_entries WHERE kind = $1 ORDER BY number DESC',
    [KIND],
  );
  return rows
    // One that was made up after the head was read is not met in the walk.
    .filter(({ body, hash }) => entryHash(key, body).equals(hash))
    .map(({ body }) => {
      const { number, facts } = JSON.parse(body) as { number: number; facts: { receivedBefore: string } };
      return { number, before: new Date(facts.receivedBefore) };
    });
}
