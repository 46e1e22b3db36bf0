import type { Database } from '../store/database.ts';
import { digest } from './digest.ts';
import { checkKey, type KeyHolder } from './keys.ts';
import { Remembered } from './remembered.ts';

/** So long a key that was revoked or changed by another process may go on as it was. */
const KEEP_MS = 5_000;
const MAX_KEYS = 10_000;

/** Checks keys without asking the database each time. */
export interface KeyRing {
  /**
   * Whose key this is; undefined for one that is not valid, whatever the cause. A valid one is remembered for five seconds, by a
   * digest of the token; others are not.
   * @throws BalieError `database-unavailable`.
   */
  verify(token: string): Promise<KeyHolder | undefined>;
  /** The same, asked of the database now. */
  verifyNow(token: string): Promise<KeyHolder | undefined>;
  /** To be called when a key was revoked or changed here: it counts at once. */
  forget(id: string): void;
}

export function createKeyRing(db: Database, now: () => number = Date.now): KeyRing {
  const ring = new Remembered<{ holder: KeyHolder; expiresAt: Date | null }>({ keepMs: KEEP_MS, max: MAX_KEYS, now });
  const check = (token: string) => checkKey(db, token, new Date(now()));
  return {
    async verify(token) {
      const known = ring.get(nameOf(token), () => check(token));
      const found = known instanceof Promise ? await known : known;
      return found === undefined || (found.expiresAt !== null && found.expiresAt.getTime() <= now()) ? undefined : found.holder;
    },
    verifyNow: async (token) => (await ring.getNow(nameOf(token), () => check(token)))?.holder,
    forget: (id) => ring.forget(({ holder }) => holder.id === id),
  };
}

/** The token itself is not kept. */
function nameOf(token: string): string {
  return digest(token).toString('base64');
}
