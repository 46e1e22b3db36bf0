import type { ErrorCode } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { type Checkpoint, checkpointsAfter } from './checkpoints.ts';

/** A place outside that keeps checkpoints. */
export interface Anchor {
  readonly name: string;
  /** @throws when it did not take them, in which case they are sent again: it may get some twice. */
  readonly send: (checkpoints: readonly Checkpoint[]) => Promise<void>;
}

/** How far an anchor is. */
export interface AnchorState {
  readonly name: string;
  /** How many checkpoints it does not have yet. */
  readonly waiting: number;
  readonly attempts: number;
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
  /** When it last took any. */
  readonly sentAt: Date | null;
}

/** What is told of why a try failed. */
type Explain = (error: unknown) => { readonly code: ErrorCode; readonly detail: string | undefined };

const AT_ONCE = 100;
/** Longer than any send takes: where the process that took it was killed, another takes it after this. */
const TAKEN_MS = 2 * 60_000;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

/**
 * Sends each anchor what it does not have yet, in order. One that is away misses nothing: where it is, stands in the database, and is moved on
 * when it took something. Of several processes one sends to it at a time.
 */
export async function sendWaiting(db: Database, anchors: readonly Anchor[], explain: Explain, now: () => Date): Promise<void> {
  for (const anchor of anchors) while (await sendSome(db, anchor, explain, now));
}

/** @returns whether there may be more to send now. */
async function sendSome(db: Database, { name, send }: Anchor, explain: Explain, now: () => Date): Promise<boolean> {
  // A new one gets the last checkpoint: that vouches for all before it.
  await db.query(
    `INSERT INTO audit_anchors (name, ordinal, next_at) SELECT $1, greatest(coalesce(max(ordinal), 0) - 1, 0), $2 FROM audit_checkpoints ON CONFLICT (name) DO NOTHING`,
    [name, now()],
  );
  const [taken] = await db.query<{ ordinal: number; attempts: number }>(
    `UPDATE audit_anchors SET next_at = $3 WHERE name = $1 AND next_at <= $2 AND ordinal < (SELECT coalesce(max(ordinal), 0) FROM audit_checkpoints) RETURNING ordinal, attempts`,
    [name, now(), new Date(now().getTime() + TAKEN_MS)],
  );
  if (taken === undefined) return false;
  const checkpoints = await checkpointsAfter(db, taken.ordinal, AT_ONCE);
  try {
    await send(checkpoints);
  } catch (error) {
    const { code, detail = null } = explain(error);
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** taken.attempts, LONGEST_PAUSE_MS);
    await db.query('UPDATE audit_anchors SET attempts = attempts + 1, fault = $2, detail = $3, next_at = $4 WHERE name = $1', [name, code, detail, new Date(now().getTime() + pause)]);
    return false;
  }
  await db.query('UPDATE audit_anchors SET ordinal = $2, attempts = 0, fault = NULL, detail = NULL, sent_at = $3, next_at = $3 WHERE name = $1', [
    name,
    checkpoints.at(-1)?.ordinal ?? taken.ordinal,
    now(),
  ]);
  return checkpoints.length === AT_ONCE;
}

/** How the anchors of the configuration stand; one that got nothing yet waits for its first. */
export async function anchorStates(db: Queryable, names: readonly string[]): Promise<AnchorState[]> {
  return db.query<AnchorState>(
    `SELECT n.name, coalesce(m.ordinal - a.ordinal, least(m.ordinal, 1)) AS waiting, coalesce(a.attempts, 0) AS attempts, a.fault, a.detail, a.sent_at AS "sentAt"
       FROM unnest($1::text[]) WITH ORDINALITY n (name, place) CROSS JOIN (SELECT coalesce(max(ordinal), 0) AS ordinal FROM audit_checkpoints) m
       LEFT JOIN audit_anchors a ON a.name = n.name ORDER BY n.place`,
    [names],
  );
}
