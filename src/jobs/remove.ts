import { documentSource, removeDocument } from '../knowledge/documents/documents.ts';
import { ONE_WRITER, type Queryable } from '../store/database.ts';
import { dropPartDeliveries } from './deliveries.ts';
import { listPending } from './manage.ts';
import { addEvent } from './runs.ts';
import type { IsRead } from './source-kinds.ts';
import { withdrawIn } from './unread.ts';

/** Something that a person or a program took out. */
interface Removed {
  readonly sourceId: string;
  /** `job`: it was on its way in only. */
  readonly what: 'document' | 'job';
  /** Source ids of the document and of what had come out of it. */
  readonly gone: readonly string[];
}

/** What went, and the runs of which something waited in it: `endRunIfDone` once this is committed. */
interface Removing {
  readonly removed: readonly Removed[];
  readonly runs: ReadonlySet<string>;
}

/** Writes down what went, in the transaction in which it does. */
export type NoteRemoved = (tx: Queryable, removed: readonly Removed[]) => Promise<void>;

interface Removal {
  readonly collection: string;
  readonly sourceIds: readonly string[];
  readonly isRead: IsRead;
  readonly note: NoteRemoved;
}

/** Removes documents, what came out of them, and what waits for either, for good where the desk reads their source. In the order in which workers take their locks. */
export async function removeNoted(tx: Queryable, { collection, sourceIds, isRead, note }: Removal): Promise<Removing> {
  const removed: Removed[] = [];
  const runs = new Set<string>();
  await tx.query(ONE_WRITER);
  for (const sourceId of sourceIds) {
    // It may have come out of one that was named before it.
    const isGone = removed.some(({ gone }) => gone.includes(sourceId));
    const found = await removeIn(tx, { collectionId: collection, sourceId, isRead, runs });
    if (found !== undefined) removed.push(found);
    else if (isGone) removed.push({ sourceId, what: 'document', gone: [sourceId] });
  }
  if (removed.length > 0) await note(tx, removed);
  return { removed, runs };
}

interface One extends Pick<Removal, 'isRead'> {
  readonly collectionId: string;
  readonly sourceId: string;
  /** Those of what waited are added. */
  readonly runs: Set<string>;
}

async function removeIn(tx: Queryable, { collectionId, sourceId, isRead, runs }: One): Promise<Removed | undefined> {
  const [job] = await listPending(tx, { collections: [collectionId], sourceId });
  const source = (await documentSource(tx, collectionId, sourceId)) ?? job?.source;
  const gone = await removeDocument(tx, collectionId, sourceId);
  const isRemoved = gone.length > 0;
  if (source === undefined || (job?.state === 'withdrawn' && !isRemoved)) return undefined;
  for (const run of await dropPartDeliveries(tx, collectionId, [sourceId, ...gone])) runs.add(run);
  if (isRead(collectionId, source)) await withdrawIn(tx, collectionId, sourceId, source);
  if (isRemoved) await addEvent(tx, { runId: null, collectionId, sourceId, outcome: 'removed' });
  else if (job?.state === 'waiting') await addEvent(tx, { runId: null, collectionId, sourceId, outcome: 'cancelled' });
  if (isRemoved) return { sourceId, what: 'document', gone };
  return job && { sourceId, what: 'job', gone: [] };
}
