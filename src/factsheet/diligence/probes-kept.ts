import type { Queryable } from '../../store/database.ts';
import type { ProbeRun } from './probe.ts';

/** Older ones say nothing of what runs now. */
const KEPT = 20;
/** Who measures says that it goes on three times in this. */
const SILENT_SECONDS = 60;
/** How often that is. */
export const BEAT_MS = 20_000;

interface Row extends Omit<ProbeRun, 'at'> {
  readonly at: Date;
}

/** The last run of each probe on each assistant. @throws BalieError `database-unavailable`. */
export async function lastProbes(db: Queryable): Promise<ProbeRun[]> {
  const rows = await db.query<Row>('SELECT DISTINCT ON (assistant, probe) assistant, probe, at, version, model, cases, passed, kinds FROM diligence_probes ORDER BY assistant, probe, at DESC');
  return rows.map(({ at, ...run }) => ({ ...run, at: at.toISOString() }));
}

/** Keeps one, and the last few before it. */
export async function keepProbe(db: Queryable, { assistant, probe, at, version, model, cases, passed, kinds }: ProbeRun): Promise<void> {
  await db.query('INSERT INTO diligence_probes (assistant, probe, at, version, model, cases, passed, kinds) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)', [assistant, probe, at, version, model, cases, passed, JSON.stringify(kinds)]);
  await db.query('DELETE FROM diligence_probes WHERE assistant = $1 AND probe = $2 AND at NOT IN (SELECT at FROM diligence_probes WHERE assistant = $1 AND probe = $2 ORDER BY at DESC LIMIT $3)', [assistant, probe, KEPT]);
}

/** Takes the one place in which something is measured. @returns false when another process measures. */
export async function claimMeasurement(db: Queryable, id: string): Promise<boolean> {
  const taken = await db.query(
    `INSERT INTO diligence_measurements AS m (id, began_at, seen_at) VALUES ($1, now(), now())
     ON CONFLICT (is_only) DO UPDATE SET id = excluded.id, began_at = now(), seen_at = now(), ended_at = NULL, fault = NULL
     WHERE m.ended_at IS NOT NULL OR m.seen_at <= now() - make_interval(secs => $2) RETURNING id`,
    [id, SILENT_SECONDS],
  );
  return taken.length > 0;
}

/** Says that it goes on. */
export async function beatMeasurement(db: Queryable, id: string): Promise<void> {
  await db.query('UPDATE diligence_measurements SET seen_at = now() WHERE id = $1', [id]);
}

export async function endMeasurement(db: Queryable, id: string, fault: string | undefined): Promise<void> {
  await db.query('UPDATE diligence_measurements SET ended_at = now(), fault = $2 WHERE id = $1', [id, fault]);
}

/** What became of the last one, of whichever process: the code of its fault, or that it never ended. */
export async function lastMeasurement(db: Queryable): Promise<{ readonly fault: string | undefined; readonly isInterrupted: boolean; readonly isRunning: boolean } | undefined> {
  const [row] = await db.query<{ fault: string | null; isInterrupted: boolean; isRunning: boolean }>(
    'SELECT fault, ended_at IS NULL AND seen_at <= now() - make_interval(secs => $1) AS "isInterrupted", ended_at IS NULL AND seen_at > now() - make_interval(secs => $1) AS "isRunning" FROM diligence_measurements',
    [SILENT_SECONDS],
  );
  return row && { fault: row.fault ?? undefined, isInterrupted: row.isInterrupted, isRunning: row.isRunning };
}
