import type { Database, Queryable } from '../store/database.ts';
import { NO_HOLDS_MEANWHILE } from '../audit/retention.ts';
import type { Rule } from './plan.ts';

/** What a room has that goes by its age. In all of it `$1` is the moment; where a rule is of some assistants or collections, `$2` is those. */
interface Aged {
  /** A FROM and its WHERE: what is as old. */
  readonly past: string;
  /** Whether a row of that must be kept. */
  readonly held?: string;
  /** Statements that take what is as old and not held, in this order; each gives the rows that went. Those of the first are counted. */
  readonly erase: readonly string[];
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

export function eraserOf(db: Database, { past, held = 'false', erase }: Aged): Eraser {
  const params = ({ before, of }: Rule) => [before, ...(of ? [of] : [])];
  return {
    async count(rule) {
      const [counted] = await db.query<Counted>(`SELECT count(*) FILTER (WHERE NOT (${held})) AS due, count(*) FILTER (WHERE ${held}) AS held FROM ${past}`, params(rule));
      return counted ?? { due: 0, held: 0 };
    },
    async erase(rule, onGone = () => undefined) {
      const gone = await db.transaction(async (tx) => {
        await tx.query(NO_HOLDS_MEANWHILE);
        const counts: number[] = [];
        for (const statement of erase) counts.push(await countGone(tx, statement, params(rule)));
        return counts[0] ?? 0;
      });
      onGone(gone);
      return gone;
    },
  };
}

async function countGone(tx: Queryable, statement: string, params: readonly unknown[]): Promise<number> {
  const [gone] = await tx.query<{ count: number }>(`WITH gone AS (${statement}) SELECT count(*) AS count FROM gone`, params);
  return gone?.count ?? 0;
}
