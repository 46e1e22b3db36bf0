import { BalieError } from '../errors.ts';
import type { Database, QueryOptions } from './database.ts';

/** What answered so shortly ago is there. Each process asks more often than this by itself. */
const RECENT_MS = 5_000;
/** What was sent over a line that is dead is asked again after so long. */
const LIMIT_MS = 5_000;

/**
 * Asks whether the database is there and can be written, without waiting behind all others who ask it something: a desk with a thousand questions before the
 * database is busy, and would be restarted for being ready for more. One asking counts for all who want to know meanwhile.
 * @returns what resolves when it is. @throws BalieError `database-unavailable`.
 */
export function readiness(db: Pick<Database, 'query' | 'lastAnswer'>): () => Promise<void> {
  let asking: Promise<void> | undefined;
  return async () => {
    const last = db.lastAnswer();
    if (last !== undefined && performance.now() - last < RECENT_MS) return;
    asking ??= ask(db).finally(() => (asking = undefined));
    return asking;
  };
}

async function ask(db: Pick<Database, 'query'>): Promise<void> {
  if (await canOnlyBeRead(db, { limitMs: LIMIT_MS })) throw new BalieError('database-unavailable', { detail: 'alleen te lezen' });
}

/** Whether it takes nothing: a server that is being put back to an earlier moment, or a replica, answers what is read as ever. */
export async function canOnlyBeRead(db: Pick<Database, 'query'>, options?: QueryOptions): Promise<boolean> {
  const [row] = await db.query<{ isReadOnly: boolean }>(`SELECT current_setting('transaction_read_only') = 'on' AS "isReadOnly"`, undefined, options);
  return row?.isReadOnly === true;
}
