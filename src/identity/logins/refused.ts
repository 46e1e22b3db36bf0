import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '../../store/database.ts';
import type { LoginAct, RecordLogin } from './acts.ts';

const MINUTE_MS = 60_000;

interface Parts {
  readonly db: Database;
  readonly record: RecordLogin;
  /** For so long more of the same are counted, not written. */
  readonly everyMs?: number;
}

/** Records that somebody did not get in, and why, by its code. @throws BalieError `database-unavailable`. */
export type RecordRefusal = (cause: string) => Promise<void>;

/**
 * Anybody may be refused, as often as they like: of each cause the first is recorded at once, and those of the minute after it in one entry
 * with how many there were (`times`), when that minute is over. That one is of no network: they may come from many. What a process has
 * counted when it ends, less than a minute of it, is not recorded.
 */
export function createRefusals({ db, record, everyMs = MINUTE_MS }: Parts): RecordRefusal {
  const more = new Map<string, number>();
  const outsideRequests = AsyncLocalStorage.snapshot();

  const write = (facts: LoginAct['facts']) => db.transaction((tx) => record(tx, { kind: 'login.refused', facts }));
  const count = (cause: string, times: number) => more.set(cause, (more.get(cause) ?? 0) + times);

  function begin(cause: string): void {
    more.set(cause, 0);
    outsideRequests(() => setTimeout(() => void end(cause), everyMs).unref());
  }

  async function end(cause: string): Promise<void> {
    const times = more.get(cause) ?? 0;
    more.delete(cause);
    if (times === 0) return;
    begin(cause);
    // The database is away: they count for the next minute.
    await write({ cause, times }).catch(() => count(cause, times));
  }

  return async (cause) => {
    if (more.has(cause)) return void count(cause, 1);
    begin(cause);
    try {
      await write({ cause });
    } catch (error) {
      count(cause, 1);
      throw error;
    }
  };
}
