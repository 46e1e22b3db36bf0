import { actsOfOpenings, countLooks, type CountedLooks, type OpeningActs, openingsInChain } from '../audit/opening-acts.ts';
import type { Queryable } from '../store/database.ts';
import type { Opening } from './opening.ts';

/** What the audit log says of an opening. */
export interface Proof {
  /** How often something was looked at with it, and of these at what employees said. */
  readonly looks: number;
  readonly ofEmployees: number;
  /** Numbers of its entries. */
  readonly entries: { readonly asked: number | undefined; readonly decided: number | undefined; readonly ended: number | undefined; readonly firstLook: number | undefined; readonly lastLook: number | undefined };
  /** Whether the log says of its steps, and of who took them, what the list says. */
  readonly isAsInLog: boolean;
}

const STEPS = new Set(['opening.asked', 'opening.approved', 'opening.refused', 'opening.ended']);

/** Lays openings beside the audit log: what is told of them comes from there. */
export async function proofsOf(db: Queryable, openings: readonly Opening[]): Promise<ReadonlyMap<number, Proof>> {
  const acts = Map.groupBy(await actsOfOpenings(db, openings.map(({ number }) => number)), ({ opening }) => opening);
  return new Map(openings.map((opening) => [opening.number, proofOf(opening, acts.get(opening.number) ?? [])]));
}

function proofOf({ askedBy, decision, ended }: Opening, acts: readonly OpeningActs[]): Proof {
  const looks = acts.filter(({ kind }) => !STEPS.has(kind));
  const step = (kind: string) => acts.find((act) => act.kind === kind);
  const isStep = (kind: string, by: string | undefined) => step(kind)?.by === by && (step(kind)?.times ?? 0) === (by === undefined ? 0 : 1);
  const sum = (of: 'times' | 'ofEmployees') => looks.reduce((total, act) => total + act[of], 0);
  return {
    looks: sum('times'),
    ofEmployees: sum('ofEmployees'),
    entries: {
      asked: step('opening.asked')?.first,
      decided: (step('opening.approved') ?? step('opening.refused'))?.first,
      ended: step('opening.ended')?.first,
      firstLook: looks.length === 0 ? undefined : Math.min(...looks.map(({ first }) => first)),
      lastLook: looks.length === 0 ? undefined : Math.max(...looks.map(({ last }) => last)),
    },
    isAsInLog:
      isStep('opening.asked', askedBy) &&
      isStep('opening.approved', decision?.isApproved === true ? decision.by : undefined) &&
      isStep('opening.refused', decision?.isApproved === false ? decision.by : undefined) &&
      isStep('opening.ended', ended?.by),
  };
}

/** What stands above the list of openings. */
export interface Overall extends CountedLooks {
  /** Numbers of openings that the audit log knows, and that are in the list no more. */
  readonly missing: readonly number[];
}

export async function overall(db: Queryable): Promise<Overall> {
  const [looks, inChain, rows] = await Promise.all([countLooks(db), openingsInChain(db), db.query<{ number: number }>('SELECT number FROM openings')]);
  const listed = new Set(rows.map(({ number }) => number));
  return { ...looks, missing: inChain.filter((number) => !listed.has(number)) };
}
