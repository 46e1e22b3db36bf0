import { dropPartDeliveries } from '../../src/jobs/deliveries.ts';
import { assertHeldIn } from '../../src/jobs/listing.ts';
import { addEvent } from '../../src/jobs/runs.ts';
import { dropMissing } from '../../src/jobs/unread.ts';
import { sourceIds } from '../../src/knowledge/documents/documents.ts';
import { removeMissing } from '../../src/knowledge/documents/kept-corrections.ts';
import type { Database, Queryable } from '../../src/store/database.ts';
import type { Look } from './look.ts';

export interface GoneRequest {
  readonly collection: string;
  readonly source: string;
  /** Only documents whose source id begins so: a part of a folder says nothing about the rest. */
  readonly prefix: string;
  /** What the source has now, by source id. */
  readonly present: ReadonlySet<string>;
  /** Only of these, when given: what the source itself says is gone, after a look that was cut short. */
  readonly onlyOf?: ReadonlySet<string> | undefined;
  /** Whether also more than a third may go. */
  readonly removeMissing?: boolean | undefined;
}

/**
 * Which documents that came through a source are not in it any more.
 * @returns their source ids, sorted: as `gone`, or as `kept` when they are more than a third of what came through it. That is
 *   rather a mistake (a folder that is not mounted, a website that is half down), so a person has to say that they may go.
 */
export async function findGone(db: Queryable, request: GoneRequest): Promise<{ gone: readonly string[]; kept: readonly string[] }> {
  const { collection, source, prefix, present, onlyOf, removeMissing } = request;
  const own = (await sourceIds(db, collection, source)).filter((id) => id.startsWith(prefix));
  const missing = own.filter((id) => !present.has(id) && (onlyOf?.has(id) ?? true)).toSorted();
  const tooMany = removeMissing !== true && missing.length > own.length / 3;
  return tooMany ? { gone: [], kept: missing } : { gone: missing, kept: [] };
}

/**
 * Removes documents that are gone from their source, with all that came out of them or waits for them, each written down; what was set of them by hand is kept for when they come back.
 * @throws BalieError `source-busy` when another process looks at the source by now: what it found counts.
 */
export async function removeGone({ db, collection, source, run }: Look, request: Omit<GoneRequest, 'collection' | 'source'>, signal?: AbortSignal): Promise<void> {
  const { prefix, present, onlyOf } = request;
  const about = { collectionId: collection, source, prefix, present: [...present] };
  const { gone, kept } = await findGone(db, { collection, source, ...request });
  if (onlyOf === undefined) await whileHeld(db, run.id, (tx) => dropMissing(tx, about));
  run.result.kept.push(...kept);
  for (const sourceId of gone) {
    signal?.throwIfAborted();
    await whileHeld(db, run.id, async (tx) => {
      const removed = await removeMissing(tx, collection, sourceId);
      await dropPartDeliveries(tx, collection, [sourceId, ...removed]);
      for (const id of removed) await addEvent(tx, { runId: run.id, collectionId: collection, sourceId: id, outcome: 'removed' });
    });
  }
  await run.readOn();
}

/** What another process found counts, once it has taken over. */
export function whileHeld(db: Database, runId: string, change: (tx: Queryable) => Promise<void>): Promise<void> {
  return db.transaction(async (tx) => {
    await change(tx);
    await assertHeldIn(tx, runId);
  });
}
