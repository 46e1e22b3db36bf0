import type { Database } from '../../store/database.ts';
import type { KeyHolder } from '../keys.ts';
import { openSession, takeSession } from '../sessions.ts';
import type { RecordLogin } from './acts.ts';
import type { RecordRefusal } from './refused.ts';

interface Parts {
  readonly db: Database;
  readonly record: RecordLogin;
  readonly refused: RecordRefusal;
  readonly now: () => Date;
}

/**
 * Logs in with a key, and ends the session that the browser held before: none is carried into another login.
 * @returns undefined when the key is not valid, whatever the cause.
 */
export type OpenByKey = (keyToken: string, before: string) => Promise<{ readonly token: string; readonly key: KeyHolder } | undefined>;

export function createKeyLogins({ db, record, refused, now }: Parts): OpenByKey {
  return async (keyToken, before) => {
    const opened = await db.transaction(async (tx) => {
      const made = await openSession(tx, keyToken, now());
      if (made === undefined) return undefined;
      await takeSession(tx, before);
      await record(tx, { kind: 'login.opened', facts: { key: made.key.id } });
      return made;
    });
    if (opened === undefined) await refused('login-failed');
    return opened;
  };
}
