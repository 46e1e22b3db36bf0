import { type BalieError, isOfDatabase, isRefused, keptFault } from '../../src/errors.ts';
import { deliver, type DeliveryInput, dropDeliveries, failedBefore } from '../../src/jobs/deliveries.ts';
import { countInside } from '../../src/jobs/inside.ts';
import { addEvent } from '../../src/jobs/runs.ts';
import { failUnread } from '../../src/jobs/unread.ts';
import type { Look } from './look.ts';
import type { Workers } from '../work.ts';

/** Counts a file or page that has not changed, with what is inside it. Whatever else was delivered for it is overtaken. */
export async function countUnchanged({ db, collection, run, pending, containers }: Look, sourceId: string): Promise<void> {
  if (pending.has(sourceId)) await dropDeliveries(db, collection, [sourceId]);
  const inside = containers.has(sourceId) ? await db.transaction((tx) => countInside(tx, run.id, collection, sourceId)) : 0;
  run.unchanged(sourceId, inside);
}

/** Delivers a file or page that is new or changed. What failed before with this very content would again: only a person can have it tried anew. What was withdrawn stays as it is. */
export async function deliverFound(
  { db, collection, source, run, pending }: Look,
  { queue }: Pick<Workers, 'queue'>,
  found: Pick<DeliveryInput, 'sourceId' | 'fileName' | 'contentType' | 'bytes' | 'digest' | 'metadata'>,
): Promise<void> {
  const input = { collectionId: collection, source, runId: run.id, ...found };
  const fault = pending.has(found.sourceId) ? await failedBefore(db, input) : undefined;
  if (fault === undefined) {
    if ((await deliver(db, queue, input)) === undefined) run.unchanged(found.sourceId);
    else queue.wake();
    return;
  }
  const event = { runId: run.id, collectionId: collection, sourceId: found.sourceId, outcome: 'failed', fault: fault.code, detail: fault.detail ?? null } as const;
  await db.transaction((tx) => addEvent(tx, event));
}

/**
 * Does what there is to do for one file or page. What goes wrong with it is noted with it, and the look goes on.
 * @throws a fault of the database itself: without that no other will do better.
 */
export async function byItself(look: Look, { onUnforeseen }: Pick<Workers, 'onUnforeseen'>, { sourceId, fileName }: Pick<DeliveryInput, 'sourceId' | 'fileName'>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isOfDatabase(error)) throw error;
    const fault = keptFault(error);
    if (fault.code === 'internal') onUnforeseen(error, { collection: look.collection, document: sourceId });
    await failFound(look, sourceId, fileName, fault);
  }
}

/** Notes that a file or page could not be had: the version in use stays, and what was withdrawn stays as it is. */
export async function failFound({ db, collection, source, run }: Look, sourceId: string, fileName: string, fault: Pick<BalieError, 'code' | 'detail'>): Promise<void> {
  const about = { runId: run.id, collectionId: collection, sourceId };
  try {
    const isFailed = await db.transaction((tx) => failUnread(tx, { ...about, source, fileName, fault }));
    if (!isFailed) run.unchanged(sourceId);
  } catch (error) {
    if (!isRefused(error)) throw error;
    // Its name has no place among what failed: that it did stands with the run alone.
    const { code, detail } = unnamed(sourceId) ?? fault;
    await db.transaction((tx) => addEvent(tx, { ...about, outcome: 'failed', fault: code, detail: detail ?? null }));
  }
}

/** Of names that are longer than any, with those of the folders above them, PostgreSQL keeps no index. */
const MANY_BYTES = 2_000;

function unnamed(sourceId: string): Pick<BalieError, 'code' | 'detail'> | undefined {
  const bytes = Buffer.byteLength(sourceId);
  return bytes < MANY_BYTES ? undefined : { code: 'path-unreadable', detail: `de naam is te lang, met die van de mappen erboven: ${bytes.toLocaleString('nl-NL')} bytes` };
}
