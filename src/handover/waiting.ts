import type { Queryable } from '../store/database.ts';

/** What is not sent yet. */
export function waitingSendings(db: Queryable): Promise<{ readonly handoverId: string; readonly way: 'webhook' | 'email' }[]> {
  return db.query(`SELECT handover_id AS "handoverId", way FROM handover_sendings WHERE state = 'waiting' ORDER BY changed_at`);
}
