import { BalieError } from '../errors.ts';
import type { Queryable } from '../store/database.ts';
import type { DataKind } from './rules.ts';

/** Why it ran: at the start of a desk, each hour, once a day, or by hand. */
export type BeganBy = 'start' | 'hour' | 'day' | 'hand';

export type Figures = Readonly<Partial<Record<DataKind, number>>>;

/** What became of a run, by kind. */
export interface Outcome {
  readonly erased: Figures;
  readonly held: Figures;
  /** With which fault of the catalogue. */
  readonly failed: Readonly<Partial<Record<DataKind, string>>>;
}

export interface RetentionRun extends Outcome {
  readonly id: string;
  readonly beganBy: BeganBy;
  readonly beganAt: Date;
  /** Null while it runs. */
  readonly endedAt: Date | null;
  /** Its process was killed: a later run went on. */
  readonly isInterrupted: boolean;
}

export type NotBegun = 'busy' | 'reported';

/** One that said nothing for so long is gone. */
const SILENT_SECONDS = 120;

interface Begin {
  readonly id: string;
  readonly beganBy: BeganBy;
  /** In the Netherlands. */
  readonly day: string;
  readonly now: Date;
}

/**
 * Takes the place of the one run that there may be, in all processes on one database; one of which the process is gone gives it up.
 * @returns `busy` while another runs, `reported` where the report of the day is there.
 */
export async function beginRun(db: Queryable, { id, beganBy, day, now }: Begin): Promise<'begun' | NotBegun> {
  await db.query(`UPDATE retention_runs SET ended_at = $1, is_interrupted = true WHERE ended_at IS NULL AND seen_at < now() - make_interval(secs => ${SILENT_SECONDS})`, [now]);
  const taken = await db.query(
    `INSERT INTO retention_runs (id, began_by, day, began_at, seen_at)
     SELECT $1, $2::text, $3::date, $4, now() WHERE $2::text <> 'day' OR NOT EXISTS (SELECT 1 FROM retention_runs WHERE began_by = 'day' AND day = $3::date AND NOT is_interrupted)
     ON CONFLICT DO NOTHING RETURNING id`,
    [id, beganBy, day, now],
  );
  if (taken.length > 0) return 'begun';
  return (await db.query('SELECT 1 FROM retention_runs WHERE ended_at IS NULL')).length > 0 ? 'busy' : 'reported';
}

/** Says that it still runs, and what became of it so far. @throws BalieError `retention-busy` when another took its place meanwhile. */
export async function noteRun(db: Queryable, id: string, { erased, held, failed }: Outcome): Promise<void> {
  const known = await db.query('UPDATE retention_runs SET seen_at = now(), erased = $2, held = $3, failed = $4 WHERE id = $1 AND ended_at IS NULL RETURNING id', [
    id, JSON.stringify(erased), JSON.stringify(held), JSON.stringify(failed),
  ]);
  if (known.length === 0) throw new BalieError('retention-busy');
}

/** Says that it is there, while a long step takes its time. */
export async function beatRun(db: Queryable, id: string): Promise<void> {
  await db.query('UPDATE retention_runs SET seen_at = now() WHERE id = $1 AND ended_at IS NULL', [id]);
}

export async function endRun(db: Queryable, id: string, now: Date): Promise<void> {
  await db.query('UPDATE retention_runs SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [id, now]);
}

/** One of which there is nothing to tell leaves no row. */
export async function dropRun(db: Queryable, id: string): Promise<void> {
  await db.query('DELETE FROM retention_runs WHERE id = $1', [id]);
}

/** The last ones, the latest first. */
export function lastRetentionRuns(db: Queryable, limit: number): Promise<RetentionRun[]> {
  return db.query(
    `SELECT id, began_by AS "beganBy", began_at AS "beganAt", ended_at AS "endedAt", is_interrupted AS "isInterrupted", erased, held, failed
       FROM retention_runs ORDER BY began_at DESC, id LIMIT $1`,
    [limit],
  );
}

/** Reports of runs that are past their own retention. */
export const agedRuns = {
  past: 'retention_runs WHERE began_at < $1 AND ended_at IS NOT NULL',
  erase: [{ from: 'retention_runs', where: 'began_at < $1 AND ended_at IS NOT NULL' }],
};
