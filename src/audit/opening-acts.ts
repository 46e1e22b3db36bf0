import type { Queryable } from '../store/database.ts';

/** Looks at what somebody else said. */
const LOOKS = `('opening.looked', 'review.opened', 'replay.read', 'replay.run')`;
/** As the index has them. */
const KINDS = `('opening.asked', 'opening.approved', 'opening.refused', 'opening.ended', 'opening.looked', 'review.opened', 'replay.read', 'replay.run')`;
/** Behind the first and before the last, where the chain is verified, as the number that it says it is. */
const STANDS = `e.number BETWEEN 1 AND (SELECT h.number FROM audit_head h) AND e.body::jsonb ->> 'number' = e.number::text`;
const facts = `(e.body::jsonb -> 'facts')`;

/** What the chain says of one kind of act with one opening. */
export interface OpeningActs {
  readonly opening: number;
  readonly kind: string;
  readonly times: number;
  /** Of these, at what employees said. */
  readonly ofEmployees: number;
  /** Numbers of the first and the last entry. */
  readonly first: number;
  readonly last: number;
  /** The number of who did it: of steps there is one alone. */
  readonly by: string | null;
}

/** @param openings their numbers. */
export function actsOfOpenings(db: Queryable, openings: readonly number[]): Promise<OpeningActs[]> {
  return db.query<OpeningActs>(
    `SELECT (${facts} ->> 'opening')::integer AS opening, e.kind, count(*) AS times, count(*) FILTER (WHERE ${facts} ->> 'ofEmployee' = 'true') AS "ofEmployees",
            min(e.number) AS first, max(e.number) AS last, min(${facts} ->> 'byPerson') AS by
       FROM audit_entries e WHERE ${STANDS} AND e.kind IN ${KINDS} AND ${facts} ->> 'opening' = ANY ($1::text[]) GROUP BY ${facts} ->> 'opening', e.kind`,
    [openings.map(String)],
  );
}

/** The openings that the chain says were asked for, as numbers. */
export async function openingsInChain(db: Queryable): Promise<number[]> {
  const rows = await db.query<{ opening: string | null }>(`SELECT DISTINCT ${facts} ->> 'opening' AS opening FROM audit_entries e WHERE ${STANDS} AND e.kind = 'opening.asked'`);
  return rows.flatMap(({ opening }) => (/^[1-9]\d{0,8}$/.test(opening ?? '') ? [Number(opening)] : [])).toSorted((a, b) => a - b);
}

/** How often the chain says that somebody looked, in all: `without` an opening is from before these were needed. */
export async function countLooks(db: Queryable): Promise<{ readonly looks: number; readonly ofEmployees: number; readonly without: number; readonly first: number | null; readonly last: number | null }> {
  const [row] = await db.query<{ looks: number; ofEmployees: number; without: number; first: number | null; last: number | null }>(
    `SELECT count(*) AS looks, count(*) FILTER (WHERE ${facts} ->> 'ofEmployee' = 'true') AS "ofEmployees", count(*) FILTER (WHERE ${facts} ->> 'opening' IS NULL) AS without,
            min(e.number) AS first, max(e.number) AS last
       FROM audit_entries e WHERE ${STANDS} AND e.kind IN ${LOOKS}`,
  );
  return row ?? { looks: 0, ofEmployees: 0, without: 0, first: null, last: null };
}

/** A look at something that one person asked. */
export interface LookAtPerson {
  /** Of the entry. */
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly opening: number | undefined;
  /** The number of a person or key; undefined: on the machine itself, by this account. */
  readonly by: string | undefined;
  readonly account: string | undefined;
}

/** What of somebody's own was looked at, the last look first. @param limit at most so many. */
export async function looksAtPerson(db: Queryable, person: string, limit: number): Promise<LookAtPerson[]> {
  const rows = await db.query<{ body: string }>(
    `SELECT e.body FROM audit_entries e WHERE ${STANDS} AND e.kind IN ${LOOKS} AND coalesce(${facts} ->> 'turn', ${facts} ->> 'name') IN (SELECT id::text FROM turns WHERE person_id = $1)
      ORDER BY e.number DESC LIMIT $2`,
    [person, limit],
  );
  return rows.map(({ body }) => {
    const { number, at, facts: said } = JSON.parse(body) as { number: number; at: string; facts: { opening?: number; byPerson?: string; byKey?: string; byUser?: string } };
    return { number, at, opening: said.opening, by: said.byPerson ?? said.byKey, account: said.byUser };
  });
}

/** How often was looked from one moment until another. */
export async function looksBetween(db: Queryable, from: Date, until: Date): Promise<number> {
  const [row] = await db.query<{ looks: number }>(
    `SELECT count(*) AS looks FROM audit_entries e WHERE ${STANDS} AND e.kind IN ${LOOKS} AND e.body::jsonb ->> 'at' >= $1 AND e.body::jsonb ->> 'at' < $2`,
    [from.toISOString(), until.toISOString()],
  );
  return row?.looks ?? 0;
}
