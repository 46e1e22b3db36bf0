import type { Queryable } from '../store/database.ts';
import { type JobQueue, PRIORITY } from './queue.ts';

/** Adds a job for each delivery that waits, to a queue that has none of them, as after a restore. */
export async function queueWaiting(tx: Queryable, queue: Pick<JobQueue, 'add'>): Promise<number> {
  const rows = await tx.query<{ id: string }>(`SELECT id FROM deliveries WHERE state = 'waiting' ORDER BY delivered_at`);
  for (const { id } of rows) await queue.add(tx, id, PRIORITY.source);
  return rows.length;
}
