import type { Database } from '../store/database.ts';
import { append, type ChainKey, entryHash, olderHash } from './chain.ts';
import { isPublic } from './head.ts';

const KIND = 'content.erased';

interface Context {
  readonly db: Database;
  readonly key: ChainKey;
  readonly now: () => Date;
}

/** So many are erased in one transaction: a desk that was off for a month has many at once. */
const ERASED_AT_ONCE = 5_000;

/** The keys go, and with them the content that they open. */
const ERASE_TURNS = `
  WITH past AS (
    SELECT t.id FROM turns t JOIN turn_keys k ON k.turn_id = t.id WHERE t.received_at < $1 AND t.ended_at IS NOT NULL LIMIT $2
  ), gone AS (DELETE FROM turn_keys k USING past WHERE k.turn_id = past.id RETURNING k.turn_id),
  emptied AS (UPDATE audit_entries e SET content = NULL FROM gone WHERE e.turn_id = gone.turn_id)
  SELECT count(*) AS erased FROM gone`;
const ERASE_CALLS = `
  WITH past AS (
    SELECT id FROM calls WHERE received_at < $1 AND ended_at IS NOT NULL AND wrapped IS NOT NULL LIMIT $2
  ), gone AS (UPDATE calls c SET wrapped = NULL FROM past WHERE c.id = past.id RETURNING c.received_number, c.ended_number),
  emptied AS (UPDATE audit_entries e SET content = NULL FROM (SELECT unnest(ARRAY[received_number, ended_number]) AS number FROM gone) g WHERE e.number = g.number)
  SELECT count(*) AS erased FROM gone`;

/**
 * Erases what was said in turns and calls received before a moment: their keys and their content. The chain stays whole, and says that
 * this was done. @param atOnce how many of each in one transaction. @returns how many were erased.
 */
export async function erase(context: Context, before: Date, atOnce = ERASED_AT_ONCE): Promise<number> {
  let erased = 0;
  for (;;) {
    const count = await eraseSome(context, before, atOnce);
    if (count === 0) return erased;
    erased += count;
  }
}

function eraseSome({ db, key, now }: Context, before: Date, atOnce: number): Promise<number> {
  return db.transaction(async (tx) => {
    const count = async (sql: string) => (await tx.query<{ erased: number }>(sql, [before, atOnce]))[0]?.erased ?? 0;
    const turns = await count(ERASE_TURNS);
    const calls = await count(ERASE_CALLS);
    if (turns + calls === 0) return 0;
    const facts = { turns, ...(calls > 0 && { calls }), receivedBefore: before.toISOString() };
    await append(tx, key, { kind: KIND, at: now(), facts });
    return turns + calls;
  });
}

/**
 * Tells whether the chain itself says that the content of an entry was erased: a later entry does, about turns received until after
 * this one's. Reads these entries when they are first needed, and again when they do not suffice: more may have come meanwhile.
 */
export function erasures(db: Database, key: ChainKey): (number: number, receivedAt: Date | null) => Promise<boolean> {
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
async function readErasures(db: Database, key: ChainKey): Promise<Erasure[]> {
  const rows = await db.query<{ body: string; hash: Buffer }>(
    'SELECT body, hash FROM audit_entries WHERE kind = $1 ORDER BY number DESC',
    [KIND],
  );
  return rows
    // One that was made up after the head was read is not met in the walk.
    .filter(({ body, hash }) => (isPublic(body) ? entryHash(body) : olderHash(key, body)).equals(hash))
    .map(({ body }) => {
      const { number, facts } = JSON.parse(body) as { number: number; facts: { receivedBefore: string } };
      return { number, before: new Date(facts.receivedBefore) };
    });
}
