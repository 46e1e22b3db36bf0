import type { Queryable } from '../store/database.ts';
import { type JobQueue, JOBS_SCHEMA, PRIORITY } from './queue.ts';

/** Adds a job for each delivery that waits and has none, as after a restore. */
export async function queueWaiting(tx: Queryable, queue: Pick<JobQueue, 'add'>): Promise<number> {
  const rows = await tx.query<{ deliveryId: string }>(`SELECT id AS "deliveryId" FROM deliveries WHERE state = 'waiting' ORDER BY delivered_at`);
  const added = await withoutJob(tx, rows);
  for (const { deliveryId } of added) await queue.add(tx, deliveryId, PRIORITY.source);
  return added.length;
}

/** Those of these that no job is about that still has to be done: what is done twice goes to people twice. */
export async function withoutJob<Job extends object>(tx: Queryable, jobs: readonly Job[]): Promise<Job[]> {
  const rows = await tx.query<{ place: number }>(
    `SELECT wanted.place FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS wanted (data, place)
     WHERE NOT EXISTS (SELECT FROM ${JOBS_SCHEMA}.job WHERE job.data = wanted.data AND job.state IN ('created', 'retry', 'active'))`,
    [JSON.stringify(jobs)],
  );
  const places = new Set(rows.map(({ place }) => place));
  return jobs.filter((_, index) => places.has(index + 1));
}
