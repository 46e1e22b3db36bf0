import type { Queryable } from '../store/database.ts';

/** Questions are counted by slots of so long; those of the one before count for the part of it that is less than five minutes ago. */
export const SLOT_MS = 5 * 60_000;

const countIn = (slot: string) => `coalesce((SELECT c.count FROM visitor_counts c WHERE c.slot = ${slot} AND c.scope = a.scope), 0)`;

interface Asked {
  readonly scope: string;
  readonly slot: number;
  /** How many may be counted. */
  readonly cap: number;
}

export interface Counted {
  readonly scope: string;
  /** In this slot, and in the one before it. */
  readonly now: number;
  readonly before: number;
}

/**
 * Counts a question in all its scopes, unless one of them is full: in one statement, for each question pays for it. Of those that come at
 * the same moment some may be counted that are refused.
 * @param share of the slot before that still counts. @returns what was there before it, and whether it was counted.
 */
export async function count(db: Queryable, asked: readonly Asked[], share: number): Promise<{ readonly isCounted: boolean; readonly counted: readonly Counted[] }> {
  const rows = await db.query<Counted & { readonly cap: number; readonly counted: number | null }>(
    `WITH asked AS (SELECT * FROM unnest($1::text[], $2::bigint[], $3::integer[]) AS a(scope, slot, cap)),
       seen AS MATERIALIZED (
         -- Looked up one by one: a join that is planned while the table is empty, and kept, reads all of it once it is full.
         SELECT a.*, ${countIn('a.slot')} AS now, ${countIn('a.slot - 1')} AS before FROM asked a),
       added AS (
         INSERT INTO visitor_counts AS c (slot, scope, count)
         SELECT slot, scope, 1 FROM seen WHERE NOT EXISTS (SELECT FROM seen WHERE now + before * $4::float8 >= cap)
         -- Always in one order, so that nobody waits for another who waits; the total last, for all wait for that.
         ORDER BY scope
         ON CONFLICT (slot, scope) DO UPDATE SET count = c.count + 1
         RETURNING scope, count)
     SELECT s.scope, s.now, s.before, s.cap, added.count AS counted FROM seen s LEFT JOIN added USING (scope)`,
    [asked.map(({ scope }) => scope), asked.map(({ slot }) => slot), asked.map(({ cap }) => cap), share],
    { isKept: true },
  );
  // What others counted meanwhile is in `counted`, and not in what was seen.
  const isCounted = rows.every(({ counted, before, cap }) => counted !== null && counted - 1 + before * share < cap);
  return { isCounted, counted: rows.map(({ scope, now, before, counted }) => ({ scope, before, now: counted === null ? now : counted - 1 })) };
}

/** How long it takes until there are fewer than `cap`, if nobody asks meanwhile. @param share of the slot before that still counts. */
export function msUntilBelow(cap: number, { now, before }: Counted, share: number): number {
  if (now + before * share < cap) return 0;
  const untilShare = (wanted: number) => (share - wanted) * SLOT_MS;
  return 1 + (now < cap ? untilShare((cap - now) / before) : untilShare(0) + (1 - cap / now) * SLOT_MS);
}

/** Deletes what counts no more. */
export async function sweepCounts(db: Queryable, slot: number): Promise<void> {
  await db.query('DELETE FROM visitor_counts WHERE slot < $1::bigint - 1', [slot]);
}
