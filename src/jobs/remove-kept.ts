import { dropPartDeliveries } from './deliveries.ts';
import { addEvent } from './runs.ts';
import { removeDocument } from '../knowledge/documents/documents.ts';
import { type Database, ONE_WRITER, type Queryable } from '../store/database.ts';

/** Documents that go in one transaction, while which nobody else writes. */
const AT_ONCE = 25;

/**
 * Removes documents that a look at a source kept though they were gone from it, now that a person says that they may go, each
 * written down. What came in by another way meanwhile stays.
 * @param limit removes no more than that; the rest stays with the run.
 * @returns false when it is not the last look at that source of the collection any more: what the next one found counts.
 */
export async function removeKept(db: Database, collectionId: string, runId: string, limit: number): Promise<boolean> {
  for (let done = 0; done < limit; done += AT_ONCE) {
    const many = Math.min(AT_ONCE, limit - done);
    const rest = await db.transaction((tx) => removeSome(tx, collectionId, runId, many));
    if (rest === undefined) return false;
    if (rest === 0) break;
  }
  return true;
}

/** @returns how many are kept after it. */
async function removeSome(tx: Queryable, collectionId: string, runId: string, many: number): Promise<number | undefined> {
  // The writers' lock before any row, as all take it who remove documents.
  await tx.query(ONE_WRITER);
  const [run] = await tx.query<{ source: string; kept: string[] }>(
    `SELECT source, kept FROM runs r WHERE id = $1 AND collection_id = $2 AND ended_at IS NOT NULL AND NOT EXISTS (
       SELECT FROM runs n WHERE n.collection_id = r.collection_id AND n.source = r.source AND n.started_at > r.started_at) FOR UPDATE`,
    [runId, collectionId],
  );
  if (run === undefined) return undefined;
  const own = await tx.query<{ sourceId: string }>(
    'SELECT source_id AS "sourceId" FROM documents WHERE collection_id = $1 AND source = $2 AND source_id = ANY ($3)',
    [collectionId, run.source, run.kept.slice(0, many)],
  );
  const rest = run.kept.slice(many);
  await tx.query('UPDATE runs SET kept = $2 WHERE id = $1', [runId, rest]);
  const removed: string[] = [];
  for (const { sourceId } of own) {
    const gone = await removeDocument(tx, collectionId, sourceId);
    await dropPartDeliveries(tx, collectionId, [sourceId, ...gone]);
    removed.push(...gone);
  }
  for (const sourceId of removed) await addEvent(tx, { runId, collectionId, sourceId, outcome: 'removed' });
  return rest.length;
}
