import type { Queryable } from '../store/database.ts';

/** Looks at what somebody else said. */
const LOOKS = `('opening.looked', 'review.opened', 'replay.read', 'replay.run')`;
/** As the index has them. */
const KINDS = `('opening.asked', 'opening.approved', 'opening.refused', 'opening.ended', 'opening.looked', 'review.opened', 'replay.read', 'replay.run')`;
/** Behind the first and before the last, where the chain is verified, as the number that it says it is. */
const STANDS = `e.number BETWEEN 1 AND (SELECT h.number FROM audit_head h) AND e.body::jsonb ->> 'number' = e.number::text`;
const facts = `(e.body::jsonb -> 'facts')`;
const isHandedOut = `e.kind = 'avg.handed-out'`;
/** All of these, and files that were made for a request about somebody's data: not those that people have of their own. Each part by an index. */
const LOOKED = `(SELECT e.number, e.kind, e.body FROM audit_entries e WHERE ${STANDS} AND e.kind IN ${LOOKS}
  UNION ALL SELECT e.number, e.kind, e.body FROM audit_entries e WHERE ${STANDS} AND e.kind !~ '^(turn|call)[.]' AND ${isHandedOut} AND ${facts} ->> 'request' IS NOT NULL)`;

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

/** How often somebody looked. */
export interface CountedLooks {
  readonly looks: number;
  /** Of these, at what employees said. */
  readonly ofEmployees: number;
  /** Of these, from before openings were needed. */
  readonly without: number;
  /** Besides: files that were made for a request about somebody's data, and of these those of employees. */
  readonly handedOut: number;
  readonly handedOutOfEmployees: number;
}

/** How often the chain says that somebody looked, in all. */
export async function countLooks(db: Queryable): Promise<CountedLooks> {
  const ofEmployee = `${facts} ->> 'ofEmployee' = 'true'`;
  const [row] = await db.query<CountedLooks>(
    `SELECT count(*) FILTER (WHERE NOT ${isHandedOut}) AS looks, count(*) FILTER (WHERE NOT ${isHandedOut} AND ${ofEmployee}) AS "ofEmployees",
            count(*) FILTER (WHERE NOT ${isHandedOut} AND ${facts} ->> 'opening' IS NULL) AS without,
            count(*) FILTER (WHERE ${isHandedOut}) AS "handedOut", count(*) FILTER (WHERE ${isHandedOut} AND ${ofEmployee}) AS "handedOutOfEmployees"
       FROM ${LOOKED} e`,
  );
  return row ?? { looks: 0, ofEmployees: 0, without: 0, handedOut: 0, handedOutOfEmployees: 0 };
}

/** A look at something that one person asked. */
export interface LookAtPerson {
  /** Of the entry. */
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly opening: number | undefined;
  /** Of a file that was made for a request about their data: that request. */
  readonly request: string | undefined;
  /** The number of a person or key; undefined: on the machine itself, by this account. */
  readonly by: string | undefined;
  readonly account: string | undefined;
}

/**
 * What of somebody's own was looked at, the last look first.
 * @param requests numbers of those about their data: of a conversation the chain does not say whose it is. @param limit at most so many.
 */
export async function looksAtPerson(db: Queryable, { person, requests }: { readonly person: string; readonly requests: readonly string[] }, limit: number): Promise<LookAtPerson[]> {
  const rows = await db.query<{ body: string }>(
    `SELECT e.body FROM ${LOOKED} e
      WHERE CASE WHEN ${isHandedOut} THEN ${facts} ->> 'request' = ANY ($3::text[]) ELSE coalesce(${facts} ->> 'turn', ${facts} ->> 'name') IN (SELECT id::text FROM turns WHERE person_id = $1) END
      ORDER BY e.number DESC LIMIT $2`,
    [person, limit, requests],
  );
  return rows.map(({ body }) => {
    const { number, at, facts: said } = JSON.parse(body) as { number: number; at: string; facts: { opening?: number; request?: string; byPerson?: string; byKey?: string; byUser?: string } };
    return { number, at, opening: said.opening, request: said.request, by: said.byPerson ?? said.byKey, account: said.byUser };
  });
}

/** How often was looked from one moment until another. */
export async function looksBetween(db: Queryable, from: Date, until: Date): Promise<Pick<CountedLooks, 'looks' | 'handedOut'>> {
  const [row] = await db.query<Pick<CountedLooks, 'looks' | 'handedOut'>>(
    `SELECT count(*) FILTER (WHERE NOT ${isHandedOut}) AS looks, count(*) FILTER (WHERE ${isHandedOut}) AS "handedOut" FROM ${LOOKED} e WHERE e.body::jsonb ->> 'at' >= $1 AND e.body::jsonb ->> 'at' < $2`,
    [from.toISOString(), until.toISOString()],
  );
  return row ?? { looks: 0, handedOut: 0 };
}
