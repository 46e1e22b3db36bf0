import { BalieError } from '../../errors.ts';
import { dutchDay } from '../../dutch-time.ts';
import type { KeyDeps, KnownNames } from '../../http/deps/key-deps.ts';
import { hasRight } from '../../identity/change-keys.ts';
import type { RecordAct } from '../../identity/key-acts.ts';
import { createKeyManager } from '../../identity/key-manager.ts';
import { createKeyRing, type KeyRing } from '../../identity/key-ring.ts';
import { findKey, listKeys, NO_LIMITS } from '../../identity/keys.ts';
import { createLimiter, type Limiter } from '../../identity/limits/limiter.ts';
import { useOfGroup, useOfGroups, useOfKey } from '../../identity/use.ts';
import type { Database } from '../../store/database.ts';

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

interface Managing {
  readonly known: () => KnownNames;
  /** Records changes of keys and groups. */
  readonly record: RecordAct;
}

/** Keys and groups, over identity. */
export function keyDeps(db: Database, { ring, limiter }: Keys, { known, record }: Managing): KeyDeps {
  const now = () => new Date();
  const manager = createKeyManager(db, record);
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
    async create(key, byKey) {
      if (!hasRight(key)) throw new BalieError('key-without-rights');
      return manager.create({ ...NO_LIMITS, ...key }, { byKey });
    },
    async change(id, changes, byKey) {
      const changed = await manager.change(id, changes, { byKey });
      forget(id);
      return changed !== undefined;
    },
    async revoke(id, byKey) {
      const isDone = await manager.revoke(id, { byKey });
      forget(id);
      return isDone;
    },
    async rotate(id, rotation, byKey) {
      const made = await manager.rotate(id, { ...rotation, now: now() }, { byKey });
      forget(id);
      return made;
    },
    groups: () => useOfGroups(db, now()),
    group: (name) => useOfGroup(db, name, now()),
    async putGroup(name, limits, byKey) {
      await manager.putGroup(name, limits, { byKey });
      limiter.forget();
    },
  };
}
