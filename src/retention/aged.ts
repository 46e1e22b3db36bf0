import { NO_HOLDS_MEANWHILE } from '../audit/retention.ts';
import type { Database } from '../store/database.ts';
import { inParts } from './parts.ts';
import type { Rule } from './plan.ts';

/** Rows of one table that go. */
interface Taking {
  /** The table, with a name for it where the condition needs one. */
  readonly from: string;
  /** What goes. Of what went it does not hold any more. */
  readonly where: string;
  /** What goes of a row that stays; absent: it goes whole. */
  readonly set?: string;
}

/** What a room has that goes by its age. In all of it `$1` is the moment; where a rule is of some assistants or collections, `$2` is those. */
interface Aged {
  /** A FROM and its WHERE: what is as old. */
  readonly past: string;
  /** Whether a row of that must be kept. */
  readonly held?: string;
  /** What hangs on rows that go whole, and would go with them in one statement however much it is: it goes before them. It is not counted. */
  readonly hanging?: readonly Taking[];
  /** What is as old and not held, in this order. Those of the first are counted. */
  readonly erase: readonly Taking[];
}

export interface Counted {
  /** Would go. */
  readonly due: number;
  /** Is as old, and held. */
  readonly held: number;
}

/** How many went for good just now, with the transaction that took them. */
export type OnGone = (count: number) => void;

/** Carries out the rules of one kind. */
export interface Eraser {
  count(rule: Rule): Promise<Counted>;
  /** @param onGone hears of each part that went, also of those before a fault. @returns how many went in all. */
  erase(rule: Rule, onGone?: OnGone): Promise<number>;
}

export function eraserOf(db: Database, { past, held = 'false', hanging = [], erase: [counted, ...others] }: Aged): Eraser {
  const params = ({ before, of }: Rule) => [before, ...(of ? [of] : [])];
  const take = (taking: Taking, rule: Rule) => (atMost: number) =>
    db.transaction(async (tx) => {
      await tx.query(NO_HOLDS_MEANWHILE);
      const [gone] = await tx.query<{ count: number }>(`WITH gone AS (${statementOf(taking, atMost)}) SELECT count(*) AS count FROM gone`, params(rule));
      return gone?.count ?? 0;
    });
  return {
    async count(rule) {
      const [figures] = await db.query<Counted>(`SELECT count(*) FILTER (WHERE NOT (${held})) AS due, count(*) FILTER (WHERE ${held}) AS held FROM ${past}`, params(rule));
      return figures ?? { due: 0, held: 0 };
    },
    async erase(rule, onGone = () => undefined) {
      let erased = 0;
      const count = (gone: number) => {
        erased += gone;
        onGone(gone);
      };
      for (const taking of hanging) await inParts(take(taking, rule), () => undefined);
      if (counted !== undefined) await inParts(take(counted, rule), count);
      for (const taking of others) await inParts(take(taking, rule), () => undefined);
      return erased;
    },
  };
}

/** The condition twice: a row that somebody changes while this waits for it is looked at anew. */
function statementOf({ from, where, set }: Taking, atMost: number): string {
  const part = `ctid = ANY (ARRAY (SELECT ctid FROM ${from} WHERE ${where} LIMIT ${atMost})) AND (${where})`;
  return `${set === undefined ? `DELETE FROM ${from}` : `UPDATE ${from} SET ${set}`} WHERE ${part} RETURNING 1`;
}
