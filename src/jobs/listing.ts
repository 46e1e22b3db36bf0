import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { BalieError, type ErrorCode } from '../errors.ts';
import { storable } from '../knowledge/text.ts';
import type { Queryable } from '../store/database.ts';
import { endRunsDone, SILENT_SECONDS } from './runs.ts';

/** So often a run that is looking says that it lives. */
const BEAT_MS = 2_000;
const LOOK_MS = 500;

/** What a look at a source found. */
export interface Listing {
  /** Files or pages that were looked at. */
  readonly found: number;
  readonly unchanged: number;
  /** Gone from the source and kept, until a person says that they may go. */
  readonly kept: readonly string[];
  /** Addresses that gave no document of their own, by reason. */
  readonly leftOut?: Readonly<Record<string, number>>;
  /** Why the look was not complete, in Dutch. */
  readonly notes?: readonly string[];
}

/**
 * Begins a run: one look at a source, and all that comes of it. One process at a time looks at a source: a second one waits until
 * it has heard the first, or until that is silent for so long that it must be gone, and then takes its place.
 * @returns its id.
 * @throws BalieError `source-busy` when another one is looking; the signal's reason when aborted.
 */
export async function startRun(db: Queryable, collectionId: string, source: string, signal?: AbortSignal): Promise<string> {
  let first: string | undefined;
  for (;;) {
    const id = await takePlace(db, collectionId, source);
    if (id !== undefined) return id;
    const [holder] = await db.query<{ sign: string }>(
      `SELECT id || ' ' || seen_at AS sign FROM runs WHERE collection_id = $1 AND source = $2 AND state = 'listing'`,
      [collectionId, source],
    );
    first ??= holder?.sign;
    if (holder !== undefined && holder.sign !== first) throw new BalieError('source-busy', { detail: collectionId });
    await sleep(LOOK_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** The row of a run that is looking is the lock: there is one at most. */
async function takePlace(db: Queryable, collectionId: string, source: string): Promise<string | undefined> {
  await db.query(
    `UPDATE runs SET state = 'failed', ended_at = now(), fault = 'document-interrupted'
     WHERE collection_id = $1 AND source = $2 AND state = 'listing' AND seen_at < now() - make_interval(secs => $3)`,
    [collectionId, source, SILENT_SECONDS],
  );
  const [row] = await db.query<{ id: string }>('INSERT INTO runs (id, collection_id, source) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id', [
    randomUUID(), collectionId, source,
  ]);
  return row?.id;
}

/** Says for a run that it still looks, until `stop`; `isLost` once another has taken its place. */
export function keepPlace(db: Queryable, id: string): { readonly isLost: () => boolean; readonly stop: () => void } {
  let isLost = false;
  const beat = async (): Promise<void> => {
    const rows = await db.query(`UPDATE runs SET seen_at = now() WHERE id = $1 AND state = 'listing' RETURNING id`, [id]);
    isLost = rows.length === 0;
  };
  // A database that is away says so at the next document.
  const timer = setInterval(() => void beat().catch(() => undefined), BEAT_MS).unref();
  return { isLost: () => isLost, stop: () => clearInterval(timer) };
}

/**
 * Makes sure that a run still has its place, until the end of the caller's transaction. After the writers' lock, as with any row.
 * @throws BalieError `source-busy` when another one looks at the source by now.
 */
export async function assertHeldIn(tx: Queryable, id: string): Promise<void> {
  const [run] = await tx.query(`SELECT FROM runs WHERE id = $1 AND state = 'listing' FOR SHARE`, [id]);
  if (run === undefined) throw new BalieError('source-busy');
}

/** The source has been looked through: the run ends when all that it delivered has been read. */
export async function endListing(db: Queryable, id: string, { found, unchanged, kept, leftOut = {}, notes = [] }: Listing): Promise<void> {
  // Added: workers count what has not changed inside containers meanwhile.
  await db.query(
    `UPDATE runs SET state = 'working', found = $2, unchanged = unchanged + $3, kept = $4, left_out = $5, notes = $6 WHERE id = $1 AND state = 'listing'`,
    [id, found, unchanged, kept, JSON.stringify(leftOut), notes],
  );
  // Also earlier runs whose process was killed: what they had delivered is now this one's.
  await endRunsDone(db);
}

/** The source itself could not be read to its end; what it delivered is read all the same. What was seen of it is kept. */
export async function failRun(
  db: Queryable,
  id: string,
  fault: { readonly code: ErrorCode; readonly detail: string | undefined },
  { found, unchanged, leftOut = {}, notes = [] }: Omit<Listing, 'kept'>,
): Promise<void> {
  await db.query(
    `UPDATE runs SET state = 'failed', ended_at = now(), fault = $2, detail = $3, found = $4, unchanged = unchanged + $5, left_out = $6, notes = $7
     WHERE id = $1 AND state = 'listing'`,
    [id, fault.code, fault.detail && storable(fault.detail), found, unchanged, JSON.stringify(leftOut), notes],
  );
}
