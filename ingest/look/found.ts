import type { BalieError } from '../../src/errors.ts';
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

/** Notes that a file or page could not be had: the version in use stays, and what was withdrawn stays as it is. */
export async function failFound({ db, collection, source, run }: Look, sourceId: string, fileName: string, fault: BalieError): Promise<void> {
  const isFailed = await db.transaction((tx) => failUnread(tx, { collectionId: collection, sourceId, source, runId: run.id, fileName, fault }));
  if (!isFailed) run.unchanged(sourceId);
}
