import type { Queryable } from '../store/database.ts';
import type { ErrorCode } from '../errors.ts';

/** How what follows the log, or sends of it, fares. */
export interface Outlet {
  readonly name: string;
  readonly cursor: number;
  readonly failures: number;
  readonly acknowledgedAt: Date | null;
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
  readonly faultAt: Date | null;
}

export interface OutletFault {
  readonly code: ErrorCode;
  /** What the other side was like: never what was sent. */
  readonly detail: string;
  /** How long it asked to be left alone. */
  readonly waitMs?: number;
}

/** A process that says nothing for so long is taken to be gone: more than a try may take. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** No other side gets to turn it off for longer. */
const LONGEST_ASKED_MS = 10 * 60_000;

/** Begins with what is to come: what was before it was set up was not promised to anybody. */
export async function openOutlet(db: Queryable, name: string, cursor: number, now: Date): Promise<void> {
  await db.query('INSERT INTO outlets (name, cursor, next_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [name, cursor, now]);
}

/** Takes an outlet for this process alone, unless another has it or it is to be left alone. @returns where it is; undefined when it was not taken. */
export async function lease(db: Queryable, name: string, by: string, now: Date): Promise<number | undefined> {
  const [taken] = await db.query<{ cursor: number }>(
    `UPDATE outlets SET leased_by = $2, leased_until = $3
      WHERE name = $1 AND next_at <= $4 AND (leased_by = $2 OR leased_until IS NULL OR leased_until <= $4) RETURNING cursor`,
    [name, by, new Date(now.getTime() + LEASE_MS), now],
  );
  return taken?.cursor;
}

/** For who knows that no other process is at work. */
export async function releaseLeases(db: Queryable): Promise<void> {
  await db.query('UPDATE outlets SET leased_until = NULL WHERE leased_until IS NOT NULL');
  await db.query('UPDATE logbook_queue SET leased_until = NULL WHERE leased_until IS NOT NULL');
}

/** Whether it may be tried now. */
export async function isDue(db: Queryable, name: string, now: Date): Promise<boolean> {
  return (await db.query('SELECT 1 FROM outlets WHERE name = $1 AND next_at <= $2', [name, now])).length > 0;
}

interface Acknowledged {
  readonly name: string;
  /** Who has it: another that took it over meanwhile goes on from where it was. */
  readonly by?: string;
  readonly cursor?: number;
  /** A fault that still holds. */
  readonly but?: ErrorCode;
  readonly now: Date;
}

export async function acknowledge(db: Queryable, { name, by, cursor, but, now }: Acknowledged): Promise<void> {
  await db.query(
    `UPDATE outlets SET cursor = greatest(cursor, COALESCE($2, cursor)), acknowledged_at = $3, failures = 0, next_at = $3,
       fault = CASE WHEN fault = $5 THEN fault END, detail = CASE WHEN fault = $5 THEN detail END, fault_at = CASE WHEN fault = $5 THEN fault_at END
      WHERE name = $1 AND leased_by IS NOT DISTINCT FROM $4`,
    [name, cursor ?? null, now, by ?? null, but ?? null],
  );
}

/** Leaves it alone for a while, longer each time. */
export async function failed(db: Queryable, name: string, { code, detail, waitMs = 0 }: OutletFault, now: Date): Promise<void> {
  const [row] = await db.query<{ failures: number }>('SELECT failures FROM outlets WHERE name = $1', [name]);
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(row?.failures ?? 0, 16), LONGEST_PAUSE_MS);
  const next = new Date(now.getTime() + Math.max(pause, Math.min(waitMs, LONGEST_ASKED_MS)));
  await db.query('UPDATE outlets SET failures = failures + 1, next_at = $2, leased_by = NULL, leased_until = NULL, fault = $3, detail = $4, fault_at = $5 WHERE name = $1', [name, next, code, detail, now]);
}

/** Tells of a fault that keeps nothing else waiting. */
export async function noteFault(db: Queryable, name: string, { code, detail }: OutletFault, now: Date): Promise<void> {
  await db.query('UPDATE outlets SET fault = $2, detail = $3, fault_at = $4 WHERE name = $1', [name, code, detail, now]);
}

export function outletsOf(db: Queryable, names: readonly string[]): Promise<Outlet[]> {
  return db.query<Outlet>(
    `SELECT name, cursor, failures, acknowledged_at AS "acknowledgedAt", fault, detail, fault_at AS "faultAt" FROM outlets WHERE name = ANY($1::text[]) ORDER BY name`,
    [names],
  );
}
