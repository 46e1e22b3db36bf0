import { BalieError } from '../errors.ts';
import { dutchDay } from '../dutch-time.ts';
import type { KeyDeps, KnownNames } from '../http/deps/key-deps.ts';
import { changeKey, hasRight, putGroup, rotateKey } from '../identity/change-keys.ts';
import { createKeyRing, type KeyRing } from '../identity/key-ring.ts';
import { createKey, findKey, listKeys, NO_LIMITS, revokeKey } from '../identity/keys.ts';
import { createLimiter, type Limiter } from '../identity/limits/limiter.ts';
import { useOfGroup, useOfKey } from '../identity/use.ts';
import type { Database } from '../store/database.ts';

/** Who may what, and how much of it, for a desk that runs. */
export interface Keys {
  readonly ring: KeyRing;
  readonly limiter: Limiter;
  /** Gives back what is held of limits, and writes what was used. */
  close(): Promise<void>;
}

/** @param onError hears what went wrong when use could not be written; that is tried again. */
export function openKeys(db: Database, onError?: (error: unknown) => void): Keys {
  const limiter = createLimiter(db, { ...(onError && { onError }) });
  return { ring: createKeyRing(db), limiter, close: () => limiter.close() };
}

/** Keys and groups, over identity. */
export function keyDeps(db: Database, { ring, limiter }: Keys, known: () => KnownNames): KeyDeps {
  const now = () => new Date();
  /** What this process remembers of a key, and of the limits it shares. */
  const forget = (id: string) => {
    ring.forget(id);
    limiter.forget();
  };
  return {
    known,
    today: () => dutchDay(now()),
    list: () => listKeys(db),
    async find(id) {
      const key = await findKey(db, id);
      return key && { key, ...(await useOfKey(db, id, now())) };
    },
    async create(key) {
      if (!hasRight(key)) throw new BalieError('key-without-rights');
      return createKey(db, { ...NO_LIMITS, ...key });
    },
    async change(id, changes) {
      const changed = await changeKey(db, id, changes);
      forget(id);
      return changed !== undefined;
    },
    async revoke(id) {
      const isDone = await revokeKey(db, id);
      forget(id);
      return isDone;
    },
    async rotate(id, rotation) {
      const made = await rotateKey(db, id, { ...rotation, now: now() });
      forget(id);
      return made;
    },
    group: (name) => useOfGroup(db, name, now()),
    async putGroup(name, limits) {
      await putGroup(db, name, limits);
      limiter.forget();
    },
  };
}
