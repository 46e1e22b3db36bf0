import type { Database } from './database.ts';

/** What answered so shortly ago is there. Each process asks more often than this by itself. */
const RECENT_MS = 5_000;
/** What was sent over a line that is dead is asked again after so long. */
const LIMIT_MS = 5_000;

/**
 * Asks whether the database is there, without waiting behind all others who ask it something: a desk with a thousand questions before the
 * database is busy, and would be restarted for being ready for more. One asking counts for all who want to know meanwhile.
 * @returns what resolves when it is there. @throws BalieError `database-unavailable`.
 */
export function readiness(db: Pick<Database, 'query' | 'lastAnswer'>): () => Promise<void> {
  let asking: Promise<void> | undefined;
  return async () => {
    const last = db.lastAnswer();
    if (last !== undefined && performance.now() - last < RECENT_MS) return;
    asking ??= db.query('SELECT 1', undefined, { limitMs: LIMIT_MS }).then(() => undefined).finally(() => (asking = undefined));
    return asking;
  };
}
