import { dutchDay } from '../dutch-time.ts';
import { asBalieError } from '../errors.ts';
import type { RecordAct } from '../audit/management-log.ts';
import type { Database } from '../store/database.ts';
import type { Counted, Eraser } from './aged.ts';
import { requireTrueClock } from './clock.ts';
import { type Known, type Rule, rulesAt } from './plan.ts';
import type { DataKind, RetentionRules } from './rules.ts';
import { beatRun, type BeganBy, beginRun, dropRun, endRun, lastRetentionRuns, type NotBegun, noteRun, type Outcome, type RetentionRun } from './runs.ts';

interface RetentionOptions {
  readonly db: Database;
  /** As they hold now: somebody may change them while the desk runs. */
  readonly rules: () => RetentionRules;
  /** Of what something is kept. */
  readonly known: () => Promise<Known>;
  readonly erasers: Readonly<Record<DataKind, Eraser>>;
  readonly record: RecordAct;
  readonly now: () => Date;
  readonly newId: () => string;
}

interface RunOptions {
  /** Who asked for it, on the command line. */
  readonly byUser?: string;
  readonly onError?: (error: unknown) => void;
}

/** A rule, and what it would take. */
export interface Looked extends Rule, Counted {}

export type Retention = ReturnType<typeof createRetention>;

/** The act of a report. Among what is said of content: nobody changed anything. */
export const RAN = 'content.retention';
const BEAT_MS = 20_000;
const DAY_MS = 24 * 60 * 60_000;

/** Erases what is past its retention, by the rules, but what is held. */
export function createRetention({ db, rules, known, erasers, record, now, newId }: RetentionOptions) {
  return {
    rules,
    inForce: async (): Promise<Rule[]> => rulesAt(rules(), await known(), now()),
    last: (limit: number): Promise<RetentionRun[]> => lastRetentionRuns(db, limit),

    /** What would go if it ran in so many days, without what is held then as now. Takes nothing. */
    async look(days: number): Promise<Looked[]> {
      const at = new Date(now().getTime() + days * DAY_MS);
      const looked: Looked[] = [];
      for (const rule of rulesAt(rules(), await known(), at)) looked.push({ ...rule, ...(await erasers[rule.kind].count(rule)) });
      return looked;
    },

    /**
     * Carries out all rules. What fails is told in the report, and tried again the next time; the others go on.
     * @returns what became of it; `busy` while another process is at it, `reported` where the report of the day is there already.
     * @throws BalieError `retention-clock` where the clock may be wrong.
     */
    async run(beganBy: BeganBy, { byUser, onError = () => undefined }: RunOptions = {}): Promise<Outcome | NotBegun> {
      await requireTrueClock(db, beganBy, now);
      const id = newId();
      const begun = await beginRun(db, { id, beganBy, day: dutchDay(now()), now: now() });
      if (begun !== 'begun') return begun;
      const beat = setInterval(() => void beatRun(db, id).catch(() => undefined), BEAT_MS).unref();
      try {
        const outcome = await carryOut(id, onError);
        await settle({ id, beganBy, outcome, ...(byUser !== undefined && { byUser }) });
        return outcome;
      } finally {
        clearInterval(beat);
      }
    },
  };

  async function carryOut(id: string, onError: (error: unknown) => void): Promise<Outcome> {
    const erased: Partial<Record<DataKind, number>> = {};
    const held: Partial<Record<DataKind, number>> = {};
    const failed: Partial<Record<DataKind, string>> = {};
    const areHolds = (await db.query('SELECT 1 FROM legal_holds WHERE ended_at IS NULL LIMIT 1')).length > 0;
    for (const rule of rulesAt(rules(), await known(), now())) {
      const { kind } = rule;
      try {
        // By parts: what went before a fault is gone, and stands in the report.
        await erasers[kind].erase(rule, (gone) => {
          if (gone > 0) erased[kind] = (erased[kind] ?? 0) + gone;
        });
        const kept = areHolds ? (await erasers[kind].count(rule)).held : 0;
        if (kept > 0) held[kind] = (held[kind] ?? 0) + kept;
      } catch (error) {
        onError(error);
        failed[kind] = asBalieError(error).code;
      }
      // Also of one that is killed after this it is known what it took.
      await noteRun(db, id, { erased, held, failed });
    }
    return { erased, held, failed };
  }

  /** The report, and a word of it in the chain; each hour there is nothing to tell leaves nothing. */
  async function settle({ id, beganBy, outcome, byUser }: { id: string; beganBy: BeganBy; outcome: Outcome; byUser?: string }): Promise<void> {
    const { erased, held, failed } = outcome;
    const isTold = beganBy === 'day' || beganBy === 'hand' || Object.keys(erased).length + Object.keys(failed).length > 0;
    if (!isTold) return dropRun(db, id);
    await db.transaction(async (tx) => {
      await endRun(tx, id, now());
      await record(tx, { kind: RAN, facts: { run: id, beganBy, erased, held, failed, ...(byUser !== undefined && { byUser }) } });
    });
  }
}
