import type { Queryable } from '../store/database.ts';

/** How many questions of a day ended how; `running` for those that did not. */
export type DayOutcomes = Readonly<Record<string, number>>;

export interface Waits {
  /** Answers that the times are of. */
  readonly answers: number;
  /** Seconds from question to the end of its answer: half of them took no longer, and 95 of 100. */
  readonly half: number | null;
  readonly most: number | null;
}

/** A desk that is asked more than can be counted in this time tells nothing rather than make everybody wait. */
const LIMIT_MS = 4_000;

/**
 * Questions by day and outcome, oldest day first. Nothing of what was said is read.
 * @param starts moments at which days begin, in order; the last one has not ended yet.
 * @throws BalieError `database-unavailable` where it would take too long.
 */
export async function outcomesByDay(db: Queryable, starts: readonly Date[]): Promise<DayOutcomes[]> {
  const rows = await db.query<{ day: number; outcome: string; turns: number }>(
    `SELECT width_bucket(received_at, $1::timestamptz[]) AS day, coalesce(outcome, 'running') AS outcome, count(*) AS turns
     FROM turns WHERE received_at >= ($1::timestamptz[])[1] GROUP BY 1, 2`,
    [starts.map((at) => at.toISOString())],
    { limitMs: LIMIT_MS },
  );
  return starts.map((_, index) => Object.fromEntries(rows.filter(({ day }) => day === index + 1).map(({ outcome, turns }) => [outcome, turns])));
}

/** How long answers took since a moment; those that broke off are left out. @throws as `outcomesByDay`. */
export async function waitsSince(db: Queryable, since: Date): Promise<Waits> {
  const [row] = await db.query<Waits>(
    `SELECT count(*) AS answers, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS half, percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS most
     FROM (SELECT extract(epoch FROM ended_at - received_at)::float8 AS seconds FROM turns
           WHERE received_at >= $1 AND outcome IN ('answered', 'quoted', 'abstained', 'out-of-scope')) ended`,
    [since],
    { limitMs: LIMIT_MS },
  );
  return row ?? { answers: 0, half: null, most: null };
}

/** Of one assistant: how its questions ended, and seconds in which half of its answers stood there. */
export interface AssistantFigures {
  readonly outcomes: DayOutcomes;
  readonly half: number | null;
}

/** By assistant, since a moment; those that were asked nothing are not there. @throws as `outcomesByDay`. */
export async function figuresByAssistant(db: Queryable, since: Date): Promise<ReadonlyMap<string, AssistantFigures>> {
  const rows = await db.query<{ assistant: string; outcome: string; turns: number }>(
    `SELECT assistant, coalesce(outcome, 'running') AS outcome, count(*) AS turns FROM turns WHERE received_at >= $1 GROUP BY 1, 2 ORDER BY 1, 2`,
    [since],
    { limitMs: LIMIT_MS },
  );
  const halves = await db.query<{ assistant: string; half: number | null }>(
    `SELECT assistant, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - received_at)::float8) AS half
     FROM turns WHERE received_at >= $1 AND outcome IN ('answered', 'quoted', 'abstained', 'out-of-scope') GROUP BY 1`,
    [since],
    { limitMs: LIMIT_MS },
  );
  return new Map(
    [...Map.groupBy(rows, ({ assistant }) => assistant)].map(([assistant, some]) => [
      assistant,
      { outcomes: Object.fromEntries(some.map(({ outcome, turns }) => [outcome, turns])), half: halves.find((one) => one.assistant === assistant)?.half ?? null },
    ]),
  );
}
